package acceptance

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"
)

func batch(job, group, _ object) {
	job["Type"] = "batch"
	delete(job, "Update")
	delete(group, "ReschedulePolicy")
}

func periodic(job, group, task object) {
	batch(job, group, task)
	job["Periodic"] = object{"Spec": "0 3 1 1 *", "SpecType": "cron"}
}

// A count in the program is what a group starts with: the autoscaler's own stays, and what nobody scaled does not.
func TestAnotherCountOfAGroupThatCanBeScaled(t *testing.T) {
	s := newStack(t)
	counted := func(count int) object {
		return sleeper(s.name(), func(_, group, _ object) {
			group["Count"] = count
			group["Scaling"] = object{"Min": 1, "Max": 5, "Policy": object{}}
		})
	}
	s.job(counted(1)).apply()
	s.job(counted(2))
	lacks(t, s.differs("~ Count = 1 -> 2", `+ "web" = "1 create, 1 in-place update"`), "keeps the count")
	s.repairs()
	if got := *s.running(s.name()).TaskGroups[0].Count; got != 2 {
		t.Fatalf("count is %d after the apply, want 2", got)
	}
	three := 3
	if _, _, err := s.nomad.Jobs().Scale(s.name(), "web", &three, "autoscaler", false, nil, nil); err != nil {
		t.Fatal(err)
	}
	s.job(counted(4))
	contains(t, s.run("plan", "-detailed-exitcode"), "No changes", "keeps the count of the running job", "web: was scaled to 3 since the last apply")
	s.apply()
	if got := *s.running(s.name()).TaskGroups[0].Count; got != 3 {
		t.Fatalf("apply reset the autoscaled count to %d, want 3", got)
	}
}

// Nomad's own comparison takes a key without a value for none, though a task sees it.
func TestAKeyWithoutAValueIsNotNone(t *testing.T) {
	s := newStack(t)
	with := func(value any) object {
		return sleeper(s.name(), func(job, group, task object) {
			if value != nil {
				task["Env"].(object)["EMPTY"] = value
				group["Meta"] = object{"empty": value}
				job["Meta"] = object{"empty": value}
			}
		})
	}
	s.job(with(nil)).apply()
	s.job(with(""))
	s.differs(`+ EMPTY = ""`, `+ empty = ""`, `+ "web" = "1 create/destroy update"`)
	s.repairs()
	s.change(s.name(), func(job *api.Job) { delete(job.TaskGroups[0].Tasks[0].Env, "EMPTY") })
	s.differs(`+ EMPTY = ""`)
	s.repairs()
	s.change(s.name(), func(job *api.Job) { delete(job.Meta, "empty") })
	s.differs(`+ empty = ""`)
	s.repairs()
	if value, found := s.running(s.name()).Meta["empty"]; !found || value != "" {
		t.Fatalf("after the apply meta is %v", s.running(s.name()).Meta)
	}
}

// Nomad's plan accepts this, and its registration does not.
func TestWhatNomadNeverChangesOfAJobIsRefusedAtPlan(t *testing.T) {
	s := newStack(t)
	kept := object{"purge_on_destroy": false}
	s.job(sleeper(s.name()), kept).apply()
	s.job(sleeper(s.name(), periodic), kept)
	s.refused("[default/"+s.name()+"] cannot be updated (job-immutable)", "its type is service and would be batch", "it is not periodic and would be",
		"set purge_on_destroy = true and apply that alone first")
	s.job(sleeper(s.name()))
	s.apply()
	s.job(sleeper(s.name(), periodic))
	s.differs("must be replaced", "is removed and created again", `"web" = "1 create at each launch"`)
	s.repairs()
	if job := s.running(s.name()); *job.Type != "batch" || job.Periodic == nil {
		t.Fatalf("after the apply the job is %s, periodic %v", *job.Type, job.Periodic)
	}
	if _, _, err := s.nomad.Jobs().Deregister(s.name(), false, nil); err != nil {
		t.Fatal(err)
	}
	s.forget("nomad_job.job")
	s.job(sleeper(s.name()))
	s.refused("[default/"+s.name()+"] exists already (already-exists)", "nomad still has a stopped job", "nomad job stop -purge -namespace default "+s.name())
}

// A job that did not run in time runs later, or an operator promotes it.
func TestAFailureThatRecoveredIsForgotten(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.eligible(false)
	t.Cleanup(func() { s.eligible(true) })
	s.job(sleeper(s.name(), colored("green")))
	contains(t, s.fails("apply", "-auto-approve"), "cannot be placed")
	s.differs("failed before with this specification")
	s.eligible(true)
	s.succeeds(s.name())
	s.empty()
}

// A gateway's configuration goes to Consul when the job is registered, which nomad's token may not write; its plan does not try.
func TestTheNextPlanReportsWhatNomadRefusedToRegister(t *testing.T) {
	s := newStack(t)
	// Nomad writes the gateway to Consul only when it registers the job.
	const noHTTP = "does not match defined listener protocol"
	gateway := func(_, group, _ object) {
		group["Networks"] = []any{object{"Mode": "bridge", "DynamicPorts": []any{object{"Label": "in"}}}}
		group["Services"] = []any{object{"Name": "gateway", "PortLabel": "in", "Connect": object{"Gateway": object{"Ingress": object{
			"Listeners": []any{object{"Port": 8080, "Protocol": "http", "Services": []any{object{"Name": "behind"}}}}}}}}}
	}
	s.job(sleeper(s.name()), object{"detach": true}).apply()
	s.job(sleeper(s.name(), gateway), object{"detach": true})
	lacks(t, s.differs(`+ Gateway`), "failed before")
	contains(t, s.fails("apply", "-auto-approve"), "is refused by nomad", noHTTP)
	s.differs("failed before with this specification", "nomad refused to register it", noHTTP)
	s.job(sleeper(s.name()), object{"detach": true})
	lacks(t, s.run("plan", "-detailed-exitcode"), "failed before")
}

// succeeds returns once the latest deployment of the job is successful.
func (s *stack) succeeds(id string) {
	s.t.Helper()
	status := ""
	for range 600 {
		deployment, _, err := s.nomad.Jobs().LatestDeployment(id, nil)
		if err == nil && deployment != nil {
			if status = deployment.Status; status == "successful" {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatalf("the deployment of %s is %s", id, status)
}

// Nomad ignores the registration of a dead job that has not changed, whatever its plan says. The job fails after the moment for
// which an apply watches it.
func TestAJobThatDiedIsRunAgainOnce(t *testing.T) {
	s, works := newStack(t), filepath.Join(t.TempDir(), "works")
	once := func(_, group, _ object) { group["ReschedulePolicy"] = object{"Attempts": 0, "Unlimited": false} }
	s.job(sleeper(s.name(), batch, once, command("sleep 9; test -e "+works)), object{"rerun_if_dead": true}).apply()
	s.becomes(s.name(), "dead")
	s.differs(`~ status = "dead"`, `+ "web" = "1 create"`)
	if err := os.WriteFile(works, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s.apply()
	s.becomes(s.name(), "dead")
	allocations, _, err := s.nomad.Jobs().Allocations(s.name(), false, nil)
	if err != nil || len(allocations) != 2 {
		t.Fatalf("%d allocations, want that of the first run and one more; error %v", len(allocations), err)
	}
	s.empty()
}

// becomes returns once the job has a status.
func (s *stack) becomes(id, status string) {
	s.t.Helper()
	for range 600 {
		if *s.running(id).Status == status {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatalf("job %s is %s, want it %s", id, *s.running(id).Status, status)
}

func TestAFinishedJobThatNomadHasForgottenIsSaidToRunOnceMore(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), batch, command("true"))).apply()
	s.becomes(s.name(), "dead")
	s.empty()
	if _, _, err := s.nomad.Jobs().Deregister(s.name(), true, nil); err != nil { // as its garbage collection does after hours
		t.Fatal(err)
	}
	s.differs("1 to add", "[default/"+s.name()+"] would run again", "from the state with terraform state rm")
}

func TestTheChildrenOfAJobThatIsDestroyedAreSaidToGoOn(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), periodic)).apply()
	if _, _, err := s.nomad.Jobs().PeriodicForce(s.name(), nil); err != nil {
		t.Fatal(err)
	}
	s.empty()
	contains(t, s.run("destroy", "-auto-approve"), "[default/"+s.name()+"] has children that keep running", s.name()+"/periodic-")
}

func TestWhoIsPreemptedIsNamed(t *testing.T) {
	s := newStack(t)
	before, _, err := s.nomad.Operator().SchedulerGetConfiguration(nil)
	if err != nil {
		t.Fatal(err)
	}
	preempting := *before.SchedulerConfig
	preempting.PreemptionConfig.ServiceSchedulerEnabled = true
	if _, _, err := s.nomad.Operator().SchedulerSetConfiguration(&preempting, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _, _ = s.nomad.Operator().SchedulerSetConfiguration(before.SchedulerConfig, nil) })
	most := func(job, _, task object) { task["Resources"] = object{"CPU": 20, "MemoryMB": s.memory() * 6 / 10} }
	low := sleeper(s.name()+"-low", most)
	low["Priority"] = 10
	s.with("nomad_job", "low", object{"json": true, "jobspec": asJSON(t, low), "purge_on_destroy": true})
	s.apply()
	high := sleeper(s.name(), most)
	high["Priority"] = 90
	s.job(high)
	s.differs("[default/"+s.name()+"] takes the place of other jobs", "1 allocation of [default/"+s.name()+"-low] of group web",
		`+ "web" = "1 create, 1 preemption"`)
}

// memory is that of the node, in MB.
func (s *stack) memory() int {
	s.t.Helper()
	nodes, _, err := s.nomad.Nodes().List(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	node, _, err := s.nomad.Nodes().Info(nodes[0].ID, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return int(node.NodeResources.Memory.MemoryMB)
}
