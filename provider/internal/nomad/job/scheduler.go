package job

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"

	"cdknomad/jobspec"
)

// schedulerPlan describes what Nomad's scheduler would do, by task group. It does not explain why an allocation cannot be
// placed: that may change before the apply, and Terraform requires that a planned value stays the same.
//
// Nomad plans a periodic or parameterized job as if it ran at once, but only its later children are placed.
func schedulerPlan(job *api.Job, answer *api.JobPlanResponse) map[string]string {
	words := map[string]string{}
	for _, group := range job.TaskGroups {
		words[*group.Name] = "no change"
	}
	if occasion := launchOccasion(job); occasion != "" {
		for _, group := range job.TaskGroups {
			words[*group.Name] = fmt.Sprintf("%d create %s", jobspec.Count(group), occasion)
		}
		return words
	}
	if answer.Annotations == nil {
		return words
	}
	for group, updates := range answer.Annotations.DesiredTGUpdates {
		words[group] = updateWords(updates)
	}
	return words
}

// launchOccasion returns when a job runs, "" if it runs as soon as it is registered.
func launchOccasion(job *api.Job) string {
	switch {
	case job.ParameterizedJob != nil:
		return "at each dispatch"
	case job.Periodic == nil:
		return ""
	case job.Periodic.Enabled != nil && !*job.Periodic.Enabled:
		return "when it is launched by hand, because periodic is not enabled"
	}
	return "at each launch"
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

// unplaced explains for each task group how many allocations cannot be placed, and why.
func unplaced(job *api.Job, failed map[string]*api.AllocationMetric) []string {
	var lines []string
	for _, group := range sortedNames(failed) {
		metric := failed[group]
		lines = append(lines, fmt.Sprintf("%s: %d cannot be placed: %s", group, metric.CoalescedFailures+1, whyUnplaced(job, metric)))
	}
	return lines
}

func whyUnplaced(job *api.Job, metric *api.AllocationMetric) string {
	if metric.NodesEvaluated == 0 {
		var datacenters []string
		for _, datacenter := range slices.Sorted(slices.Values(job.Datacenters)) {
			_, counted := metric.NodesAvailable[datacenter]
			if pattern := strings.ContainsAny(datacenter, "*?["); !counted && !(pattern && len(metric.NodesAvailable) > 0) {
				datacenters = append(datacenters, datacenter)
			}
		}
		for _, datacenter := range sortedNames(metric.NodesAvailable) {
			datacenters = append(datacenters, fmt.Sprintf("%s has %s", datacenter, nodes(metric.NodesAvailable[datacenter])))
		}
		why := "no ready node is in the job's datacenters"
		if len(datacenters) > 0 {
			why += " (" + strings.Join(datacenters, ", ") + ")"
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
	ruledOut := maps.Clone(metric.ConstraintFiltered)
	alike := ruledOut[alikeNodes]
	delete(ruledOut, alikeNodes)
	add(ruledOut, "constraint %s ruled out %s")
	if alike > 0 {
		reasons = append(reasons, "also "+nodes(alike)+" of the same kind")
	}
	exhausted, impossible := map[string]int{}, map[string]int{}
	for dimension, count := range metric.DimensionExhausted {
		if strings.Contains(dimension, ": ") { // a sentence about ports or devices
			impossible[dimension] = count
		} else {
			exhausted[dimension] = count
		}
	}
	add(exhausted, "%s is exhausted on %s")
	add(impossible, "%s on %s")
	if classes := byClass(metric); classes != "" {
		reasons = append(reasons, "by node class: "+classes)
	}
	for _, quota := range metric.QuotaExhausted {
		reasons = append(reasons, "quota reached: "+quota)
	}
	if len(reasons) == 0 {
		reasons = append(reasons, "nomad gives no reason")
	}
	return fmt.Sprintf("%s (of %s looked at)", strings.Join(reasons, ", "), nodes(metric.NodesEvaluated))
}

// alikeNodes is the key under which Nomad counts nodes that it skips because a node with the same attributes was ruled out.
const alikeNodes = "computed class ineligible"

// byClass counts the nodes that were ruled out or are full, by node class.
func byClass(metric *api.AllocationMetric) string {
	counts := map[string]int{}
	for _, some := range []map[string]int{metric.ClassFiltered, metric.ClassExhausted} {
		for class, count := range some {
			counts[class] += count
		}
	}
	var words []string
	for _, class := range sortedNames(counts) {
		words = append(words, class+" "+nodes(counts[class]))
	}
	return strings.Join(words, ", ")
}

func nodes(count int) string {
	if count == 1 {
		return "1 node"
	}
	return fmt.Sprintf("%d nodes", count)
}
