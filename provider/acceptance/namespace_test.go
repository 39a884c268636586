package acceptance

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"
)

// namespace makes the test's own, and takes it away again.
func (s *stack) namespace(attributes object) string {
	name := s.name()
	attributes["name"] = name
	s.with("nomad_namespace", "ns", attributes)
	s.t.Cleanup(func() {
		s.removeJobs()
		for range 50 {
			if _, err := s.nomad.Namespaces().Delete(name, nil); err == nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
	return name
}

func inNamespace(name string) func(job, group, task object) {
	return func(job, _, _ object) { job["Namespace"] = name }
}

func TestANamespaceLivesThroughCreateDriftUpdateAndDestroy(t *testing.T) {
	s := newStack(t)
	name := s.namespace(object{"description": "one", "meta": object{"owner": "a"},
		"capabilities": []any{object{"disabled_task_drivers": []string{"exec"}, "enabled_network_modes": []string{"bridge", "host"}}}})
	s.apply()
	s.empty()
	if _, err := s.nomad.Namespaces().Register(&api.Namespace{Name: name, Description: "two", Meta: map[string]string{"owner": "b", "x": "y"}}, nil); err != nil {
		t.Fatal(err)
	}
	s.differs(`~ description = "two" -> "one"`, `~ "owner" = "b" -> "a"`, `- "x" = "y" -> null`, `+ "exec"`)
	s.repairs()
	s.namespace(object{})
	s.differs(`- description = "one" -> null`)
	s.repairs()
	if _, err := s.nomad.Namespaces().Delete(name, nil); err != nil {
		t.Fatal(err)
	}
	s.differs("1 to add")
	s.repairs()
	s.run("destroy", "-auto-approve")
	if _, _, err := s.nomad.Namespaces().Info(name, nil); err == nil {
		t.Fatal("the namespace is still there")
	}
}

func TestAnImportedNamespacePlansEmpty(t *testing.T) {
	s := newStack(t)
	name := s.namespace(object{"description": "one", "meta": object{"a": "b"}, "capabilities": []any{object{"disabled_task_drivers": []string{"exec"}}}})
	s.apply()
	if err := os.Remove(filepath.Join(s.dir, "terraform.tfstate")); err != nil {
		t.Fatal(err)
	}
	s.run("import", "nomad_namespace.ns", name)
	s.empty()
}

func TestANamespaceThatDiffersAndIsNotOursIsNotOverwritten(t *testing.T) {
	s := newStack(t)
	name := s.namespace(object{"description": "ours"})
	if _, err := s.nomad.Namespaces().Register(&api.Namespace{Name: name, Description: "theirs"}, nil); err != nil {
		t.Fatal(err)
	}
	s.refused("exists already", "terraform import ADDRESS "+name)
}

func TestAQuotaIsRefusedUnlessTheClusterIsEnterprise(t *testing.T) {
	s := newStack(t)
	s.namespace(object{"quota": "q"})
	s.refused(`got quota "q", but quotas are a feature of Nomad Enterprise and this is not one; leave quota out`)
}

func TestAJobInANamespaceOfTheSamePlanIsChecked(t *testing.T) {
	s := newStack(t)
	name := s.namespace(object{})
	s.job(sleeper(s.name(), inNamespace(name)), object{"depends_on": []string{"nomad_namespace.ns"}})
	s.differs("2 to add", `+ "web" = "1 create"`)
	s.repairs()
	s.run("destroy", "-auto-approve")
}

func TestABrokenJobInANamespaceOfTheSamePlanIsRefused(t *testing.T) {
	s := newStack(t)
	name := s.namespace(object{})
	s.job(sleeper(s.name(), inNamespace(name), func(_, group, _ object) { group["Tasks"] = []any{} }), object{"depends_on": []string{"nomad_namespace.ns"}})
	s.refused("is refused by nomad", "Missing tasks for task group")
}

func namespaceAsALiteral(t *testing.T) {
	s := newStack(t)
	name := s.namespace(object{})
	s.job(sleeper(s.name(), inNamespace(name)))
	s.repairs()
}

func namespaceWithAForeignJob(t *testing.T) {
	s := newStack(t)
	name := s.namespace(object{})
	s.job(sleeper(s.name()+"-own", inNamespace(name)), object{"depends_on": []string{"nomad_namespace.ns"}}).apply()
	foreign := api.NewServiceJob(s.name()+"-foreign", "foreign", "global", 50)
	foreign.Namespace = &name
	foreign.AddDatacenter("nowhere")
	foreign.AddTaskGroup(api.NewTaskGroup("g", 1).AddTask(api.NewTask("t", "raw_exec").SetConfig("command", "/bin/true")))
	if _, _, err := s.nomad.Jobs().Register(foreign, nil); err != nil {
		t.Fatal(err)
	}
	got := s.try("destroy", "-auto-approve")
	if got.code != 1 {
		t.Fatalf("want the destroy to be refused, got:\n%s", got.text)
	}
	contains(t, got.text, "is not empty", "job "+s.name()+"-foreign", "stop or delete these first, or keep the namespace")
	lacks(t, got.text, "job "+s.name()+"-own ", "Destroying...")
}

func TestANamespaceWaitsForTheJobsOfTheSameDestroy(t *testing.T) {
	s := newStack(t)
	name := s.namespace(object{})
	s.job(sleeper(s.name(), inNamespace(name), command("trap 'sleep 1; exit' INT TERM; sleep 1000 & wait"))).apply()
	s.run("destroy", "-auto-approve")
	if _, _, err := s.nomad.Namespaces().Info(name, nil); err == nil {
		t.Fatal("the namespace is still there")
	}
}

// Public report: hashicorp/terraform-provider-nomad 72.
func TestLeavingOutTheDefaultNamespaceResetsItAndDoesNotDeleteIt(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply() // so that the namespace is not empty
	s.with("nomad_namespace", "default", object{"name": "default", "description": "of this program"}).apply()
	s.empty()
	s.without("nomad_namespace", "default")
	s.differs("1 to destroy")
	s.apply()
	s.empty()
	now, _, err := s.nomad.Namespaces().Info("default", nil)
	if err != nil || now.Description != "Default shared namespace" {
		t.Errorf("got %+v, %v, want the namespace with Nomad's own description", now, err)
	}
	s.running(s.name())
}
