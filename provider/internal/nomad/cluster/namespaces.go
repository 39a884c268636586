package cluster

import (
	"context"
	"sync"

	"github.com/hashicorp/nomad/api"
)

// namespaceFacts is what the server said about namespaces. Only a yes is kept: a namespace that does not exist, or whose jobs the token
// may not read, may change during the run.
type namespaceFacts struct {
	mu       sync.Mutex // held during a request, so that the resources of one namespace share it
	existing map[string]bool
	readable map[string]bool
}

// NamespaceExists reports whether a namespace exists. It makes one request per namespace, however many resources ask. If the server does
// not answer, it returns true: the next request reports the reason.
func (c *Cluster) NamespaceExists(ctx context.Context, name string) bool {
	c.facts.mu.Lock()
	defer c.facts.mu.Unlock()
	if c.facts.existing[name] {
		return true
	}
	_, _, err := c.Client.Namespaces().Info(name, (&api.QueryOptions{}).WithContext(ctx))
	if err == nil {
		c.facts.existing[name] = true
	}
	return !NotFound(err)
}

// ReadsJobs returns the error of a request for a job that the token must not read. It makes one request per namespace, for the first job:
// Nomad checks the right before it looks for the job.
//
// See https://developer.hashicorp.com/nomad/api-docs/jobs#read-job
func (c *Cluster) ReadsJobs(ctx context.Context, key Key) error {
	c.facts.mu.Lock()
	defer c.facts.mu.Unlock()
	if c.facts.readable[key.Namespace] {
		return nil
	}
	_, _, err := c.Client.Jobs().Info(key.ID, (&api.QueryOptions{Namespace: key.Namespace}).WithContext(ctx))
	if err != nil && !NotFound(err) {
		return err
	}
	c.facts.readable[key.Namespace] = true
	return nil
}
