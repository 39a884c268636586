package csivolume

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/jobspec/nearest"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
)

// plugin gives nil if no task of that plugin was ever seen.
func plugin(ctx context.Context, server *cluster.Cluster, id string) (*api.CSIPlugin, error) {
	if err := server.Connect(ctx); err != nil {
		return nil, err
	}
	found, _, err := server.Client.CSIPlugins().Info(id, (&api.QueryOptions{}).WithContext(ctx))
	if cluster.NotFound(err) {
		return nil, nil
	}
	return found, err
}

// creates says why a plugin cannot create volumes, "" if it can or if its tasks have not answered yet.
func creates(found *api.CSIPlugin) string {
	const fix = "; make the volume by the means of its storage, and use nomad_csi_volume_registration"
	if found.ControllersExpected == 0 {
		return fmt.Sprintf("plugin_id: got %q, but that plugin has no controller, and so creates no volumes%s", found.ID, fix)
	}
	for _, info := range found.Controllers {
		if info.ControllerInfo != nil && !info.ControllerInfo.SupportsCreateDelete {
			return fmt.Sprintf("plugin_id: got %q, but its controller creates no volumes%s", found.ID, fix)
		}
	}
	return ""
}

// missing is a warning, not an error: a job of another stack may run the plugin by the time of the apply. It is "" if a job
// of this plan does.
func missing(ctx context.Context, server *cluster.Cluster, id string, limit time.Duration) string {
	if planned.Await(ctx, server, planned.CSIPlugin, id) {
		return ""
	}
	fix := "run it as a job"
	if others, _, err := server.Client.CSIPlugins().List((&api.QueryOptions{}).WithContext(ctx)); err == nil {
		names := make([]string, len(others))
		for i, other := range others {
			names[i] = other.ID
		}
		if name := nearest.Name(id, names); name != "" {
			fix = fmt.Sprintf("did you mean %q", name)
		}
	}
	return fmt.Sprintf("no plugin %q runs and no job of this plan runs one; %s, or the apply waits %s for it and fails", id, fix, limit)
}

// awaitPlugin waits until a plugin answers: its tasks may have been started by the same apply.
func awaitPlugin(ctx context.Context, server *cluster.Cluster, id string, limit time.Duration) (*api.CSIPlugin, error) {
	state := "is not known to nomad"
	for deadline := time.Now().Add(limit); ; time.Sleep(250 * time.Millisecond) {
		found, err := plugin(ctx, server, id)
		if server.LacksRight(err) {
			return nil, err
		}
		if found != nil {
			if found.NodesHealthy > 0 && (found.ControllersExpected == 0 || found.ControllersHealthy > 0) {
				return found, nil
			}
			state = fmt.Sprintf("has %d of %d controllers and %d of %d nodes healthy", found.ControllersHealthy, found.ControllersExpected, found.NodesHealthy, found.NodesExpected)
		}
		if err != nil {
			state = server.Reason(err)
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			return nil, errors.New("after " + limit.String() + " the plugin " + id + " " + state + "; look at the job that runs it, or give timeouts.create more")
		}
	}
}
