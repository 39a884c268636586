package job

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
	"cdknomad/provider/internal/secret"
)

// warnOfFailedRun adds a warning if the last run of a batch job failed: an apply does not wait until such a job ends, and nobody waits for
// a run of a periodic job.
func (r *Resource) warnOfFailedRun(ctx context.Context, key cluster.Key, stub *cluster.ListedJob, text string) diag.Diagnostics {
	var problems diag.Diagnostics
	run, again := stub, "change the job, set rerun_if_dead = true, or run nomad job eval -force-reschedule"
	if stub.Periodic {
		last, err := r.cluster.LastLaunched(ctx, key)
		if err != nil || last == nil {
			return problems
		}
		run, again = last, "run nomad job periodic force"
	}
	if !IsBatch(run.Type) || !MayHaveFailed(run) {
		return problems
	}
	of := cluster.Key{Namespace: key.Namespace, ID: run.ID}
	allocations, _, err := r.cluster.Client.Jobs().Allocations(of.ID, false, query(ctx, of))
	if err != nil {
		return problems
	}
	if failed := lastFailed(allocations); len(failed) > 0 {
		job, _, _ := jobspec.DecodeNewer(text)
		w := watch{cluster: r.cluster, key: of, job: job}
		problems.AddWarning(problem.LastRunFailed.Of(title(key)), w.describe(ctx, failed)+
			"\nto run it again, "+again+" -namespace "+key.Namespace+" "+key.ID)
	}
	return problems
}

// IsBatch reports whether jobs of a type end by themselves.
func IsBatch(kind string) bool { return kind == api.JobTypeBatch || kind == api.JobTypeSysbatch }

// batchGrace is how long an apply watches the started allocations of a batch job, to report one that fails at once.
const batchGrace = 5 * time.Second

// followBatch follows a batch job until its allocations ended or have run for a moment: an apply does not wait until a
// batch job ends.
func (w *watch) followBatch(ctx context.Context) (step, error) {
	allocations, err := w.allocations(ctx)
	if err != nil {
		return step{}, err
	}
	pending, running, restarted := 0, 0, false
	for _, allocation := range allocations {
		switch allocation.ClientStatus {
		case api.AllocClientStatusPending:
			pending++
		case api.AllocClientStatusRunning:
			running++
		}
		for _, task := range allocation.TaskStates {
			restarted = restarted || task.Restarts > 0
		}
	}
	failed := lastFailed(allocations)
	rescheduled := slices.DeleteFunc(slices.Clone(failed), func(a *api.AllocationListStub) bool { return a.FollowupEvalID == "" })
	switch {
	case len(failed) > len(rescheduled):
		return step{done: true, outcome: outcome{failure: "an allocation failed\n" + w.describe(ctx, failed)}}, nil
	case len(failed) > 0:
		return step{done: true, outcome: outcome{warning: "an allocation failed, and nomad will reschedule it\n" + w.describe(ctx, failed)}}, nil
	case restarted:
		return step{done: true, outcome: outcome{warning: "a task failed, and nomad restarts it\n" + w.describeRestarted(ctx, allocations)}}, nil
	case pending > 0:
		w.started = time.Time{}
		return step{waiting: fmt.Sprintf("%d allocations to start", pending)}, nil
	case len(allocations) == 0:
		return step{done: true, outcome: outcome{message: "has no allocation to run"}}, nil
	case running == 0:
		return step{done: true, outcome: outcome{message: "has ended"}}, nil
	}
	if w.started.IsZero() {
		w.started = time.Now()
	}
	return step{done: time.Since(w.started) >= batchGrace, waiting: "the first seconds of the job",
		outcome: outcome{message: "has started; the apply does not wait until it ends"}}, nil
}

func (w *watch) describeRestarted(ctx context.Context, allocations []*api.AllocationListStub) string {
	var texts []string
	for _, allocation := range allocations {
		if slices.ContainsFunc(slices.Collect(maps.Values(allocation.TaskStates)), func(task *api.TaskState) bool { return task.Restarts > 0 }) {
			texts = append(texts, describeAllocation(allocation, func(task string) string { return w.stderr(ctx, allocation, task) }))
		}
	}
	return secret.Mask(strings.Join(texts[:min(len(texts), maxAllocations)], "\n"), secret.InJob(w.job))
}
