package job

import (
	"context"
	"slices"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// settleLimit is how long a purge waits for the evaluations of a stopped job, which take milliseconds on servers that are not overloaded.
var settleLimit = 30 * time.Second

// deregister stops a job, and removes it from the servers if isPurge.
func (r *Resource) deregister(ctx context.Context, key cluster.Key, isPurge bool) error {
	_, _, err := r.cluster.Client.Jobs().DeregisterOpts(key.ID, &api.DeregisterOptions{Purge: isPurge}, write(context.WithoutCancel(ctx), key))
	return err
}

// isDead reports whether the servers have nothing left to do for a job: none of its allocations runs, and none of its evaluations is open.
func (r *Resource) isDead(ctx context.Context, key cluster.Key) (bool, error) {
	current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(ctx, key))
	return err == nil && orDefault(current.Status, "") == "dead", err
}

// settle waits until a stopped job is dead, so that it can be purged. It returns false if the scheduler may still be at work on the job:
// a Nomad server crashes, and crashes again at each start, if a job is purged before a plan of its scheduler is applied.
//
// See https://github.com/hashicorp/nomad/issues/27739
func (r *Resource) settle(ctx context.Context, key cluster.Key) (bool, error) {
	deadline := time.Now().Add(settleLimit)
	for wait := firstPause; ; wait = min(2*wait, pause) {
		isDead, err := r.isDead(context.WithoutCancel(ctx), key)
		if isDead || err != nil {
			return isDead, err
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			return r.isEvaluated(context.WithoutCancel(ctx), key)
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

// isEvaluated reports whether the scheduler has finished with a job, whose allocations may still run.
func (r *Resource) isEvaluated(ctx context.Context, key cluster.Key) (bool, error) {
	evaluations, _, err := r.cluster.Client.Jobs().Evaluations(key.ID, query(ctx, key))
	return err == nil && !slices.ContainsFunc(evaluations, func(e *api.Evaluation) bool { return e.Status == "pending" }), err
}
