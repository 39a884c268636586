package dynamichostvolume

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
	"cdknomad/provider/internal/nomad/volume"
	"cdknomad/provider/internal/problem"
)

// seen is where the index of the volume at the last reading is remembered.
const seen = "seen"

var listing = volume.NewListing(func(ctx context.Context, client *api.Client) (map[cluster.Key]*api.HostVolumeStub, error) {
	stubs, _, err := client.HostVolumes().List(nil, volume.AllNamespaces(ctx))
	all := make(map[cluster.Key]*api.HostVolumeStub, len(stubs))
	for _, stub := range stubs {
		all[cluster.Key{Namespace: stub.Namespace, ID: stub.ID}] = stub
	}
	return all, err
})

// get gives nil if there is no such volume.
var get = volume.NewGet(func(client *api.Client) func(string, *api.QueryOptions) (*api.HostVolume, *api.QueryMeta, error) {
	return client.HostVolumes().Get
})

// read sets Prior to what the server has with follow, and returns false if the volume is gone. A volume that the listing has
// with the index that was last seen is not read again.
func read[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common, follow func(*api.HostVolume)) bool {
	imported := m.Name.IsNull()
	m.identify()
	var index uint64
	if stub, found := listing.Find(ctx, c.Server, m.key()); found && !imported && c.Recall(ctx, seen, &index) &&
		index == stub.ModifyIndex && m.State.ValueString() == string(stub.State) {
		warnIfUnavailable(c, m)
		return true
	}
	current, err := get(ctx, c.Server, m.key())
	if isOver, isKept := c.Server.EndsRead(&c.Diagnostics, m.title(), imported, err); isOver || current == nil {
		return isKept
	}
	follow(current)
	warnIfUnavailable(c, m)
	c.Remember(ctx, seen, current.ModifyIndex)
	return true
}

func warnIfUnavailable[M any](c *lifecycle.Call[*cluster.Cluster, M], m *Common) {
	if m.State.ValueString() == string(api.HostVolumeStateUnavailable) {
		c.AddWarning(problem.VolumeNotReady.Summary(m.title()+" is unavailable"), fmt.Sprintf("its node %s is down or disconnected, and jobs that use the volume cannot run until it is back", m.NodeID.ValueString()))
	}
}

// write creates or registers a volume once with send, waits until its node has it, and sets Plan to it with follow.
func write[M any](
	ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common, wanted *api.HostVolume, follow func(*api.HostVolume),
	send func(*api.HostVolumes, *api.WriteOptions) (*api.HostVolume, error),
) {
	err := c.Server.Connect(ctx)
	var written *api.HostVolume
	if err == nil {
		volumes := c.Server.Client.HostVolumes()
		written, err = writeOnce(ctx, volumes, wanted, func() (*api.HostVolume, error) {
			return send(volumes, (&api.WriteOptions{Namespace: wanted.Namespace}).WithContext(ctx))
		})
	}
	if err != nil {
		c.AddError(problem.RefusedByNomad.Of(m.title()), c.Server.Reason(err))
		return
	}
	follow(awaitReady(ctx, c, m, written))
}

// fingerprintPatience is how long an apply waits until the node has reported its volume to the servers, which takes a second.
const fingerprintPatience = time.Minute

// awaitReady gives the volume once its node has it. One that does not get there stays in the state, as it exists.
func awaitReady[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common, written *api.HostVolume) *api.HostVolume {
	key := cluster.Key{Namespace: written.Namespace, ID: written.ID}
	for deadline := time.Now().Add(fingerprintPatience); ; time.Sleep(100 * time.Millisecond) {
		current, err := get(ctx, c.Server, key)
		if err == nil && current != nil {
			written = current
		}
		if written.State == api.HostVolumeStateReady {
			c.Remember(ctx, seen, written.ModifyIndex)
			return written
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			c.AddWarning(problem.VolumeNotReady.Of(m.title()), fmt.Sprintf("it was made with id %s on node %s, and its state is still %q; plan again to see how it is", written.ID, written.NodeID, written.State))
			return written
		}
	}
}

// announce makes the planned volume known to the jobs of the same plan.
func announce[M any](c *lifecycle.Call[*cluster.Cluster, M], m *Common) {
	planned.Create(c.Server, planned.HostVolume, planned.InNamespace(m.key().Namespace, m.Name.ValueString()))
}

func planDelete[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common) {
	volume.PlanDelete(ctx, c, m.title(), cluster.Object{Kind: cluster.HostVolume, Key: m.key()}, get, func(current *api.HostVolume) []*api.AllocationListStub {
		return users(ctx, c.Server, current)
	})
}

// planChange refuses to change what is in use by a job that this plan leaves as it is: so does Nomad, at apply.
func planChange[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common) {
	current, err := get(ctx, c.Server, m.key())
	switch {
	case err != nil:
		c.AddError(problem.ReadFailed.Of(m.title()), c.Server.Reason(err))
		return
	case current == nil:
		c.AddError(problem.NotFound.Of(m.title()), "it was deleted after it was read; plan again, with a refresh")
		return
	}
	if claimed := volume.Standing(ctx, c.Server, users(ctx, c.Server, current)); len(claimed) > 0 {
		c.AddError(problem.InUse.Of(m.title()), volume.InUse(claimed, "nomad changes a volume only while nobody uses it; stop these first"))
	}
}

// releasePatience is how long a write waits for jobs of the same apply to let go of the volume.
const releasePatience = time.Minute

// released waits until nothing uses the volume. If something still does, it adds an error and returns false.
func released[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common, key cluster.Key) bool {
	claimed, err := volume.Await(ctx, releasePatience, func() ([]string, error) {
		current, err := get(ctx, c.Server, key)
		if err != nil || current == nil {
			return nil, err
		}
		return volume.Describe(users(ctx, c.Server, current)), nil
	})
	if err != nil {
		c.AddError(problem.ReadFailed.Of(m.title()), c.Server.Reason(err))
	} else if len(claimed) > 0 {
		c.AddError(problem.InUse.Of(m.title()), volume.InUse(claimed, "nothing was changed; stop these first"))
	}
	return !c.HasError()
}

func remove[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common) {
	key := m.key()
	if !released(ctx, c, m, key) {
		return
	}
	if current, err := get(ctx, c.Server, key); err == nil && current == nil {
		return
	}
	request := &api.HostVolumeDeleteRequest{ID: key.ID}
	_, _, err := c.Server.Client.HostVolumes().Delete(request, (&api.WriteOptions{Namespace: key.Namespace}).WithContext(ctx))
	if err != nil && !cluster.NotFound(err) {
		c.AddError(problem.DeleteFailed.Of(m.title()), c.Server.Reason(err))
	}
}
