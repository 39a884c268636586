package job

import (
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

func TestSchedulerPlanIsByTaskGroup(t *testing.T) {
	job := &api.Job{TaskGroups: []*api.TaskGroup{api.NewTaskGroup("web", 3), api.NewTaskGroup("idle", 1)}}
	got := schedulerPlan(job, &api.JobPlanResponse{Annotations: &api.PlanAnnotations{DesiredTGUpdates: map[string]*api.DesiredUpdates{
		"web": {Place: 1, InPlaceUpdate: 2, DestructiveUpdate: 3, Canary: 1, Stop: 4, Migrate: 5, Ignore: 6, Preemptions: 7},
	}}})
	want := map[string]string{
		"web":  "1 create, 3 create/destroy update, 2 in-place update, 1 canary, 5 migrate, 4 stop, 7 preemption, 6 ignore",
		"idle": "no change",
	}
	for group := range want {
		if got[group] != want[group] {
			t.Errorf("%s: got %q, want %q", group, got[group], want[group])
		}
	}
}

// Nomad's plan of such a job has allocations that its registration does not create.
func TestAJobThatRunsLaterCreatesNothingNow(t *testing.T) {
	answer := &api.JobPlanResponse{Annotations: &api.PlanAnnotations{DesiredTGUpdates: map[string]*api.DesiredUpdates{"g": {Place: 2}}}}
	off := false
	for want, job := range map[string]*api.Job{
		"2 create": {}, "2 create at each launch": {Periodic: &api.PeriodicConfig{}},
		"2 create when it is launched by hand, because periodic is not enabled": {Periodic: &api.PeriodicConfig{Enabled: &off}},
		"2 create at each dispatch": {ParameterizedJob: &api.ParameterizedJobConfig{}},
	} {
		job.TaskGroups = []*api.TaskGroup{api.NewTaskGroup("g", 2)}
		if got := schedulerPlan(job, answer)["g"]; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestUnplacedGivesEveryReason(t *testing.T) {
	got := unplaced(&api.Job{Datacenters: []string{"west", "dc1"}}, map[string]*api.AllocationMetric{
		"b": {NodesEvaluated: 4, CoalescedFailures: 2, ConstraintFiltered: map[string]int{"missing drivers": 1, "computed class ineligible": 1},
			DimensionExhausted: map[string]int{"memory": 1, "network: reserved port collision http=80": 1},
			ClassFiltered:      map[string]int{"small": 2}, ClassExhausted: map[string]int{"big": 1}},
		"a": {NodesAvailable: map[string]int{"dc1": 0}, NodePool: "gpu"},
	})
	want := []string{
		`a: 1 cannot be placed: no ready node is in the job's datacenters (west, dc1 has 0 nodes) and in node pool "gpu"; check both, and that nodes are ready and eligible`,
		"b: 3 cannot be placed: constraint missing drivers ruled out 1 node, also 1 node of the same kind, memory is exhausted on 1 node, " +
			"network: reserved port collision http=80 on 1 node, by node class: big 1 node, small 2 nodes (of 4 nodes looked at)",
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("got %q, want %q", got, want[i])
		}
	}
}

func TestAnAllocationIsDescribedWithEventsExitCodeAndLog(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC).UnixNano()
	got := describeAllocation(&api.AllocationListStub{
		ID: "12345678-aaaa", TaskGroup: "web", NodeName: "n1", ClientStatus: "failed", ClientDescription: "Failed tasks",
		TaskStates: map[string]*api.TaskState{"main": {State: "dead", Failed: true, Restarts: 2, Events: []*api.TaskEvent{
			{Type: "Terminated", Time: at, DisplayMessage: "gone", Details: map[string]string{"exit_code": "3"}},
			{Type: "Driver Failure", Time: at, Details: map[string]string{"driver_error": "no such image"}},
		}}},
	}, func(string) string { return "one\ntwo\n" })
	want := `allocation 12345678 of group web on node n1 is failed: Failed tasks
  task main is dead, failed, restarted 2 times
    03:04:05 Terminated: gone, exit code 3
    03:04:05 Driver Failure, driver error no such image
    stderr ends with:
      one
      two`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestOnlyTheLastLinesOfALogAreShown(t *testing.T) {
	text := ""
	for range 30 {
		text += "line\n"
	}
	if got := len(lastLines(text)); got != maxLogLines {
		t.Errorf("got %d lines, want %d", got, maxLogLines)
	}
}

func TestReasonsAreSplitFromNomadsLists(t *testing.T) {
	got := reasons("rpc error: 1 error occurred:\n\t* Task group web validation failed: 2 errors occurred:\n\t* first\n\t* second\n\n")
	want := []string{"Task group web validation failed:", "first", "second"}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
}

func TestAFinishedJobHasNotFailed(t *testing.T) {
	summary := func(failed int) *cluster.JobSummary {
		return &cluster.JobSummary{Summary: map[string]api.TaskGroupSummary{"g": {Failed: failed, Complete: 1}}}
	}
	for name, c := range map[string]struct {
		stub cluster.ListedJob
		want bool
	}{
		"finished batch": {cluster.ListedJob{Status: "dead", Type: "batch", JobSummary: summary(0)}, false},
		"failed batch":   {cluster.ListedJob{Status: "dead", Type: "batch", JobSummary: summary(1)}, true},
		"dead service":   {cluster.ListedJob{Status: "dead", Type: "service", JobSummary: summary(0)}, true},
		"stopped":        {cluster.ListedJob{Status: "dead", Type: "service", Stop: true}, false},
		"running":        {cluster.ListedJob{Status: "running", Type: "service"}, false},
	} {
		if got := MayHaveFailed(&c.stub); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestWithoutATimeoutTheApplyWaitsForNomadsDeadline(t *testing.T) {
	deadline := 2 * time.Minute
	group := api.NewTaskGroup("g", 3)
	got, err := (&model{}).limit(&api.Job{Update: &api.UpdateStrategy{ProgressDeadline: &deadline}, TaskGroups: []*api.TaskGroup{group}}, true)
	if want := (limit{7 * time.Minute, blockedGrace, unreachableGrace}); got != want || err != nil {
		t.Errorf("got %v, want %v, error %v", got, want, err)
	}
}

func TestAFailureBelongsToOneSpecification(t *testing.T) {
	failed := &failure{Jobspec: hash(`{"ID":"a","Priority":50}`)}
	if !failed.isOf(`{"ID":"a","Priority":50}`) || failed.isOf(`{"ID":"b"}`) || (*failure)(nil).isOf(`{"ID":"a"}`) {
		t.Error("a failure is assigned to another specification")
	}
	if !failed.isOf(` { "Type": "service", "ID": "a" }`) {
		t.Error("a failure is lost because the specification is written differently")
	}
}

func TestOnlyTheLastRunCounts(t *testing.T) {
	failed := &api.AllocationListStub{ClientStatus: "failed"}
	replaced := &api.AllocationListStub{ClientStatus: "failed", NextAllocation: "other"}
	complete := &api.AllocationListStub{ClientStatus: "complete"}
	later := &api.AllocationListStub{ClientStatus: "complete", JobVersion: 2}
	for name, c := range map[string]struct {
		allocations []*api.AllocationListStub
		want        bool
	}{
		"nothing ran":                    {nil, false},
		"failed":                         {[]*api.AllocationListStub{complete, failed}, true},
		"replaced by another allocation": {[]*api.AllocationListStub{replaced, complete}, false},
		"failed, and was run again":      {[]*api.AllocationListStub{failed, later}, false},
	} {
		if got := len(lastFailed(c.allocations)) > 0; got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestAStateInHCLHasNoLastKnownJob(t *testing.T) {
	kind := api.JobTypeBatch
	batch := &api.Job{Type: &kind}
	if got := immutableChanges(lastKnown(nil, nil), batch); got != nil {
		t.Errorf("got %q", got)
	}
	if got := immutableChanges(lastKnown(nil, &api.Job{}), batch); len(got) != 1 || got[0] != "its type is service and would be batch" {
		t.Errorf("got %q", got)
	}
}

// See https://github.com/hashicorp/nomad/issues/23591: such a job is always dead.
func TestAJobWithoutAllocationsIsNotRunAgain(t *testing.T) {
	system := api.JobTypeSystem
	for name, c := range map[string]struct {
		job  *api.Job
		want bool
	}{
		"count 0":    {&api.Job{TaskGroups: []*api.TaskGroup{api.NewTaskGroup("g", 0)}}, false},
		"count 1":    {&api.Job{TaskGroups: []*api.TaskGroup{api.NewTaskGroup("g", 0), api.NewTaskGroup("h", 1)}}, true},
		"system job": {&api.Job{Type: &system}, true},
	} {
		if got := hasAllocations(c.job); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

// See https://github.com/hashicorp/nomad/issues/6664.
func TestADriverWithoutMountsIsRefused(t *testing.T) {
	mounting := func(driver string) *api.Job {
		id, group := "build", api.NewTaskGroup("g", 1)
		task := api.NewTask("t", driver)
		task.VolumeMounts = []*api.VolumeMount{{}}
		return &api.Job{ID: &id, TaskGroups: []*api.TaskGroup{group.AddTask(task)}}
	}
	for driver, want := range map[string]int{"raw_exec": 1, "qemu": 1, "exec": 0, "docker": 0} {
		if got := refuseMountlessDrivers(mounting(driver)); got.ErrorsCount() != want {
			t.Errorf("%s: got %v, want %d errors", driver, got, want)
		}
	}
}
