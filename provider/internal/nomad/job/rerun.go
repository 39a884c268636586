package job

import (
	"context"
	"slices"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// died says whether a job is dead without having done its work, so that rerun_if_dead has it run again. Nomad's summary of a
// job counts what failed before, too: only the latest version says how the last run ended.
func (r *Resource) died(ctx context.Context, key cluster.Key) bool {
	if r.cluster == nil {
		return false
	}
	stub, err := r.cluster.Job(ctx, key)
	if err != nil || stub == nil || !diedEarly(stub) {
		return false
	}
	if stub.Type == api.JobTypeService || stub.Type == api.JobTypeSystem {
		return true
	}
	allocations, _, err := r.cluster.Client.Jobs().Allocations(key.ID, false, query(ctx, key))
	return err == nil && lastRunFailed(allocations)
}

// lastRunFailed leaves aside what was made good by another allocation.
func lastRunFailed(allocations []*api.AllocationListStub) bool {
	latest := uint64(0)
	for _, allocation := range allocations {
		latest = max(latest, allocation.JobVersion)
	}
	return slices.ContainsFunc(allocations, func(a *api.AllocationListStub) bool {
		return a.JobVersion == latest && a.NextAllocation == "" && slices.Contains([]string{"failed", "lost"}, a.ClientStatus)
	})
}

// stopFirst makes the job a stopped one at the given index, so that Nomad runs it when it is registered after that: to
// register once more what is dead changes nothing. It gives the index to go on from.
func (r *Resource) stopFirst(ctx context.Context, job *api.Job, index uint64) (uint64, error) {
	key, stopped, yes := keyOf(job), *job, true
	stopped.Namespace, stopped.Stop = &key.Namespace, &yes
	answer, _, err := r.cluster.Client.Jobs().RegisterOpts(&stopped, &api.RegisterOptions{EnforceIndex: true, ModifyIndex: index},
		write(context.WithoutCancel(ctx), key))
	if err != nil {
		return 0, err
	}
	return answer.JobModifyIndex, nil
}
