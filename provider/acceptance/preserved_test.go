package acceptance

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/nomad/api"
)

func sized(name string, count, cpu int, meta string) object {
	return sleeper(name, func(job, group, task object) {
		job["Meta"] = object{"key": meta}
		group["Count"] = count
		task["Resources"] = object{"CPU": cpu, "MemoryMB": 16}
	})
}

func TestAPreservedCountStaysUntilItIsReleased(t *testing.T) {
	s := newStack(t)
	preserving := object{"preserve_counts": true}
	count := func() int { return *s.running(s.name()).TaskGroups[0].Count }
	s.job(sized(s.name(), 1, 20, "a"), preserving).apply()
	three := 3
	if _, _, err := s.nomad.Jobs().Scale(s.name(), "web", &three, "by hand", false, nil, nil); err != nil {
		t.Fatal(err)
	}
	s.empty()
	s.job(sized(s.name(), 2, 20, "a"), preserving)
	contains(t, s.run("plan", "-detailed-exitcode"), "No changes", "keeps the count of the running job (count-kept)",
		"web: keeps the count 3 of the running job, because preserve_counts is set; the apply ignores count")
	s.job(sized(s.name(), 2, 20, "b"), preserving)
	s.differs(`"web" = "1 create/destroy update, 2 ignore"`) // one at a time
	s.repairs()
	if got := count(); got != 3 {
		t.Fatalf("got count %d after the apply of another field, want 3", got)
	}
	s.job(sized(s.name(), 2, 20, "b"))
	s.differs("- preserve_counts = true -> null", `1 stop`)
	s.repairs()
	if got := count(); got != 2 {
		t.Fatalf("got count %d without preserve_counts, want that of the program", got)
	}
}

func TestPreservedResourcesStayUntilTheyAreReleased(t *testing.T) {
	s := newStack(t)
	preserving := object{"preserve_resources": true}
	cpu := func() int { return *s.running(s.name()).TaskGroups[0].Tasks[0].Resources.CPU }
	s.job(sized(s.name(), 1, 20, "a"), preserving).apply()
	s.change(s.name(), func(job *api.Job) { thirty := 30; job.TaskGroups[0].Tasks[0].Resources.CPU = &thirty })
	s.empty()
	s.job(sized(s.name(), 1, 25, "a"), preserving)
	contains(t, s.run("plan", "-detailed-exitcode"), "No changes", "keeps the resources of the running job (resources-kept)",
		"web/main: the resources of the running job stay, because preserve_resources is set; the apply ignores resources")
	s.job(sized(s.name(), 1, 25, "b"), preserving)
	s.differs(`"web" = "1 create/destroy update"`)
	s.repairs()
	if got := cpu(); got != 30 {
		t.Fatalf("got %d MHz after the apply of another field, want 30", got)
	}
	s.job(sized(s.name(), 1, 25, "b"))
	s.differs("- preserve_resources = true -> null", `"web" = "1 create/destroy update"`)
	s.repairs()
	if got := cpu(); got != 25 {
		t.Fatalf("got %d MHz without preserve_resources, want those of the program", got)
	}
}

// The lab's Nomad is older than the fields.
func TestFieldsThatTheServersIgnoreAreReportedByAPlan(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), func(_, group, _ object) { group["MaxRunDuration"] = 3600 * second }))
	s.differs("has fields that servers ignore (field-not-in-version)", `TaskGroups["web"].MaxRunDuration (since Nomad 2.0.2)`,
		"would register the job without them; upgrade, or remove the fields")
	s.job(sleeper(s.name()))
	lacks(t, s.differs("1 to add"), "field-not-in-version")
	s.with("nomad_namespace", "it", object{"name": s.name(), "required_extra_claims": object{"a": "b"}})
	s.refused("has an attribute that servers ignore (field-not-in-version)", "required_extra_claims (since Nomad 2.0.3)")
}

func TestTheLifetimeOfNodeIdentitiesHasOneMeaningInEachSpelling(t *testing.T) {
	s := newStack(t)
	s.with("nomad_node_pool", "it", object{"name": s.name(), "node_identity_ttl": "90m"}).apply()
	s.empty()
	if err := os.Remove(filepath.Join(s.dir, "terraform.tfstate")); err != nil {
		t.Fatal(err)
	}
	s.run("import", "nomad_node_pool.it", s.name())
	s.empty()
	s.with("nomad_node_pool", "it", object{"name": s.name(), "node_identity_ttl": "-1h"})
	s.refused(`node_identity_ttl: got "-1h", want a positive duration such as 12h`)
	s.with("nomad_node_pool", "it", object{"name": s.name()})
	s.differs(`- node_identity_ttl = "1h30m0s" -> null`)
	s.repairs()
}
