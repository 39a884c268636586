package volume

import (
	"context"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// Get reads one volume; nil if there is no such volume.
type Get[V any] func(context.Context, *cluster.Cluster, cluster.Key) (*V, error)

// NewGet returns a Get of the API that ask selects.
func NewGet[V any](ask func(*api.Client) func(id string, options *api.QueryOptions) (*V, *api.QueryMeta, error)) Get[V] {
	return func(ctx context.Context, server *cluster.Cluster, key cluster.Key) (*V, error) {
		if err := server.Connect(ctx); err != nil {
			return nil, err
		}
		current, _, err := ask(server.Client)(key.ID, (&api.QueryOptions{Namespace: key.Namespace}).WithContext(ctx))
		if cluster.NotFound(err) {
			return nil, nil
		}
		return current, err
	}
}

// PlanDelete refuses to delete a volume that is in use by a job that this plan leaves as it is.
func PlanDelete[M, V any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], title string, object cluster.Object, get Get[V], users func(*V) []*api.AllocationListStub) {
	current, err := get(ctx, c.Server, object.Key)
	switch {
	case err != nil:
		c.AddError(problem.ReadFailed.Of(title), c.Server.Reason(err))
		return
	case current == nil:
		return
	}
	if claimed := Standing(ctx, c.Server, users(current)); len(claimed) > 0 {
		c.AddError(problem.InUse.Of(title), InUse(claimed, Free))
		return
	}
	c.Server.PlanDestroy(object)
}
