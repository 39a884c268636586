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
	err  error
}

// Job gives the entry of a job in the list of all jobs of all namespaces that the token may see; nil if it is not in
// there, which for a token with few rights does not yet mean that the job does not exist.
func (c *Cluster) Job(ctx context.Context, key Key) (*api.JobListStub, error) {
	c.jobs.once.Do(func() {
		query := (&api.QueryOptions{Namespace: api.AllNamespacesNamespace}).WithContext(context.WithoutCancel(ctx))
		stubs, _, err := c.Client.Jobs().List(query)
		if err != nil {
			c.jobs.err = err
			return
		}
		c.jobs.jobs = make(map[Key]*api.JobListStub, len(stubs))
		for _, stub := range stubs {
			c.jobs.jobs[Key{stub.Namespace, stub.ID}] = stub
		}
	})
	return c.jobs.jobs[key], c.jobs.err
}
