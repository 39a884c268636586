package jobspec

import (
	"slices"

	"github.com/hashicorp/nomad/api"
)

// Autoscaled reports whether the count of a running group belongs to the autoscaler: the group has an enabled scaling block,
// and the count is within its bounds. Such a count is not drift, and an apply does not change it.
//
// See https://developer.hashicorp.com/nomad/docs/job-specification/scaling
func Autoscaled(group *api.TaskGroup) bool {
	policy := group.Scaling
	if policy == nil || group.Count == nil || policy.Max == nil || (policy.Enabled != nil && !*policy.Enabled) {
		return false
	}
	least := int64(0)
	if policy.Min != nil {
		least = *policy.Min
	}
	count := int64(*group.Count)
	return least <= count && count <= *policy.Max
}

// KeepAutoscaledCounts returns desired, or a copy of it in which every scaled group keeps its current count, if that is within the
// bounds of desired. former is the specification of the last apply: a group that still has its count was not scaled, so
// that a new count in desired applies. Without former (nil), any count may be the autoscaler's. running is nil for a job that
// does not exist, and a stopped job has no count to keep.
func KeepAutoscaledCounts(desired, running, former *api.Job) *api.Job {
	if running == nil || (running.Stop != nil && *running.Stop) {
		return desired
	}
	copied := withOwnTasks(desired)
	for _, group := range copied.TaskGroups {
		now := groupOf(running, group.Name)
		if now == nil || now.Count == nil {
			continue
		}
		if before := groupOf(former, group.Name); before != nil && Count(before) == *now.Count {
			continue
		}
		if scaledTo(group, now.Count) {
			count := *now.Count
			group.Count = &count
		}
	}
	return copied
}

// withOwnTasks returns a copy of a job whose groups and tasks can be given other values. It shares the values with the job.
func withOwnTasks(job *api.Job) *api.Job {
	copied := *job
	copied.TaskGroups = slices.Clone(job.TaskGroups)
	for i, group := range job.TaskGroups {
		own := *group
		own.Tasks = slices.Clone(group.Tasks)
		for k, task := range group.Tasks {
			ownTask := *task
			own.Tasks[k] = &ownTask
		}
		copied.TaskGroups[i] = &own
	}
	return &copied
}

// Count returns the number of allocations of a group. Nomad uses the minimum of the scaling block if there is no count.
func Count(group *api.TaskGroup) int {
	if group.Count != nil {
		return *group.Count
	}
	if group.Scaling != nil && group.Scaling.Min != nil {
		return int(*group.Scaling.Min)
	}
	return 1
}

// scaledTo is [Autoscaled] for another count of the group.
func scaledTo(group *api.TaskGroup, count *int) bool {
	scaled := *group
	scaled.Count = count
	return Autoscaled(&scaled)
}

func groupOf(job *api.Job, name *string) *api.TaskGroup {
	if job == nil || name == nil {
		return nil
	}
	for _, group := range job.TaskGroups {
		if group.Name != nil && *group.Name == *name {
			return group
		}
	}
	return nil
}

// Overruled returns the groups whose count desired changes, but which keep the autoscaler's count: that count by group.
func Overruled(desired, kept, former *api.Job) map[string]int {
	overruled := map[string]int{}
	for _, group := range desired.TaskGroups {
		before, stays := groupOf(former, group.Name), groupOf(kept, group.Name)
		if before != nil && stays != nil && Count(group) != Count(before) && Count(group) != Count(stays) {
			overruled[*group.Name] = Count(stays)
		}
	}
	return overruled
}
