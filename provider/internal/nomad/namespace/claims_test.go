package namespace

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
)

// registry is a Nomad with one namespace. The lab's Nomad is older than the extra claims.
type registry struct {
	version string
	held    *api.Namespace
}

func (s *registry) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasSuffix(r.URL.Path, "/agent/members"):
		fmt.Fprintf(w, `{"ServerRegion": "global", "Members": [{"Name": "n1.global", "Tags": {"build": %q}}]}`, s.version)
	case r.Method == http.MethodPut:
		s.held = new(api.Namespace)
		_ = json.NewDecoder(r.Body).Decode(s.held)
		fmt.Fprint(w, `{}`)
	case s.held == nil:
		http.Error(w, "not found", http.StatusNotFound)
	default:
		_ = json.NewEncoder(w).Encode(s.held)
	}
}

func claims(value string) types.Map {
	return types.MapValueMust(types.StringType, map[string]attr.Value{"unit": types.StringValue(value)})
}

func planned(required, optional types.Map) *model {
	return &model{Name: types.StringValue("shop"), Meta: types.MapNull(types.StringType), Required: required, Optional: optional}
}

func clusterOf(t *testing.T, behind *registry) *cluster.Cluster {
	t.Helper()
	server := httptest.NewServer(behind)
	t.Cleanup(server.Close)
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	return cluster.New(client, nil)
}

func TestExtraClaimsAreWrittenReadAndRepaired(t *testing.T) {
	ctx, behind := t.Context(), &registry{version: "2.0.3"}
	plan := planned(claims("${job.region}"), types.MapNull(types.StringType))
	create := &call{Server: clusterOf(t, behind), Plan: plan}
	kind{}.Plan(ctx, create)
	kind{}.Create(ctx, create)
	if create.HasError() || behind.held.RequiredExtraClaims["unit"] != "${job.region}" {
		t.Fatalf("got %+v, %v", behind.held, create.Diagnostics)
	}
	refreshed := func() *model {
		state := *plan
		read := &call{Server: clusterOf(t, behind), Prior: &state}
		if !(kind{}).Read(ctx, read) || read.HasError() {
			t.Fatal(read.Diagnostics)
		}
		return &state
	}
	if now := refreshed(); !now.Required.Equal(plan.Required) || !now.Optional.IsNull() {
		t.Errorf("a refresh without a change got %v and %v", now.Required, now.Optional)
	}
	behind.held.RequiredExtraClaims, behind.held.OptionalExtraClaims = nil, map[string]string{"unit": "two"}
	now := refreshed()
	if len(now.Required.Elements()) > 0 || !now.Optional.Equal(claims("two")) {
		t.Errorf("a refresh after a change on the server got %v and %v", now.Required, now.Optional)
	}
	update := &call{Server: clusterOf(t, behind), Prior: now, Plan: plan}
	kind{}.Update(ctx, update)
	if update.HasError() || behind.held.RequiredExtraClaims["unit"] != "${job.region}" || len(behind.held.OptionalExtraClaims) > 0 {
		t.Errorf("got %+v, %v", behind.held, update.Diagnostics)
	}
}

func TestExtraClaimsThatTheServersIgnoreAreRefused(t *testing.T) {
	for version, refused := range map[string]int{"2.0.2": 2, "1.11.3": 2, "2.0.3": 0, "2.1.0": 0} {
		c := &call{Server: clusterOf(t, &registry{version: version}), Plan: planned(claims("a"), claims("b"))}
		kind{}.Plan(t.Context(), c)
		if got := c.ErrorsCount(); got != refused {
			t.Errorf("Nomad %s: got %v", version, c.Diagnostics)
		}
	}
	c := &call{Server: clusterOf(t, &registry{version: "1.11.3"}), Plan: planned(types.MapNull(types.StringType), types.MapNull(types.StringType))}
	kind{}.Plan(t.Context(), c)
	if c.HasError() {
		t.Errorf("a namespace without claims got %v", c.Diagnostics)
	}
}
