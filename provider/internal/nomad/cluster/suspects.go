package cluster

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/nomad/api"
)

// readSingly is the number of jobs whose allocations are read without asking the list first: for few jobs, the list of a large cluster
// would cost more.
const readSingly = 10

// notRunningWell selects each allocation that does not run or had a failed or restarted task. It also selects some that run well again.
const notRunningWell = `(ClientStatus != "running" and ClientStatus != "complete") or ` +
	`any TaskStates as _, state { state.Failed == true or state.Restarts != 0 or state.State == "pending" }`

// suspectListing has the jobs with an allocation that may be failing. The summary of a job counts each failure since its registration,
// so in an old cluster nearly every job looks as if it failed.
type suspectListing struct {
	asked atomic.Int64
	once  sync.Once
	jobs  map[Key]bool
	err   error
}

// MayHaveFailingAllocation reports whether an allocation of a job may be failing now, apart from an unhealthy one of its deployment.
// It is true if the server does not say.
func (c *Cluster) MayHaveFailingAllocation(ctx context.Context, key Key) bool {
	if c.suspects.asked.Add(1) <= readSingly {
		return true
	}
	c.suspects.once.Do(func() {
		query := (&api.QueryOptions{Namespace: api.AllNamespacesNamespace, Filter: notRunningWell}).
			WithContext(context.WithoutCancel(ctx))
		found, _, err := c.Client.Allocations().List(query)
		c.suspects.err = err
		c.suspects.jobs = make(map[Key]bool, len(found))
		for _, allocation := range found {
			c.suspects.jobs[Key{allocation.Namespace, allocation.JobID}] = true
		}
	})
	return c.suspects.err != nil || c.suspects.jobs[key]
}
