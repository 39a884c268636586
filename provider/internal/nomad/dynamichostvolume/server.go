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
func get(ctx context.Context, server *cluster.Cluster, key cluster.Key) (*api.HostVolume, error) {
	if err := server.Connect(ctx); err != nil {
		return nil, err
	}
	current, _, err := server.Client.HostVolumes().Get(key.ID, (&api.QueryOptions{Namespace: key.Namespace}).WithContext(ctx))
	if cluster.NotFound(err) {
		return nil, nil
	}
	return current, err
}

// read brings Prior to what the server has by follow, and gives false if the volume is gone. A volume that stands in the
// listing as it was last seen is not asked for.
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
	if cluster.LacksRight(err) && !imported {
		c.AddWarning(m.title()+" is not compared", cluster.NotCompared)
		return true
	}
	if err != nil {
		c.AddError(m.title()+" cannot be read", c.Server.Reason(err))
		return false
	}
	if current == nil {
		return false
	}
	follow(current)
	warnIfUnavailable(c, m)
	c.Remember(ctx, seen, current.ModifyIndex)
	return true
}

func warnIfUnavailable[M any](c *lifecycle.Call[*cluster.Cluster, M], m *Common) {
	if m.State.ValueString() == string(api.HostVolumeStateUnavailable) {
		c.AddWarning(m.title()+" is unavailable", fmt.Sprintf("its node %s is down or disconnected, and jobs that use the volume cannot run until it is back", m.NodeID.ValueString()))
	}
}

// fingerprintPatience is how long an apply waits until the node has told the servers of its volume, which takes a second.
const fingerprintPatience = time.Minute

// awaitReady gives the volume once its node has it. One that does not get there stays in the state, as it exists.
func awaitReady[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common, made *api.HostVolume) *api.HostVolume {
	key := cluster.Key{Namespace: made.Namespace, ID: made.ID}
	for deadline := time.Now().Add(fingerprintPatience); ; time.Sleep(100 * time.Millisecond) {
		current, err := get(ctx, c.Server, key)
		if err == nil && current != nil {
			made = current
		}
		if made.State == api.HostVolumeStateReady {
			c.Remember(ctx, seen, made.ModifyIndex)
			return made
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			c.AddWarning(m.title()+" is not ready", fmt.Sprintf("it was made with id %s on node %s, and its state is still %q; plan again to see how it is", made.ID, made.NodeID, made.State))
			return made
		}
	}
}

// announce tells the jobs of the same plan that the volume comes.
func announce[M any](c *lifecycle.Call[*cluster.Cluster, M], m *Common) {
	planned.Create(c.Server, planned.HostVolume, planned.InNamespace(m.key().Namespace, m.Name.ValueString()))
}

// planDelete refuses to delete what is in use by a job that this plan leaves as it is.
func planDelete[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common) {
	current, err := get(ctx, c.Server, m.key())
	switch {
	case err != nil:
		c.AddError(m.title()+" cannot be read", c.Server.Reason(err))
		return
	case current == nil:
		return
	}
	if users := volume.Standing(ctx, c.Server, current.Allocations); len(users) > 0 {
		c.AddError(m.title()+" is in use", volume.InUse(users, volume.Free))
		return
	}
	c.Server.PlanDestroy(cluster.Object{Kind: cluster.HostVolume, Key: m.key()})
}

// planChange refuses to change what is in use by a job that this plan leaves as it is: so does Nomad, at apply.
func planChange[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common) {
	current, err := get(ctx, c.Server, m.key())
	switch {
	case err != nil:
		c.AddError(m.title()+" cannot be read", c.Server.Reason(err))
		return
	case current == nil:
		c.AddError(m.title()+" is gone", "somebody deleted it since it was read; plan again, with a refresh")
		return
	}
	if users := volume.Standing(ctx, c.Server, current.Allocations); len(users) > 0 {
		c.AddError(m.title()+" is in use", volume.InUse(users, "nomad changes a volume only while nobody uses it; stop these first"))
	}
}

// releasePatience is how long a write waits for jobs of the same apply to let go of the volume.
const releasePatience = time.Minute

// released waits until nobody uses the volume, and gives false, with an error, if somebody goes on to.
func released[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common, key cluster.Key) bool {
	users, err := volume.Await(ctx, releasePatience, func() ([]string, error) {
		current, err := get(ctx, c.Server, key)
		if err != nil || current == nil {
			return nil, err
		}
		return volume.Describe(current.Allocations), nil
	})
	if err != nil {
		c.AddError(m.title()+" cannot be read", c.Server.Reason(err))
	} else if len(users) > 0 {
		c.AddError(m.title()+" is in use", volume.InUse(users, "nothing was changed; stop these first"))
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
		c.AddError(m.title()+" cannot be deleted", c.Server.Reason(err))
	}
}
