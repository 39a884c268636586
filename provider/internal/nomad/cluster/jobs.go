package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"github.com/hashicorp/nomad/api"
)

// ListedJob is what plans use of an entry in the list of jobs. The list of a cluster has every job of every stack, so the rest is not kept.
//
// See https://developer.hashicorp.com/nomad/api-docs/jobs#list-jobs
type ListedJob struct {
	ID, ParentID, Namespace, Type, Status string
	Periodic, Stop                        bool
	CreateIndex, JobModifyIndex           uint64
	JobSummary                            *JobSummary
}

// JobSummary counts the allocations of a job by task group.
type JobSummary struct {
	Summary map[string]api.TaskGroupSummary
}

// jobListing is read from the server once: refreshing a thousand unchanged jobs costs one request.
type jobListing struct {
	once sync.Once
	jobs map[Key]*ListedJob
	// launched has the newest run of each periodic job.
	launched map[Key]*ListedJob
	err      error
}

// Job gives the entry of a job in the list of all jobs of all namespaces that the token may see; nil if it is not in
// there, which for a token with few rights does not yet mean that the job does not exist.
func (c *Cluster) Job(ctx context.Context, key Key) (*ListedJob, error) {
	c.jobs.once.Do(func() { c.jobs.err = c.listJobs(ctx) })
	return c.jobs.jobs[key], c.jobs.err
}

// LastLaunched gives the entry of the newest run of a periodic job in the same list; nil if there is none, because it has not run yet or
// Nomad has collected its runs as garbage.
func (c *Cluster) LastLaunched(ctx context.Context, key Key) (*ListedJob, error) {
	_, err := c.Job(ctx, key)
	return c.jobs.launched[key], err
}

func (c *Cluster) listJobs(ctx context.Context) error {
	query := (&api.QueryOptions{Namespace: api.AllNamespacesNamespace}).WithContext(context.WithoutCancel(ctx))
	body, err := c.Client.Raw().Response("/v1/jobs", query)
	if err != nil {
		return err
	}
	defer body.Close()
	c.jobs.jobs = make(map[Key]*ListedJob)
	c.jobs.launched = make(map[Key]*ListedJob)
	return eachOf(body, func(job *ListedJob) {
		c.jobs.jobs[Key{job.Namespace, job.ID}] = job
		// A run has the submit time of its parent, so only the index says which one is the newest.
		parent := Key{job.Namespace, job.ParentID}
		if last := c.jobs.launched[parent]; job.ParentID != "" && (last == nil || last.CreateIndex < job.CreateIndex) {
			c.jobs.launched[parent] = job
		}
	})
}

// eachOf decodes one element of a JSON list after the other. Nomad's client library reads an answer as a whole before it decodes it.
func eachOf[T any](body io.Reader, found func(*T)) error {
	decoder := json.NewDecoder(body)
	switch start, err := decoder.Token(); {
	case err != nil:
		return err
	case start == nil: // null, an empty list of Go
		return nil
	case start != json.Delim('['):
		return fmt.Errorf("the server did not answer with a list, but with %v", start)
	}
	for decoder.More() {
		element := new(T)
		if err := decoder.Decode(element); err != nil {
			return err
		}
		found(element)
	}
	_, err := decoder.Token()
	return err
}
