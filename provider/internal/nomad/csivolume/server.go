package csivolume

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
	"cdknomad/provider/internal/nomad/volume"
	"cdknomad/provider/internal/problem"
)

// seen is where the index of the volume at the last reading is remembered.
const seen = "seen"

var listing = volume.NewListing(func(ctx context.Context, client *api.Client) (map[cluster.Key]*api.CSIVolumeListStub, error) {
	stubs, _, err := client.CSIVolumes().List(volume.AllNamespaces(ctx))
	all := make(map[cluster.Key]*api.CSIVolumeListStub, len(stubs))
	for _, stub := range stubs {
		all[cluster.Key{Namespace: stub.Namespace, ID: stub.ID}] = stub
	}
	return all, err
})

// get gives nil if there is no such volume.
var get = volume.NewGet(func(client *api.Client) func(string, *api.QueryOptions) (*api.CSIVolume, *api.QueryMeta, error) {
	return client.CSIVolumes().Info
})

// read sets Prior to what the server has with follow, and returns false if the volume is gone. If the listing has the volume
// with the index that was last seen, only the health of its plugin is updated.
func read[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common, follow func(*api.CSIVolume)) bool {
	imported := m.VolumeID.IsNull()
	m.identify()
	var index uint64
	if stub, found := listing.Find(ctx, c.Server, m.key()); found && !imported && c.Recall(ctx, seen, &index) && index == stub.ModifyIndex {
		m.followHealth(stub)
		return true
	}
	current, err := get(ctx, c.Server, m.key())
	if isOver, isKept := c.Server.EndsRead(&c.Diagnostics, m.title(), imported, err); isOver || current == nil {
		return isKept
	}
	follow(current)
	c.Remember(ctx, seen, current.ModifyIndex)
	return true
}

// planNew refuses a volume whose namespace does not come or whose id is taken by one that is not alike.
func planNew[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common, alike func(*api.CSIVolume) bool) {
	key := m.key()
	planned.Create(c.Server, planned.CSIVolume, planned.InNamespace(key.Namespace, key.ID)) // for the jobs of the same plan
	if c.Server.DestroyPlanned(cluster.Object{Kind: cluster.CSIVolume, Key: key}) {
		return // the one that is there is replaced by this
	}
	if !planned.Namespace(ctx, c.Server, key.Namespace) {
		c.AddAttributeError(path.Root("namespace"), problem.ReferenceMissing.Summary(m.title()+" names a namespace that does not exist"),
			fmt.Sprintf("namespace %q neither exists nor is created by this plan", key.Namespace))
		return
	}
	current, err := get(ctx, c.Server, key)
	if err != nil && !c.Server.LacksRight(err) {
		c.AddError(problem.PlanFailed.Of(m.title()), c.Server.Reason(err))
	} else if current != nil && !alike(current) {
		c.AddAttributeError(path.Root("volume_id"), problem.AlreadyExists.Of(m.title()), fmt.Sprintf(
			"it is not in Terraform's state and differs from this one; take it over with terraform import ADDRESS %s@%s, or choose another volume_id", key.ID, key.Namespace))
	}
}

// planChange refuses what Nomad refuses to change of a volume that exists. now is filled.
func planChange[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], now, before *Common) {
	wanted, had := now.volume(), before.volume()
	if wanted.RequestedCapacityMin+wanted.RequestedCapacityMax == 0 && had.RequestedCapacityMin+had.RequestedCapacityMax > 0 {
		c.AddError(problem.NotValid.Summary(now.title()+" cannot forget its size"), "nomad keeps the sizes that were asked for until others are; put back capacity_min or capacity_max, with other values if they are to change")
	}
	if most := wanted.RequestedCapacityMax; most > 0 && most < before.Capacity.ValueInt64() {
		c.AddAttributeError(path.Root("capacity_max"), problem.NotValid.Summary(now.title()+" cannot shrink"),
			fmt.Sprintf("got %q, and the volume has %s; ask for as much or more", now.CapacityMax.ValueString(), volume.Text(before.Capacity.ValueInt64())))
	}
	current, err := get(ctx, c.Server, before.key())
	if err != nil || current == nil {
		return // the refresh before the plan has reported it
	}
	users := volume.Standing(ctx, c.Server, current.Allocations)
	if len(users) == 0 {
		return
	}
	if !now.hasOptionsOf(before) {
		c.AddAttributeError(path.Root("mount_options"), problem.InUse.Of(now.title()), volume.InUse(users, "nomad changes mount options only while nobody uses the volume; stop these first"))
	}
	inUse := func(capability *api.CSIVolumeCapability) bool {
		return capability.AccessMode == current.AccessMode && capability.AttachmentMode == current.AttachmentMode
	}
	if current.AccessMode != "" && !slices.ContainsFunc(wanted.RequestedCapabilities, inUse) {
		c.AddAttributeError(path.Root("capability"), problem.InUse.Of(now.title()), volume.InUse(users,
			fmt.Sprintf("as %s, %s, which is not among the capabilities any more; keep that one, or stop these first", current.AccessMode, current.AttachmentMode)))
	}
}

func planDelete[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common) {
	volume.PlanDelete(ctx, c, m.title(), cluster.Object{Kind: cluster.CSIVolume, Key: m.key()}, get, func(current *api.CSIVolume) []*api.AllocationListStub {
		return current.Allocations
	})
}

// remove waits until nobody uses the volume. It has to: Nomad lets the plugin delete a volume before it looks whether
// that is in use.
func remove[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common, how func(cluster.Key, *api.WriteOptions) error) {
	key, gone := m.key(), false
	users, err := volume.Await(ctx, m.Timeouts.delete(), func() ([]string, error) {
		current, err := get(ctx, c.Server, key)
		if gone = err == nil && current == nil; gone || err != nil {
			return nil, err
		}
		return claims(current), nil
	})
	switch {
	case gone:
		return
	case err == nil && len(users) > 0:
		c.AddError(problem.InUse.Of(m.title()), volume.InUse(users, "it was not deleted; stop these first, or give timeouts.delete more than "+m.Timeouts.delete().String()))
		return
	case err == nil:
		err = how(key, (&api.WriteOptions{Namespace: key.Namespace}).WithContext(ctx))
	}
	if err != nil && !cluster.NotFound(err) {
		c.AddError(problem.DeleteFailed.Of(m.title()), c.Server.Reason(err))
	}
}

// claims are the allocations for which the volume is mounted, also those that have ended and are being cleaned up after.
func claims(current *api.CSIVolume) []string {
	open := map[string]string{}
	for _, held := range []map[string]*api.Allocation{current.ReadAllocs, current.WriteAllocs} {
		for id := range held {
			open[id] = "allocation " + id
		}
	}
	lines := volume.Describe(current.Allocations)
	for i, user := range current.Allocations {
		if _, is := open[user.ID]; is {
			open[user.ID] = lines[i]
		}
	}
	return slices.Sorted(maps.Values(open))
}
