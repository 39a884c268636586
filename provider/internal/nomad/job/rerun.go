package job

import (
	"context"
	"slices"

	"github.com/hashicorp/nomad/api"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
)

// mustRerun reports whether rerun_if_dead has the job run again. A job without allocations is always dead.
func (r *Resource) mustRerun(ctx context.Context, job *api.Job, key cluster.Key) bool {
	if r.cluster == nil || !hasAllocations(job) {
		return false
	}
	stub, err := r.cluster.Job(ctx, key)
	if err != nil || stub == nil || !MayHaveFailed(stub) {
		return false
	}
	if stub.Type == api.JobTypeService || stub.Type == api.JobTypeSystem {
		return true
	}
	allocations, _, err := r.cluster.Client.Jobs().Allocations(key.ID, false, query(ctx, key))
	return err == nil && len(lastFailed(allocations)) > 0
}

// hasAllocations reports whether a job asks for any allocation.
func hasAllocations(job *api.Job) bool {
	return orDefault(job.Type, api.JobTypeService) == api.JobTypeSystem ||
		slices.ContainsFunc(job.TaskGroups, func(group *api.TaskGroup) bool { return jobspec.Count(group) > 0 })
}

// MayHaveFailed reports whether a job is dead although no user stopped it and it may not have finished its work. Nomad's
// summary also counts earlier runs.
func MayHaveFailed(stub *cluster.ListedJob) bool {
	if stub.Status != "dead" || stub.Stop {
		return false
	}
	if stub.Type == api.JobTypeService || stub.Type == api.JobTypeSystem || stub.JobSummary == nil {
		return true
	}
	for _, group := range stub.JobSummary.Summary {
		if group.Failed > 0 || group.Lost > 0 {
			return true
		}
	}
	return false
}

// lastFailed returns the failed allocations of the latest version that no other allocation replaced.
func lastFailed(allocations []*api.AllocationListStub) []*api.AllocationListStub {
	latest := uint64(0)
	for _, allocation := range allocations {
		latest = max(latest, allocation.JobVersion)
	}
	return slices.DeleteFunc(slices.Clone(allocations), func(a *api.AllocationListStub) bool {
		return a.JobVersion != latest || a.NextAllocation != "" || !slices.Contains([]string{"failed", "lost"}, a.ClientStatus)
	})
}

// stopFirst stops the job at the given index, and returns the index of that change. Nomad ignores the registration of a
// dead job that has not changed, but runs a stopped one.
func (r *Resource) stopFirst(ctx context.Context, job *api.Job, index uint64) (uint64, error) {
	key, stopped, yes := keyOf(job), *job, true
	stopped.Namespace, stopped.Stop = &key.Namespace, &yes
	answer, err := r.registerOnce(context.WithoutCancel(ctx), &stopped, "", &api.RegisterOptions{EnforceIndex: true, ModifyIndex: index})
	if err != nil {
		return 0, err
	}
	return answer.JobModifyIndex, nil
}
