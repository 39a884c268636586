package cluster

import (
	"context"
	"sync"

	"github.com/hashicorp/nomad/api"
)

// jobListing is read from the server once: refreshing a thousand unchanged jobs costs one request.
type jobListing struct {
	once sync.Once
	jobs map[Key]*api.JobListStub
	// launched has the newest run of each periodic job.
	launched map[Key]*api.JobListStub
	err      error
}

// Job gives the entry of a job in the list of all jobs of all namespaces that the token may see; nil if it is not in
// there, which for a token with few rights does not yet mean that the job does not exist.
func (c *Cluster) Job(ctx context.Context, key Key) (*api.JobListStub, error) {
	c.jobs.once.Do(func() { c.jobs.err = c.listJobs(ctx) })
	return c.jobs.jobs[key], c.jobs.err
}

// LastLaunched gives the entry of the newest run of a periodic job in the same list; nil if there is none, because it has not run yet or
// Nomad has collected its runs as garbage.
func (c *Cluster) LastLaunched(ctx context.Context, key Key) (*api.JobListStub, error) {
	_, err := c.Job(ctx, key)
	return c.jobs.launched[key], err
}

func (c *Cluster) listJobs(ctx context.Context) error {
	query := (&api.QueryOptions{Namespace: api.AllNamespacesNamespace}).WithContext(context.WithoutCancel(ctx))
	stubs, _, err := c.Client.Jobs().List(query)
	if err != nil {
		return err
	}
	c.jobs.jobs = make(map[Key]*api.JobListStub, len(stubs))
	c.jobs.launched = make(map[Key]*api.JobListStub)
	for _, stub := range stubs {
		c.jobs.jobs[Key{stub.Namespace, stub.ID}] = stub
		// A run has the submit time of its parent, so only the index says which one is the newest.
		parent := Key{stub.Namespace, stub.ParentID}
		if last := c.jobs.launched[parent]; stub.ParentID != "" && (last == nil || last.CreateIndex < stub.CreateIndex) {
			c.jobs.launched[parent] = stub
		}
	}
	return nil
}
