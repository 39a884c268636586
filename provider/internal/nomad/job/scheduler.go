package job

import (
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"
)

// schedulerPlan puts into words, by task group, what Nomad's scheduler would do. It leaves out why an allocation cannot
// be placed: that depends on what else runs, and Terraform insists that a planned value is the same at apply.
func schedulerPlan(job *api.Job, answer *api.JobPlanResponse) map[string]string {
	words := map[string]string{}
	for _, group := range job.TaskGroups {
		words[*group.Name] = "no change"
	}
	if answer.Annotations == nil {
		return words
	}
	for group, updates := range answer.Annotations.DesiredTGUpdates {
		words[group] = updateWords(updates)
	}
	return words
}

func updateWords(updates *api.DesiredUpdates) string {
	var parts []string
	for _, part := range []struct {
		count uint64
		what  string
	}{
		{updates.Place, "create"}, {updates.DestructiveUpdate, "create/destroy update"},
		{updates.InPlaceUpdate, "in-place update"}, {updates.Canary, "canary"}, {updates.Migrate, "migrate"},
		{updates.Stop, "stop"}, {updates.Preemptions, "preemption"}, {updates.Ignore, "ignore"},
	} {
		if part.count > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.count, part.what))
		}
	}
	if len(parts) == 0 {
		return "no change"
	}
	return strings.Join(parts, ", ")
}

// unplaced tells for each task group that cannot be placed how much of it, and why.
func unplaced(failed map[string]*api.AllocationMetric) []string {
	var lines []string
	for _, group := range sortedNames(failed) {
		metric := failed[group]
		lines = append(lines, fmt.Sprintf("%s: %d cannot be placed: %s", group, metric.CoalescedFailures+1, whyUnplaced(metric)))
	}
	return lines
}

func whyUnplaced(metric *api.AllocationMetric) string {
	if metric.NodesEvaluated == 0 {
		var available []string
		for _, datacenter := range sortedNames(metric.NodesAvailable) {
			available = append(available, fmt.Sprintf("%s has %s", datacenter, nodes(metric.NodesAvailable[datacenter])))
		}
		why := "no ready node is in the job's datacenters"
		if len(available) > 0 {
			why += " (" + strings.Join(available, ", ") + ")"
		}
		if metric.NodePool != "" {
			why += fmt.Sprintf(" and in node pool %q", metric.NodePool)
		}
		return why + "; check both, and that nodes are ready and eligible"
	}
	var reasons []string
	add := func(counts map[string]int, format string) {
		for _, name := range sortedNames(counts) {
			reasons = append(reasons, fmt.Sprintf(format, name, nodes(counts[name])))
		}
	}
	add(metric.ClassFiltered, "class %s ruled out %s")
	add(metric.ConstraintFiltered, "constraint %s ruled out %s")
	add(metric.ClassExhausted, "class %s is full on %s")
	add(metric.DimensionExhausted, "%s is exhausted on %s")
	for _, quota := range metric.QuotaExhausted {
		reasons = append(reasons, "quota reached: "+quota)
	}
	if len(reasons) == 0 {
		reasons = append(reasons, "nomad gives no reason")
	}
	return fmt.Sprintf("%s (of %s looked at)", strings.Join(reasons, ", "), nodes(metric.NodesEvaluated))
}

func nodes(count int) string {
	if count == 1 {
		return "1 node"
	}
	return fmt.Sprintf("%d nodes", count)
}
