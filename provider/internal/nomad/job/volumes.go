package job

import (
	"context"
	"strings"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
)

// plannedVolumes returns the volumes of a group that this plan creates: before they exist, Nomad cannot place the group. It
// waits a moment for Terraform to plan them.
func plannedVolumes(ctx context.Context, c *cluster.Cluster, namespace string, group *api.TaskGroup) []string {
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

// splitAwaited separates the failed placements that only wait for a volume of this plan, with one line for each.
func splitAwaited(ctx context.Context, c *cluster.Cluster, namespace string, job *api.Job, failed map[string]*api.AllocationMetric) (rest map[string]*api.AllocationMetric, lines []string) {
	rest = map[string]*api.AllocationMetric{}
	for _, group := range job.TaskGroups {
		metric, isFailed := failed[*group.Name]
		if !isFailed {
			continue
		}
		if names := missingVolumes(ctx, c, namespace, group, metric); len(names) > 0 {
			lines = append(lines, *group.Name+": "+strings.Join(names, ", "))
		} else {
			rest[*group.Name] = metric
		}
	}
	return rest, lines
}

func missingVolumes(ctx context.Context, c *cluster.Cluster, namespace string, group *api.TaskGroup, metric *api.AllocationMetric) []string {
	if !lacksVolume(metric) {
		return nil
	}
	return plannedVolumes(ctx, c, namespace, group)
}

// lacksVolume reports whether a missing volume is one of the reasons.
func lacksVolume(metric *api.AllocationMetric) bool {
	for reason := range metric.ConstraintFiltered {
		if strings.Contains(strings.ToLower(reason), "volume") || strings.Contains(reason, "CSI") {
			return true
		}
	}
	return false
}
