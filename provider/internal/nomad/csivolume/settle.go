package csivolume

import (
	"context"
	"maps"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/volume"
	"cdknomad/provider/internal/problem"
)

// settle completes the plan after a write with what the server has now.
func settle[M any](ctx context.Context, c *lifecycle.Call[*cluster.Cluster, M], m *Common, err error, follow func(*api.CSIVolume)) {
	if err != nil {
		c.AddError(problem.RefusedByNomad.Of(m.title()), c.Server.Reason(err))
		return
	}
	current, err := get(ctx, c.Server, m.key())
	switch {
	case err != nil:
		c.AddError(problem.ReadFailed.Summary(m.title()+" was written but cannot be read"), c.Server.Reason(err)+"; apply again, which takes it over as it is")
	case current == nil:
		c.AddError(problem.NotFound.Summary(m.title()+" was written but is gone"), "it was deleted after it was written; plan again")
	default:
		follow(current)
		c.Remember(ctx, seen, current.ModifyIndex)
	}
}

// volumeSizes keeps the spelling of sizes that are the same.
func volumeSizes(now, before *Common) {
	volume.KeepCapacity(&now.CapacityMin, before.CapacityMin)
	volume.KeepCapacity(&now.CapacityMax, before.CapacityMax)
}

// another says whether the plan replaces the volume, as far as both resource types do.
func another(now, before *Common) bool {
	return now.key() != before.key() || !now.Name.Equal(before.Name) || !now.PluginID.Equal(before.PluginID) ||
		!maps.Equal(follow.StringMap(now.Parameters), follow.StringMap(before.Parameters))
}
