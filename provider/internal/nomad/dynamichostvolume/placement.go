package dynamichostvolume

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
)

// place says why no node could take the volume, as far as that shows before it is made; "" if one could. A token that may
// not read nodes leaves it to Nomad. Whether a node meets the constraints, Nomad alone judges.
func place(ctx context.Context, server *cluster.Cluster, m *model) (string, error) {
	if err := server.Connect(ctx); err != nil {
		return "", err
	}
	if id := m.NodeID.ValueString(); id != "" {
		return placeOn(ctx, server, id, m.PluginID.ValueString())
	}
	pool := m.NodePool.ValueString()
	query := (&api.QueryOptions{Filter: filter(m.PluginID.ValueString(), pool), PerPage: 1}).WithContext(ctx)
	nodes, _, err := server.Client.Nodes().List(query)
	if cluster.Denied(err) || err == nil && len(nodes) > 0 {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	if pool != "" && !poolComes(ctx, server, pool) {
		return fmt.Sprintf("node_pool: node pool %q neither exists nor is created by this plan", pool), nil
	}
	return fmt.Sprintf("plugin_id: got %q, but no ready node%s has that plugin for host volumes; the built-in one is mkdir", m.PluginID.ValueString(), in(pool)), nil
}

func placeOn(ctx context.Context, server *cluster.Cluster, id, plugin string) (string, error) {
	node, _, err := server.Client.Nodes().Info(id, (&api.QueryOptions{}).WithContext(ctx))
	switch {
	case cluster.Denied(err):
		return "", nil
	case cluster.NotFound(err):
		return fmt.Sprintf("node_id: got %q, and there is no such node", id), nil
	case err != nil:
		return "", err
	}
	if _, has := node.Attributes[attribute(plugin)]; !has {
		return fmt.Sprintf("plugin_id: got %q, but node %s has no such plugin for host volumes; the built-in one is mkdir", plugin, node.Name), nil
	}
	return "", nil
}

func poolComes(ctx context.Context, server *cluster.Cluster, pool string) bool {
	_, _, err := server.Client.NodePools().Info(pool, (&api.QueryOptions{}).WithContext(ctx))
	return !cluster.NotFound(err) || planned.Await(ctx, server, planned.NodePool, pool)
}

func attribute(plugin string) string { return "plugins.host_volume." + plugin + ".version" }

func filter(plugin, pool string) string {
	conditions := []string{`Status == "ready"`, fmt.Sprintf("%q in Attributes", attribute(plugin))}
	if pool != "" {
		conditions = append(conditions, fmt.Sprintf("NodePool == %q", pool))
	}
	return strings.Join(conditions, " and ")
}

func in(pool string) string {
	if pool == "" {
		return ""
	}
	return fmt.Sprintf(" of node pool %q", pool)
}
