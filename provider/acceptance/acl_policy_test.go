package acceptance

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/nomad/api"
)

const readRules = "namespace \"default\" {\n  policy = \"read\"\n}\n"

func TestAnACLPolicyLivesThroughCreateDriftImportAndDestroy(t *testing.T) {
	s := newStack(t)
	policy := object{"name": s.name(), "description": "d", "rules_hcl": readRules, "job_acl": []any{object{"job_id": "web", "group": "g"}}}
	s.with("nomad_acl_policy", "p", policy).apply()
	s.empty()
	if _, err := s.nomad.ACLPolicies().Upsert(&api.ACLPolicy{Name: s.name(), Rules: `namespace "default" { policy = "write" }`}, nil); err != nil {
		t.Fatal(err)
	}
	s.differs(`- namespace "default" { policy = "write" }`, `+ description = "d"`, "+ job_acl")
	s.repairs()
	policy["rules_hcl"] = "# spaced\nnamespace \"default\" { policy = \"read\" }"
	s.with("nomad_acl_policy", "p", policy).empty()
	if err := os.Remove(filepath.Join(s.dir, "terraform.tfstate")); err != nil {
		t.Fatal(err)
	}
	s.run("import", "nomad_acl_policy.p", s.name())
	s.empty()
	if _, err := s.nomad.ACLPolicies().Delete(s.name(), nil); err != nil {
		t.Fatal(err)
	}
	s.differs("1 to add")
	s.repairs()
	s.run("destroy", "-auto-approve")
	if _, _, err := s.nomad.ACLPolicies().Info(s.name(), nil); err == nil {
		t.Fatal("the policy is still there")
	}
}

func TestWrongRulesAreRefusedAtPlan(t *testing.T) {
	s := newStack(t)
	s.with("nomad_acl_policy", "p", object{"name": s.name(), "rules_hcl": `namespace "a" { capabilities = ["submit-jobs"] }`})
	s.refused(`nomad knows no capability "submit-jobs"; did you mean submit-job?`)
}

// What our own rules take, Nomad takes too, and the other way round: they are a copy of its knowledge that must not age.
func TestOurRulesAgreeWithNomads(t *testing.T) {
	s := newStack(t)
	for _, rules := range []string{
		`namespace "*" { policy = "scale" }`, `node_pool "x" { capabilities = ["delete"] }`, `plugin { policy = "list" }`,
		`operator { capabilities = ["keyring-rotate"] }`, `host_volume "x" { capabilities = ["mount-readonly"] }`, `quota { policy = "read" }`,
		`namespace "a" { variables { path "x/*" { capabilities = ["destroy"] } } }`, `sentinel { capabilities = ["sentinel-read"] }`,
	} {
		s.with("nomad_acl_policy", "p", object{"name": s.name(), "rules_hcl": rules}).apply()
		s.empty()
	}
}
