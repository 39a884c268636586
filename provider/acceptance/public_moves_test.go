package acceptance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"
)

// Public reports about moving between providers, states, and the take-over of existing objects. Each test names its reports.

// Report: https://github.com/hashicorp/terraform-provider-nomad/issues/534
func TestAPolicyOfAllWorkloadsOfANamespaceIsSeenAndImported(t *testing.T) {
	s := newStack(t)
	policy := object{"name": s.name(), "rules_hcl": readRules}
	s.with("nomad_acl_policy", "it", policy)
	s.apply()
	change := func(acl *api.JobACL) {
		t.Helper()
		if _, err := s.nomad.ACLPolicies().Upsert(&api.ACLPolicy{Name: s.name(), Rules: readRules, JobACL: acl}, nil); err != nil {
			t.Fatal(err)
		}
	}
	// Someone gives the policy to every workload of a namespace.
	change(&api.JobACL{Namespace: "default"})
	s.differs("- job_acl {", `- namespace = "default"`)
	s.repairs()
	s.forget("nomad_acl_policy.it")
	change(&api.JobACL{Namespace: "default"})
	s.refused("exists already", "terraform import ADDRESS "+s.name())
	policy["job_acl"] = []any{object{"namespace": "default"}}
	s.write()
	s.repairs()
	s.imports("nomad_acl_policy.it", s.name())
	policy["job_acl"] = []any{object{"namespace": "default", "job_id": "web"}}
	s.write()
	s.differs(`+ job_id = "web"`)
	s.repairs()
	policy["job_acl"] = []any{object{"namespace": "default", "group": "g"}}
	s.write()
	s.refused("names a group without its job")
	policy["job_acl"] = []any{object{}}
	s.write()
	s.refused("names neither a job nor a namespace")
}

// Report: https://github.com/hashicorp/nomad/issues/11749
func TestAJobWithSlashesInItsIDIsManagedOrRefused(t *testing.T) {
	s := newStack(t)
	for _, id := range []string{s.name() + "/plan", s.name() + "/x/periodic/force", s.name() + "/versions", "."} {
		s.job(sleeper(id))
		s.refused("cannot be addressed", id)
	}
	s.without("nomad_job", "job")
	for i, id := range []string{"/" + s.name(), s.name() + "/", s.name() + "//x/../y"} {
		// A job without instances needs no node.
		spec := sleeper(id, func(_, group, _ object) { group["Count"] = 0 })
		s.with("nomad_job", fmt.Sprintf("j%d", i), object{"json": true, "jobspec": asJSON(t, spec), "purge_on_destroy": true})
	}
	s.apply()
	s.empty()
	s.run("destroy", "-auto-approve")
	left, _, err := s.nomad.Jobs().List(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, job := range left {
		if strings.Contains(job.ID, s.name()) {
			t.Errorf("the job %s is still there after the destroy", job.ID)
		}
	}
}

// A web server answers a path with two slashes with the address of another path, where the variable would be written.
func TestAVariableWhosePathIsAnotherInAURLIsRefused(t *testing.T) {
	s := newStack(t)
	for _, path := range []string{s.name() + "//a", "/" + s.name()} {
		s.with("nomad_variable", "it", object{"path": path, "items": object{"a": "1"}})
		s.refused("path: got", path, "without two slashes in a row")
	}
}
