package preparedquery

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func texts(values ...string) []attr.Value {
	all := make([]attr.Value, len(values))
	for i, value := range values {
		all[i] = types.StringValue(value)
	}
	return all
}

// minimal is a query that sets what is required.
func minimal() model {
	return model{
		Name: types.StringValue("db"), Service: types.StringValue("postgres"), Tags: types.SetNull(types.StringType),
		IgnoreCheckIDs: types.ListNull(types.StringType), NodeMeta: types.MapNull(types.StringType), ServiceMeta: types.MapNull(types.StringType),
	}
}

func whole() model {
	m := minimal()
	m.StoredToken, m.Near, m.OnlyPassing, m.Connect = types.StringValue("planted"), types.StringValue("_agent"), types.BoolValue(true), types.BoolValue(true)
	m.Tags = types.SetValueMust(types.StringType, texts("a", "b"))
	m.IgnoreCheckIDs = types.ListValueMust(types.StringType, texts("c"))
	m.NodeMeta = types.MapValueMust(types.StringType, map[string]attr.Value{"rack": types.StringValue("1")})
	m.ServiceMeta = types.MapValueMust(types.StringType, map[string]attr.Value{"tier": types.StringValue("2")})
	m.Failover = []failover{{NearestN: types.Int64Value(2), Datacenters: types.ListValueMust(types.StringType, texts("dc2"))}}
	m.DNS = []dns{{TTL: types.StringValue("10s")}}
	m.Template = []template{{Type: types.StringValue("name_prefix_match"), Regexp: types.StringValue("^db-(.+)$"), RemoveEmptyTags: types.BoolValue(true)}}
	return m
}

// sent is a definition as Consul returns it.
func sent(t *testing.T, definition *api.PreparedQueryDefinition) *api.PreparedQueryDefinition {
	t.Helper()
	text, err := json.Marshal(definition)
	if err != nil {
		t.Fatal(err)
	}
	var found api.PreparedQueryDefinition
	if err := json.Unmarshal(text, &found); err != nil {
		t.Fatal(err)
	}
	return &found
}

func TestWhatConsulReturnsOfAQueryIsNoChange(t *testing.T) {
	withTargets := minimal()
	withTargets.Failover = []failover{{Datacenters: types.ListNull(types.StringType), Targets: []target{{Peer: types.StringValue("north")}, {Datacenter: types.StringValue("dc2")}}}}
	empty := minimal()
	empty.Failover, empty.DNS = []failover{{Datacenters: types.ListNull(types.StringType)}}, []dns{{}}
	for name, m := range map[string]model{"minimal": minimal(), "whole": whole(), "targets": withTargets, "empty blocks": empty} {
		seen := m
		seen.follow(sent(t, m.definition()))
		if !reflect.DeepEqual(seen, m) {
			t.Errorf("%s: got %+v, want %+v", name, seen, m)
		}
	}
}

func TestAChangeInConsulIsSeen(t *testing.T) {
	other := whole()
	other.Failover = []failover{{Datacenters: types.ListNull(types.StringType), Targets: []target{{Peer: types.StringValue("north")}}}}
	for name, c := range map[string]struct{ from, to model }{
		"everything was set": {minimal(), whole()}, "everything was removed": {whole(), minimal()}, "other failover": {whole(), other},
	} {
		seen := c.from
		seen.follow(sent(t, c.to.definition()))
		if got, want := seen.definition(), c.to.definition(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
	}
}

func TestATokenThatConsulHidesIsNoChange(t *testing.T) {
	m := whole()
	found := sent(t, m.definition())
	found.Token = "<hidden>"
	m.follow(found)
	if m.StoredToken.ValueString() != "planted" {
		t.Error("the token of the state was replaced")
	}
}

func TestAQueryOfTheSameNameIsTakenOverIfItIsAsPlanned(t *testing.T) {
	existing := whole()
	there := existing.definition()
	there.ID = "q1"
	created := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			created++
			fmt.Fprint(w, `{"ID": "q2"}`)
			return
		}
		_ = json.NewEncoder(w).Encode([]*api.PreparedQueryDefinition{there})
	}))
	defer server.Close()
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	same, differing, other := whole(), minimal(), minimal()
	other.Name = types.StringValue("cache")
	for name, c := range map[string]struct {
		plan    model
		id, err string
	}{
		"the same": {same, "q1", ""}, "another name": {other, "q2", ""},
		"other fields": {differing, "", "terraform import ADDRESS q1"},
	} {
		request := &call{Server: client, Plan: &c.plan}
		kind{}.Create(t.Context(), request)
		if got := c.plan.ID.ValueString(); got != c.id || request.HasError() != (c.err != "") || !strings.Contains(fmt.Sprint(request.Diagnostics), c.err) {
			t.Errorf("%s: got id %q and %v", name, got, request.Diagnostics)
		}
	}
	if created != 1 {
		t.Errorf("got %d queries created, want 1", created)
	}
}

func TestAPlanRefusesWhatConsulOrTheProviderWouldNotUse(t *testing.T) {
	m := whole()
	m.Failover[0].Targets = []target{{Peer: types.StringValue("north")}}
	request := &call{Plan: &m}
	m.Token = types.StringValue("planted")
	kind{}.Plan(t.Context(), request)
	if !strings.Contains(fmt.Sprint(request.Diagnostics), "token: is deprecated") {
		t.Errorf("got %v", request.Diagnostics)
	}
	if !strings.Contains(fmt.Sprint(request.Diagnostics), "write the datacenters as targets") {
		t.Errorf("got %v", request.Diagnostics)
	}
}
