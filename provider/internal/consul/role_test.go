package consul

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/identity"
)

func templated(template, name string, datacenters ...string) identity.TemplatedPolicy {
	policy := identity.TemplatedPolicy{TemplateName: types.StringValue(template), Datacenters: types.ListNull(types.StringType)}
	if datacenters != nil {
		elements := make([]attr.Value, len(datacenters))
		for i, one := range datacenters {
			elements[i] = types.StringValue(one)
		}
		policy.Datacenters = types.ListValueMust(types.StringType, elements)
	}
	if name != "" {
		policy.Variables = []identity.TemplateVariable{{Name: types.StringValue(name)}}
	}
	return policy
}

func onServer(template, name string, datacenters ...string) *api.ACLTemplatedPolicy {
	policy := &api.ACLTemplatedPolicy{TemplateName: template, Datacenters: datacenters}
	if name != "" {
		policy.TemplateVariables = &api.ACLTemplatedPolicyVariables{Name: name}
	}
	return policy
}

// texts returns a word for each templated policy.
func texts(policies []identity.TemplatedPolicy) string {
	words := make([]string, len(policies))
	for i, policy := range policies {
		words[i] = strings.TrimPrefix(policy.TemplateName.ValueString(), "builtin/")
		for _, variable := range policy.Variables {
			words[i] += ":" + variable.Name.ValueString()
		}
		if !policy.Datacenters.IsNull() {
			words[i] += policy.Datacenters.String()
		}
	}
	return strings.Join(words, " ")
}

func TestTemplatedPoliciesOfARoleAreComparedByTemplateAndVariables(t *testing.T) {
	state := []identity.TemplatedPolicy{templated("builtin/service", "web", "dc2", "dc1"), templated("builtin/dns", ""), templated("builtin/service", "api")}
	empty := templated("builtin/node", "n")
	empty.Datacenters = types.ListValueMust(types.StringType, nil)
	state = append(state, empty)
	web, dns, service, node := onServer("builtin/service", "web", "dc1", "dc2"), onServer("builtin/dns", ""), onServer("builtin/service", "api"), onServer("builtin/node", "n")
	for name, c := range map[string]struct {
		found []*api.ACLTemplatedPolicy
		want  string
	}{
		"another order on the server": {[]*api.ACLTemplatedPolicy{node, service, dns, web}, texts(state)},
		"one more":                    {[]*api.ACLTemplatedPolicy{onServer("builtin/dns", "x"), node, service, dns, web}, texts(state) + " dns:x"},
		"one less":                    {[]*api.ACLTemplatedPolicy{node, dns, web}, `service:web["dc2","dc1"] dns node:n[]`},
		"another variable":            {[]*api.ACLTemplatedPolicy{node, onServer("builtin/service", "x"), dns, web}, `service:web["dc2","dc1"] dns service:x node:n[]`},
		"another template":            {[]*api.ACLTemplatedPolicy{node, service, onServer("builtin/nomad-server", ""), web}, `service:web["dc2","dc1"] nomad-server service:api node:n[]`},
		"other datacenters":           {[]*api.ACLTemplatedPolicy{node, service, onServer("builtin/dns", "", "dc1"), web}, `service:web["dc2","dc1"] dns["dc1"] service:api node:n[]`},
	} {
		t.Run(name, func(t *testing.T) {
			m := roleModel{Policies: types.SetNull(types.StringType), TemplatedPolicies: state}
			if problems := followRole(context.Background(), &m, &api.ACLRole{TemplatedPolicies: c.found}); problems.HasError() {
				t.Fatal(problems)
			}
			if got := texts(m.TemplatedPolicies); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestARoleWithItsBlocksInAnotherOrderIsTheSameRole(t *testing.T) {
	a, b := templated("builtin/service", "web"), templated("builtin/service", "api")
	first, second := identity.Node{NodeName: types.StringValue("a")}, identity.Node{NodeName: types.StringValue("b")}
	keep := newRoleKind().keep
	prior := roleModel{TemplatedPolicies: []identity.TemplatedPolicy{a, b}, NodeIdentities: []identity.Node{first, second}}
	plan := roleModel{TemplatedPolicies: []identity.TemplatedPolicy{b, a}, NodeIdentities: []identity.Node{second, first}}
	if keep(&plan, &prior); texts(plan.TemplatedPolicies) != "service:web service:api" || plan.NodeIdentities[0] != first {
		t.Errorf("got %s, %v", texts(plan.TemplatedPolicies), plan.NodeIdentities)
	}
	other := roleModel{TemplatedPolicies: []identity.TemplatedPolicy{b, templated("builtin/service", "x")}}
	if keep(&other, &prior); texts(other.TemplatedPolicies) != "service:api service:x" {
		t.Errorf("got %s", texts(other.TemplatedPolicies))
	}
}
