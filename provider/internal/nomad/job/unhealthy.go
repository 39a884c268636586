package job

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

const (
	maxPlanCauses = 5                // causes in one warning of a plan
	recentRestart = 10 * time.Minute // how long a restart counts as a sign that a task crashes
)

// MayBeUnhealthy reports whether an allocation of a service or system job may be failing. The summary of the job also counts allocations
// that failed earlier and were replaced.
func MayBeUnhealthy(ctx context.Context, shared *cluster.Cluster, key cluster.Key, stub *cluster.ListedJob) bool {
	if IsBatch(stub.Type) || stub.Stop || stub.JobSummary == nil {
		return false
	}
	for _, group := range stub.JobSummary.Summary {
		if group.Failed > 0 || group.Lost > 0 || group.Starting > 0 {
			return shared.MayHaveFailingAllocation(ctx, key)
		}
	}
	return false
}

// warnOfCauses adds a warning if the deployment of a service or system job is failing or its allocations crash.
func (r *Resource) warnOfCauses(ctx context.Context, key cluster.Key, stub *cluster.ListedJob, text string) diag.Diagnostics {
	var problems diag.Diagnostics
	if IsBatch(stub.Type) || stub.Stop {
		return problems
	}
	deployment := r.cluster.FailingDeployment(ctx, key, stub.JobModifyIndex)
	if deployment == nil && !MayBeUnhealthy(ctx, r.cluster, key, stub) {
		return problems
	}
	allocations, _, err := r.cluster.Client.Jobs().Allocations(key.ID, false, query(ctx, key))
	if err != nil {
		return problems // a token may be able to read a job but not its allocations
	}
	job, _ := jobspec.Decode(text)
	if job == nil {
		job = &api.Job{}
	}
	w := watch{cluster: r.cluster, key: key, job: job, progress: &progress{}}
	lines := w.currentCauses(ctx, allocations)
	if deployment != nil {
		lines = append(lines, fmt.Sprintf("deployment %s is %s (%s): %s", short(deployment.ID), deployment.Status, healthWords(deployment), deployment.StatusDescription))
	}
	if len(lines) > 0 {
		problems.AddWarning(problem.NotHealthy.Of(title(key)), w.masked(strings.Join(lines, "\n")))
	}
	return problems
}

// currentCauses describes why allocations of the latest version do not run now.
func (w *watch) currentCauses(ctx context.Context, allocations []*api.AllocationListStub) []string {
	latest := uint64(0)
	for _, allocation := range allocations {
		latest = max(latest, allocation.JobVersion)
	}
	var lines []string
	for _, allocation := range allocations {
		if allocation.JobVersion != latest || !isFailing(allocation) {
			continue
		}
		for _, found := range causesOf(allocation) {
			if w.seen[found.key] != nil {
				continue
			}
			if known := w.note(ctx, found); known != nil && len(lines) < maxPlanCauses {
				lines = append(lines, known.words())
			}
		}
	}
	return lines
}

// isFailing reports whether an allocation does not run, is unhealthy, or restarted a task lately.
func isFailing(allocation *api.AllocationListStub) bool {
	if !isHealthy(allocation) {
		return true
	}
	for _, task := range allocation.TaskStates {
		if slices.Contains([]string{"running", ""}, task.State) && time.Since(task.LastRestart) > recentRestart {
			continue
		}
		if task.State == "dead" && !task.Failed {
			continue // a task that runs before or beside the others and has ended
		}
		return true
	}
	return false
}
