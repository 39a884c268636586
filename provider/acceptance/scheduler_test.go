package acceptance

import (
	"os"
	"path/filepath"
	"testing"
)

// paired is a job of two allocations, each of which runs as long as there is a file of its index in the folder.
func paired(id, folder string) object {
	return sleeper(id, command("while test -e "+folder+"/$${NOMAD_ALLOC_INDEX}; do sleep 0.2; done; exit 1"),
		two)
}

// two at once, also when they are changed.
func two(job, group, _ object) {
	group["Count"] = 2
	job["Update"].(object)["MaxParallel"] = 2
}

// allowed lets allocations run by their index.
func allowed(t *testing.T, folder string, indexes ...string) {
	t.Helper()
	for _, index := range indexes {
		if err := os.WriteFile(filepath.Join(folder, index), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestATaintedJobIsReplacedAsPlanned(t *testing.T) {
	s, folder := newStack(t), t.TempDir()
	allowed(t, folder, "0")
	s.job(paired(s.name(), folder), object{"purge_on_destroy": false})
	contains(t, s.fails("apply", "-auto-approve"), "task main is dead, failed")
	allowed(t, folder, "1")
	contains(t, s.apply(), `+ "web" = "2 create"`, "1 added, 0 changed, 1 destroyed")
	s.empty()
	contains(t, s.run("apply", "-auto-approve", "-replace=nomad_job.job"), `+ "web" = "2 create"`, "1 added, 0 changed, 1 destroyed")
	s.empty()
}

// Terraform asks for the plan of every resource once more at apply; until then the cluster may change.
func TestAPlanIsAppliedAsItWasThoughANodeWentSince(t *testing.T) {
	s := newStack(t)
	answers := filepath.Join(t.TempDir(), "answers")
	if err := os.WriteFile(answers, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s.env = append(s.env, "CDKNOMAD_SCHEDULER="+answers)
	everywhere := func(job, group, _ object) {
		job["Type"] = "system"
		delete(group, "ReschedulePolicy")
	}
	s.job(sleeper(s.name(), everywhere), object{"detach": true})
	contains(t, s.run("plan", "-out=saved"), `+ "web" = "1 create"`)
	s.eligible(false)
	t.Cleanup(func() { s.eligible(true) })
	contains(t, s.run("apply", "saved"), "1 added, 0 changed, 0 destroyed")
	s.empty()
}

// eligible opens or closes all nodes for new allocations.
func (s *stack) eligible(eligible bool) {
	s.t.Helper()
	nodes, _, err := s.nomad.Nodes().List(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, node := range nodes {
		if _, err := s.nomad.Nodes().ToggleEligibility(node.ID, eligible, nil); err != nil {
			s.t.Fatal(err)
		}
	}
}

func TestAJobThatUsesAVolumeOfTheSamePlanIsNotSaidToHaveNoPlace(t *testing.T) {
	s := newStack(t)
	name := s.name()
	s.with("nomad_dynamic_host_volume", "it", object{"name": name, "plugin_id": "mkdir", "capability": []any{oneWriter()}})
	s.job(userOf(name, name), object{"depends_on": []string{"nomad_dynamic_host_volume.it"}})
	s.lackNoPlace(s.differs("2 to add", "waits for volumes of this plan", "web: "+name, `+ "web" = "1 create"`))
	s.lackNoPlace(s.apply())
	s.empty()
}

func TestAJobThatUsesNoVolumeOfTheSamePlanIsSaidToHaveNoPlace(t *testing.T) {
	s := newStack(t)
	s.with("nomad_dynamic_host_volume", "it", object{"name": s.name() + "-other", "plugin_id": "mkdir", "capability": []any{oneWriter()}})
	s.job(userOf(s.name(), s.name()))
	lacks(t, s.differs("2 to add", "cannot be placed now", "missing compatible host volumes"), "waits for volumes")
}

func TestOnHowManyNodesASystemJobRunsIsNotKnownBeforeItsVolumeIsThere(t *testing.T) {
	s := newStack(t)
	name := s.name()
	s.with("nomad_dynamic_host_volume", "it", object{"name": name, "plugin_id": "mkdir", "capability": []any{oneWriter()}})
	everywhere := userOf(name, name)
	everywhere["Type"] = "system"
	group := everywhere["TaskGroups"].([]any)[0].(object)
	delete(group, "ReschedulePolicy")
	s.job(everywhere, object{"depends_on": []string{"nomad_dynamic_host_volume.it"}})
	s.differs("2 to add", "+ scheduler = (known after apply)")
	s.apply()
	s.empty()
}

func (s *stack) lackNoPlace(text string) {
	s.t.Helper()
	lacks(s.t, text, "cannot be placed now")
}
