package acceptance

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hashicorp/consul/api"
)

func consulACL(t *testing.T) *api.ACL {
	t.Helper()
	client, err := api.NewClient(api.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	return client.ACL()
}

// workloadIdentity declares what Nomad's workload identities need in Consul.
func workloadIdentity(s *stack) {
	s.with("consul_acl_policy", "p", object{"name": s.name(), "rules": "service_prefix \"\" {\n  policy = \"read\"\n}\n", "description": "d"})
	s.with("consul_acl_role", "r", object{"name": s.name(), "policies": []string{"${consul_acl_policy.p.name}"},
		"service_identities": []any{object{"service_name": "web"}}, "node_identities": []any{object{"node_name": "n", "datacenter": "dc1"}}})
	s.with("consul_acl_auth_method", "m", object{"name": s.name(), "type": "jwt", "max_token_ttl": "30m",
		"config_json": `{"JWTSupportedAlgs":["RS256"],"BoundAudiences":["consul.io"],"JWTValidationPubKeys":["` + testKey + `"],"ClaimMappings":{"nomad_namespace":"nomad_namespace"}}`})
	s.with("consul_acl_binding_rule", "b", object{"auth_method": "${consul_acl_auth_method.m.name}", "bind_type": "role",
		"bind_name": "nomad-$${value.nomad_namespace}", "selector": `"x" in value.nomad_namespace`})
}

// testKey is a public key made for this test alone.
const testKey = `-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9\nq9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==\n-----END PUBLIC KEY-----`

func TestConsulACLsLiveThroughCreateDriftAndDestroy(t *testing.T) {
	s := newConsulStack(t)
	workloadIdentity(s)
	s.apply()
	s.empty()
	acl := consulACL(t)

	policy, _, err := acl.PolicyReadByName(s.name(), nil)
	if err != nil {
		t.Fatal(err)
	}
	policy.Rules = `service_prefix "" { policy = "write" }`
	_, _, errPolicy := acl.PolicyUpdate(policy, nil)
	role, _, _ := acl.RoleReadByName(s.name(), nil)
	role.Description, role.ServiceIdentities = "by hand", nil
	_, _, errRole := acl.RoleUpdate(role, nil)
	method, _, _ := acl.AuthMethodRead(s.name(), nil)
	method.Config["BoundAudiences"] = []string{"elsewhere"}
	_, _, errMethod := acl.AuthMethodUpdate(method, nil)
	rules, _, _ := acl.BindingRuleList(s.name(), nil)
	rules[0].BindName = "other"
	_, _, errRule := acl.BindingRuleUpdate(rules[0], nil)
	for _, err := range []error{errPolicy, errRole, errMethod, errRule} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s.differs(`- service_prefix "" { policy = "write" }`, `- description = "by hand" -> null`, "+ service_identities",
		`~ "elsewhere" -> "consul.io"`, `~ bind_name = "other" -> "nomad-`, "0 to add, 4 to change")
	s.repairs()

	if _, err := acl.PolicyDelete(policy.ID, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := acl.BindingRuleDelete(rules[0].ID, nil); err != nil {
		t.Fatal(err)
	}
	s.differs("2 to add")
	s.repairs()
	s.run("destroy", "-auto-approve")
	if left, _, err := acl.AuthMethodRead(s.name(), nil); err != nil || left != nil {
		t.Fatalf("after destroy: %v, error %v", left, err)
	}
}

func TestTheOrderOfTemplatedPoliciesOfARoleMakesNoDifference(t *testing.T) {
	s := newConsulStack(t)
	acl := consulACL(t)
	templated := func(name string) object {
		return object{"template_name": "builtin/service", "template_variables": []any{object{"name": name}}}
	}
	blocks := []any{templated("web"), object{"template_name": "builtin/dns", "datacenters": []string{"dc1"}}, templated("api")}
	s.with("consul_acl_role", "r", object{"name": s.name(), "templated_policies": blocks})
	s.apply()
	s.empty()
	change := func(edit func(*api.ACLRole)) {
		t.Helper()
		role, _, err := acl.RoleReadByName(s.name(), nil)
		if err != nil {
			t.Fatal(err)
		}
		edit(role)
		if _, _, err := acl.RoleUpdate(role, nil); err != nil {
			t.Fatal(err)
		}
	}
	change(func(r *api.ACLRole) { slices.Reverse(r.TemplatedPolicies) })
	s.empty()
	s.with("consul_acl_role", "r", object{"name": s.name(), "templated_policies": []any{blocks[2], blocks[1], blocks[0]}})
	s.empty()
	s.with("consul_acl_role", "r", object{"name": s.name(), "templated_policies": blocks})
	added := &api.ACLTemplatedPolicy{TemplateName: "builtin/node", TemplateVariables: &api.ACLTemplatedPolicyVariables{Name: "added"}}
	change(func(r *api.ACLRole) {
		r.TemplatedPolicies = append([]*api.ACLTemplatedPolicy{added}, r.TemplatedPolicies...)
	})
	lacks(t, s.differs("- templated_policies {", `- template_name = "builtin/node" -> null`, `- name = "added" -> null`), "+ templated_policies {", "~ templated_policies {")
	s.repairs()
	s.run("destroy", "-auto-approve")
}

func TestImportedConsulACLsPlanEmpty(t *testing.T) {
	s := newConsulStack(t)
	workloadIdentity(s)
	s.apply()
	acl := consulACL(t)
	policy, _, _ := acl.PolicyReadByName(s.name(), nil)
	role, _, _ := acl.RoleReadByName(s.name(), nil)
	rules, _, err := acl.BindingRuleList(s.name(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(s.dir, "terraform.tfstate")); err != nil {
		t.Fatal(err)
	}
	s.run("import", "consul_acl_policy.p", policy.ID)
	s.run("import", "consul_acl_role.r", role.ID)
	s.run("import", "consul_acl_auth_method.m", s.name())
	s.run("import", "consul_acl_binding_rule.b", rules[0].ID)
	s.empty()
}

func TestTheOrderOfKeysInConfigJSONMakesNoDifference(t *testing.T) {
	s := newConsulStack(t)
	workloadIdentity(s)
	s.apply()
	s.resources["consul_acl_auth_method"].(object)["m"].(object)["config_json"] =
		`{"ClaimMappings":{"nomad_namespace":"nomad_namespace"},"JWTValidationPubKeys":["` + testKey + `"],"BoundAudiences":["consul.io"],"JWTSupportedAlgs":["RS256"]}`
	s.write()
	s.empty()
}

func TestFeaturesOfConsulEnterpriseAreRefusedAtPlan(t *testing.T) {
	const why = ", and the servers run the Community edition of Consul, which has no "
	for kind, attributes := range map[string]object{
		"consul_acl_policy":       {"name": "enterprise", "rules": `operator = "read"`},
		"consul_acl_role":         {"name": "enterprise"},
		"consul_acl_binding_rule": {"auth_method": "m", "bind_type": "service", "bind_name": "web"},
		"consul_acl_auth_method":  {"name": "enterprise", "type": "jwt", "config_json": `{}`},
	} {
		for attribute, feature := range map[string]string{"namespace": "namespaces", "partition": "partitions"} {
			s := newConsulStack(t)
			set := maps.Clone(attributes)
			set[attribute] = "apps"
			s.with(kind, "it", set)
			s.refused(attribute + `: got "apps"` + why + feature + "; leave it out, or use Consul Enterprise")
		}
	}
	s := newConsulStack(t)
	s.with("consul_acl_auth_method", "it", object{"name": "enterprise", "type": "jwt", "config_json": `{}`, "namespace_rule": []object{{"bind_namespace": "apps"}}})
	s.refused(`namespace_rule.0.bind_namespace: got "apps"` + why + "namespaces; leave it out, or use Consul Enterprise")
}

func TestBadConsulValuesAreRefusedAtPlan(t *testing.T) {
	s := newConsulStack(t)
	workloadIdentity(s)
	s.resources["consul_acl_auth_method"].(object)["m"].(object)["max_token_ttl"] = "soon"
	s.write()
	s.refused(`max_token_ttl: got "soon", want a duration such as 30m or 24h`)
	s.resources["consul_acl_auth_method"].(object)["m"].(object)["max_token_ttl"] = "30m"
	s.resources["consul_acl_binding_rule"].(object)["b"].(object)["bind_type"] = "roll"
	s.write()
	s.refused(`bind_type: got "roll", want one of node, policy, role, service, templated-policy`)
}
