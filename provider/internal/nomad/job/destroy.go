package job

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// stopGrace is how long a deletion waits for the job's tasks to end, in addition to their longest kill_timeout.
const stopGrace = 2 * time.Minute

// Delete stops the job and waits until none of its allocations runs, so that what Terraform deletes next, such as a
// namespace or a volume, is no longer in use.
func (r *Resource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state model
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	key := state.key()
	if !state.DeregisterOnDestroy.IsNull() && !state.DeregisterOnDestroy.ValueBool() {
		return
	}
	if err := r.cluster.Connect(ctx); err != nil {
		response.Diagnostics.AddError(problem.DeleteFailed.Summary(title(key)+" cannot be stopped"), err.Error())
		return
	}
	response.Diagnostics.Append(r.remove(ctx, key, state.PurgeOnDestroy.ValueBool(), stopGrace+longestKillTimeout(state.Jobspec.ValueString()))...)
}

// remove stops a job, waits until it has stopped, and then purges it if isPurge. A job that is dead already is purged at once.
func (r *Resource) remove(ctx context.Context, key cluster.Key, isPurge bool, grace time.Duration) diag.Diagnostics {
	var problems diag.Diagnostics
	isDead := false
	if isPurge {
		var err error
		if isDead, err = r.isDead(ctx, key); cluster.NotFound(err) {
			return nil
		} else if err != nil && !r.cluster.LacksRight(err) {
			problems.AddError(problem.DeleteFailed.Summary(title(key)+" cannot be stopped"), r.cluster.Reason(err))
			return problems
		}
	}
	if !isDead {
		if err := r.deregister(ctx, key, false); cluster.NotFound(err) {
			return nil
		} else if err != nil {
			problems.AddError(problem.DeleteFailed.Summary(title(key)+" cannot be stopped"), r.cluster.Reason(err))
			return problems
		}
		openProgress(key).write("deregistered", "nomad is stopping the job", nil)
		if running := r.awaitStopped(ctx, key, grace); len(running) > 0 {
			problems.AddWarning(problem.StillRunning.Of(title(key)), strings.Join(running, "\n"))
		}
	}
	if !isPurge {
		return problems
	}
	if !isDead {
		isSettled, err := r.settle(ctx, key)
		switch {
		case cluster.NotFound(err):
			return problems // purged by another user meanwhile
		case err == nil && !isSettled:
			problems.AddWarning(problem.NotDestroyed.Summary(title(key)+" was stopped but not purged"), fmt.Sprintf(
				"nomad's scheduler is still at work on it after %s, and a purge meanwhile can crash the servers; when its status is dead, run "+
					"nomad job stop -purge -namespace %s %s", settleLimit, key.Namespace, key.ID))
			return problems
		case err != nil:
			problems.AddError(problem.DeleteFailed.Summary(title(key)+" was stopped but cannot be purged"), r.cluster.Reason(err))
			return problems
		}
	}
	if err := r.deregister(ctx, key, true); err != nil && !cluster.NotFound(err) {
		problems.AddError(problem.DeleteFailed.Summary(title(key)+" was stopped but cannot be purged"), r.cluster.Reason(err))
	}
	return problems
}

func longestKillTimeout(text string) time.Duration {
	longest := time.Duration(0)
	job, problems := decode(text)
	if problems.HasError() {
		return longest
	}
	for _, group := range job.TaskGroups {
		for _, task := range group.Tasks {
			if task.KillTimeout != nil {
				longest = max(longest, *task.KillTimeout)
			}
		}
	}
	return longest
}

// awaitStopped waits until no allocation runs, and returns those that still run when the time is over.
func (r *Resource) awaitStopped(ctx context.Context, key cluster.Key, limit time.Duration) []string {
	deadline := time.Now().Add(limit)
	for wait := firstPause; ; wait = min(2*wait, pause) {
		allocations, _, err := r.cluster.Client.Jobs().Allocations(key.ID, true, query(ctx, key))
		if err != nil && cluster.NotFound(err) {
			return nil
		}
		running := []string{"its allocations cannot be read"}
		if r.cluster.TokenEnded(err) {
			return []string{running[0] + ": " + r.cluster.Reason(err)}
		}
		if err == nil {
			running = nil
			for _, allocation := range allocations {
				if slices.Contains([]string{"running", "pending"}, allocation.ClientStatus) {
					running = append(running, fmt.Sprintf("allocation %s on node %s is %s", short(allocation.ID), allocation.NodeName, allocation.ClientStatus))
				}
			}
		}
		if len(running) == 0 || time.Now().After(deadline) {
			return running
		}
		select {
		case <-ctx.Done():
			return running
		case <-time.After(wait):
		}
	}
}

// namespaceAppears waits for a namespace that another resource creates at the same time.
func (r *Resource) namespaceAppears(ctx context.Context, name string) bool {
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline) && ctx.Err() == nil; time.Sleep(pause / 4) {
		if r.cluster.NamespaceExists(ctx, name) {
			return true
		}
	}
	return false
}
