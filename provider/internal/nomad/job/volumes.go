package job

import (
	"context"
	"strings"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
)

// volumesToCome are the volumes of a group that this plan makes: until they are there, Nomad finds no place for it. A plan
// knows of a volume that it makes as soon as Terraform has come to it, which it is given a moment for.
func volumesToCome(ctx context.Context, c *cluster.Cluster, namespace string, group *api.TaskGroup) []string {
	var names []string
	for _, label := range sortedNames(group.Volumes) {
		request := group.Volumes[label]
		kind, known := map[string]planned.Kind{"host": planned.HostVolume, "csi": planned.CSIVolume}[request.Type]
		if !known {
			continue
		}
		name := request.Source
		if request.PerAlloc {
			name += "[0]"
		}
		if planned.Await(ctx, c, kind, planned.InNamespace(namespace, name)) {
			names = append(names, name)
		}
	}
	return names
}

// awaited takes out of the failed placements those for which a volume of this plan is missing, and says so of each.
func awaited(ctx context.Context, c *cluster.Cluster, namespace string, job *api.Job, failed map[string]*api.AllocationMetric) (rest map[string]*api.AllocationMetric, lines []string) {
	rest = map[string]*api.AllocationMetric{}
	for _, group := range job.TaskGroups {
		metric, isFailed := failed[*group.Name]
		if !isFailed {
			continue
		}
		if names := lacking(ctx, c, namespace, group, metric); len(names) > 0 {
			lines = append(lines, *group.Name+": "+strings.Join(names, ", "))
		} else {
			rest[*group.Name] = metric
		}
	}
	return rest, lines
}

func lacking(ctx context.Context, c *cluster.Cluster, namespace string, group *api.TaskGroup, metric *api.AllocationMetric) []string {
	if !lacksVolume(metric) {
		return nil
	}
	return volumesToCome(ctx, c, namespace, group)
}

// lacksVolume says whether a volume is among the reasons. Where there is no node at all, none can be named.
func lacksVolume(metric *api.AllocationMetric) bool {
	for reason := range metric.ConstraintFiltered {
		if strings.Contains(strings.ToLower(reason), "volume") || strings.Contains(reason, "CSI") {
			return true
		}
	}
	return false
}
