package guard

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// behind answers every plan with a replacement where one is asked for, and every read with a job that is gone unless it stays.
type behind struct {
	tfprotov6.ProviderServer
	replaces, stays bool
}

func (behind) ApplyResourceChange(_ context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return &tfprotov6.ApplyResourceChangeResponse{NewState: request.PlannedState}, nil
}

func (b behind) PlanResourceChange(context.Context, *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	response := &tfprotov6.PlanResourceChangeResponse{}
	if b.replaces {
		response.RequiresReplace = []*tftypes.AttributePath{tftypes.NewAttributePath().WithAttributeName("name")}
	}
	return response, nil
}

func (b behind) ReadResource(_ context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	if b.stays {
		return &tfprotov6.ReadResourceResponse{NewState: request.CurrentState}, nil
	}
	return &tfprotov6.ReadResourceResponse{NewState: value(nil)}, nil
}

func value(content any) *tfprotov6.DynamicValue {
	text, err := msgpack.Marshal(content)
	if err != nil {
		panic(err)
	}
	return &tfprotov6.DynamicValue{MsgPack: text}
}

func plan(t *testing.T, s tfprotov6.ProviderServer, resourceType string, prior, proposed any) []string {
	t.Helper()
	response, err := s.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: resourceType, PriorState: value(prior), ProposedNewState: value(proposed),
	})
	if err != nil {
		t.Fatal(err)
	}
	found := []string{}
	for _, problem := range response.Diagnostics {
		found = append(found, problem.Summary)
	}
	return found
}

type fields = map[string]any

func wants(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) || len(want) == 1 && got[0] != want[0] {
		t.Fatalf("got %q, want %q", got, want)
	}
}

func TestANamespaceThatIsDestroyedOrReplacedIsRefused(t *testing.T) {
	unasked := "[namespace dns] is not destroyed without a confirmation (needs-confirmation)"
	wants(t, plan(t, Before(behind{}, New(), nil), "nomad_namespace", fields{"name": "dns"}, nil), unasked)
	wants(t, plan(t, Before(behind{replaces: true}, New(), nil), "nomad_namespace", fields{"name": "dns"}, fields{"name": "zone"}), unasked)
	wants(t, plan(t, Before(behind{}, New(), nil), "nomad_namespace", fields{"name": "dns"}, fields{"name": "dns", "description": "x"}))
}

func TestAJobUnderAnotherIDIsAReplacementOfTheFormer(t *testing.T) {
	prior := fields{"id": "db", "namespace": "lab", "protect": true, "jobspec": `{"ID":"db","Namespace":"lab"}`}
	proposed := fields{"id": "db", "namespace": "lab", "protect": true, "jobspec": `{"ID":"pg","Namespace":"lab"}`}
	s := Before(behind{replaces: true}, New(), func(string, string) bool { return false })
	wants(t, plan(t, s, job, prior, proposed), "[lab/db] is not destroyed without a confirmation (needs-confirmation)")
	// Terraform asks once more for what is made in its place, of which nothing is known but its specification.
	unknown := msgpack.RawMessage{0xd4, 0, 0}
	wants(t, plan(t, s, job, nil, fields{"id": unknown, "namespace": unknown, "jobspec": `{"ID":"pg","Namespace":"lab"}`}))
}

func TestAPolicyReplacedInItsPlaceIsNoConflict(t *testing.T) {
	s := Before(behind{replaces: true}, New(), nil)
	wants(t, plan(t, s, "consul_acl_auth_method", fields{"name": "a", "type": "jwt"}, fields{"name": "a", "type": "oidc"}),
		"[consul acl auth method default/a] is not destroyed without a confirmation (needs-confirmation)")
	wants(t, plan(t, s, "consul_acl_auth_method", nil, fields{"name": "a", "type": "oidc"}))
}

func TestAPurgedProtectedJobIsCreatedWithoutAConfirmation(t *testing.T) {
	held := func(namespace, id string) bool { return namespace == "lab" && id == "db" }
	specification := fields{"protect": true, "jobspec": `{"ID":"db","Namespace":"lab"}`}
	wants(t, plan(t, Before(behind{}, New(), held), job, nil, specification), "[lab/db] is not destroyed without a confirmation (needs-confirmation)")

	s := Before(behind{}, New(), held)
	state := value(fields{"id": "db", "namespace": "lab", "protect": true})
	if _, err := s.ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{TypeName: job, CurrentState: state}); err != nil {
		t.Fatal(err)
	}
	wants(t, plan(t, s, job, nil, specification))
}

func TestAReplacedObjectOfTheStateNeedsAConfirmation(t *testing.T) {
	for resourceType, c := range map[string]struct {
		state   fields
		refused []string
	}{
		"nomad_namespace":       {fields{"name": "dns"}, []string{"[namespace dns] is not destroyed without a confirmation (needs-confirmation)"}},
		"nomad_acl_auth_method": {fields{"name": "sso"}, []string{"[acl auth method sso] is not destroyed without a confirmation (needs-confirmation)"}},
		"nomad_csi_volume":      {fields{"volume_id": "data"}, []string{"[csi volume default/data] is not destroyed without a confirmation (needs-confirmation)"}},
		"nomad_acl_policy":      {fields{"name": "p"}, nil},
	} {
		s := Before(behind{stays: true}, New(), nil)
		read := &tfprotov6.ReadResourceRequest{TypeName: resourceType, CurrentState: value(c.state)}
		if _, err := s.ReadResource(context.Background(), read); err != nil {
			t.Fatal(err)
		}
		wants(t, plan(t, s, resourceType, c.state, c.state))
		wants(t, plan(t, s, resourceType, nil, c.state), c.refused...)
	}
}

func TestAnObjectThatTwoResourcesManageIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ prior, proposed any }{
		"two resources create it": {nil, fields{"path_prefix": "demo/env/"}},
		"two resources have it":   {fields{"path_prefix": "demo/env/"}, fields{"path_prefix": "demo/env/"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := Before(behind{}, New(), nil)
			wants(t, plan(t, s, "consul_key_prefix", c.prior, c.proposed))
			wants(t, plan(t, s, "consul_key_prefix", c.prior, c.proposed), "[consul key prefix demo/env/] is managed twice (managed-twice)")
			wants(t, plan(t, s, "consul_key_prefix", c.prior, fields{"path_prefix": "demo/other/"}))
			wants(t, plan(t, s, "nomad_dynamic_host_volume", c.prior, fields{"name": "data"}))
			wants(t, plan(t, s, "nomad_dynamic_host_volume", c.prior, fields{"name": "data"})) // each node may have one
		})
	}
}

func TestAnObjectThatAnotherResourceKeepsIsNotDestroyed(t *testing.T) {
	policy, refused := fields{"name": "p"}, "[acl policy p] is managed twice (managed-twice)"
	first := Before(behind{}, New(), nil)
	wants(t, plan(t, first, "nomad_acl_policy", policy, policy))
	wants(t, plan(t, first, "nomad_acl_policy", policy, nil), refused)
	second := Before(behind{}, New(), nil)
	wants(t, plan(t, second, "nomad_acl_policy", policy, nil))
	wants(t, plan(t, second, "nomad_acl_policy", policy, policy), refused)
}

func TestAnApplyKeepsWhatItHasJustCreated(t *testing.T) {
	s := Before(behind{}, New(), nil)
	apply := func(prior, planned any) string {
		t.Helper()
		response, err := s.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: "nomad_namespace", PriorState: value(prior), PlannedState: value(planned),
		})
		if err != nil || len(response.Diagnostics) == 0 {
			return ""
		}
		return response.Diagnostics[0].Summary
	}
	if got := apply(fields{"name": "dns"}, nil); got != "" {
		t.Fatalf("what it has not made: %s", got)
	}
	wants(t, plan(t, s, "nomad_namespace", nil, fields{"name": "dns"}))
	apply(nil, fields{"name": "dns"})
	wants(t, plan(t, s, "nomad_namespace", fields{"name": "dns"}, nil))
	if got := apply(fields{"name": "dns"}, nil); got != "[namespace dns] is kept (not-destroyed)" {
		t.Fatalf("got %q", got)
	}
	if got := apply(fields{"name": "lab"}, nil); got != "" {
		t.Fatalf("another one: %s", got)
	}
}
