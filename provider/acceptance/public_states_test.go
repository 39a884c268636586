package acceptance

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	consul "github.com/hashicorp/consul/api"
	"github.com/hashicorp/nomad/api"
)

// Public reports about states and imports.

// stateOf returns the text of the state.
func (s *stack) stateOf() string {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.dir, "terraform.tfstate"))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(text)
}

// Report: https://github.com/hashicorp/terraform-provider-consul/issues/424
func TestATokenThatExpiredForgetsNoObject(t *testing.T) {
	s := newConsulStack(t)
	workloadIdentity(s)
	s.with("consul_acl_token", "t", object{"description": s.name()})
	s.with("consul_keys", "k", object{"key": []any{object{"path": s.name() + "/k", "value": "v", "delete": true}}})
	s.with("consul_key_prefix", "x", object{"path_prefix": s.name() + "-prefix/", "subkeys": object{"a": "b"}})
	s.with("consul_config_entry", "c", object{"kind": "service-defaults", "name": s.name(), "config_json": `{"Protocol":"http"}`})
	s.apply()
	before := s.stateOf()
	full := s.env
	s.env = append(full[:len(full):len(full)], "CONSUL_HTTP_TOKEN=00000000-0000-4000-8000-000000000000")
	for _, command := range []string{"plan", "apply"} {
		got := s.try(command, "-input=false")
		if got.code != 1 {
			t.Errorf("terraform %s with an unknown token ended with %d:\n%s", command, got.code, got.text)
		}
		lacks(t, got.text, "has been deleted")
		// Terraform reads the role and the binding rule only after what they depend on.
		for _, kind := range []string{"acl policy", "acl auth method", "acl token", "key", "key prefix", "config entry"} {
			contains(t, got.text, "[consul "+kind+" ")
		}
	}
	s.env = full
	if after := s.stateOf(); after != before {
		t.Errorf("the state changed:\nbefore %s\nafter  %s", before, after)
	}
	s.empty()
}

// Report: https://github.com/hashicorp/terraform-provider-consul/issues/417
func TestARecreatedPolicyIsAdopted(t *testing.T) {
	s := newConsulStack(t)
	workloadIdentity(s)
	s.with("consul_acl_token", "t", object{"description": s.name(), "policies": []string{"${consul_acl_policy.p.name}"}})
	s.apply()
	acl := consulACL(t)
	old, _, err := acl.PolicyReadByName(s.name(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := acl.PolicyDelete(old.ID, nil); err != nil {
		t.Fatal(err)
	}
	again, _, err := acl.PolicyCreate(&consul.ACLPolicy{Name: old.Name, Description: old.Description, Rules: old.Rules}, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.repairs()
	now, _, err := acl.PolicyReadByName(s.name(), nil)
	if err != nil || now.ID != again.ID {
		t.Fatalf("want the policy %s adopted, got %v, error %v", again.ID, now, err)
	}
	role, _, err := acl.RoleReadByName(s.name(), nil)
	if err != nil || len(role.Policies) != 1 || role.Policies[0].ID != again.ID {
		t.Fatalf("want the role with the policy %s, got %+v, error %v", again.ID, role, err)
	}
}

// Reports: https://github.com/hashicorp/terraform-provider-consul/issues/298 and 44
func TestATokenInAStateOfTheOfficialProviderIsNotUsed(t *testing.T) {
	s := newConsulStack(t)
	s.with("consul_keys", "k", object{"key": []any{object{"path": s.name() + "/k", "value": "v", "delete": true}}})
	s.with("consul_key_prefix", "x", object{"path_prefix": s.name() + "-prefix/", "subkeys": object{"a": "b"}})
	s.apply()
	file := filepath.Join(s.dir, "terraform.tfstate")
	state := readState(t, file)
	for _, resource := range state.Resources {
		resource.attributes()["token"] = "10000000-0000-4000-8000-00000000dead"
	}
	if err := os.WriteFile(file, []byte(asJSON(t, state)), 0o600); err != nil {
		t.Fatal(err)
	}
	lacks(t, s.differs("0 to add, 2 to change, 0 to destroy"), "00000000dead")
	s.repairs()
	if strings.Contains(s.stateOf(), "00000000dead") {
		t.Fatal("the token is still in the state")
	}
}

// Reports: https://github.com/hashicorp/terraform-provider-nomad/pull/375, 408, and issues/550
func TestImportsNameTheNamespaceAndNothingElseDoes(t *testing.T) {
	s, other := newStack(t), newStack(t)
	namespace := other.namespace(object{})
	inside := inNamespace(namespace)
	spec := sleeper(s.name(), inside)
	other.job(spec)
	other.resources["nomad_job"].(object)["job"].(object)["depends_on"] = []string{"nomad_namespace.ns"}
	other.with("nomad_dynamic_host_volume", "v", object{"name": s.name(), "namespace": namespace, "plugin_id": "mkdir",
		"capability": []any{oneWriter()}, "depends_on": []string{"nomad_namespace.ns"}})
	other.apply()
	t.Cleanup(func() { other.try("destroy", "-auto-approve") })
	volumes, _, err := s.nomad.HostVolumes().List(nil, &api.QueryOptions{Namespace: namespace})
	if err != nil || len(volumes) != 1 {
		t.Fatalf("want one volume, got %v, error %v", volumes, err)
	}
	s.with("nomad_job", "job", object{"json": true, "jobspec": asJSON(t, spec)})
	s.with("nomad_dynamic_host_volume", "v", object{"name": s.name(), "namespace": namespace, "plugin_id": "mkdir", "capability": []any{oneWriter()}})
	s.env = append(s.env, "NOMAD_NAMESPACE="+namespace)
	for address, id := range map[string]string{"nomad_job.job": s.name(), "nomad_dynamic_host_volume.v": volumes[0].ID} {
		if got := s.try("import", address, id); got.code == 0 {
			t.Errorf("%s was imported from the namespace of NOMAD_NAMESPACE:\n%s", address, got.text)
		} else {
			contains(t, got.text, "Cannot import non-existent remote object")
		}
		s.env[len(s.env)-1] = "NOMAD_NAMESPACE=elsewhere"
		s.run("import", address, id+"@"+namespace)
		s.env[len(s.env)-1] = "NOMAD_NAMESPACE=" + namespace
	}
	s.empty()
	s.forget("nomad_job.job")
	s.forget("nomad_dynamic_host_volume.v")
}
