package jobspec

import "github.com/hashicorp/nomad/api"

// Autoscaled says whether the count of a running group is the autoscaler's: the group has an enabled scaling block and
// the count lies within its bounds. Such a count is no drift, and an apply leaves it alone.
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

// KeepAutoscaledCounts gives a copy of desired in which every group that was scaled runs as many allocations as it does
// now, if that number is within the bounds that desired asks for. former is what was asked for last: a group that runs as
// many as that nobody scaled, so that another count in desired counts. Without former (nil) any count may be the
// autoscaler's. A stopped job (nil too) has no count to keep.
func KeepAutoscaledCounts(desired, running, former *api.Job) (*api.Job, error) {
	copied, err := copyOf(desired)
	if err != nil || running == nil || (running.Stop != nil && *running.Stop) {
		return copied, err
	}
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
	return copied, nil
}

// Count is how many allocations a group asks for. Nomad takes the least of its scaling block for a count that is left out.
func Count(group *api.TaskGroup) int {
	if group.Count != nil {
		return *group.Count
	}
	if group.Scaling != nil && group.Scaling.Min != nil {
		return int(*group.Scaling.Min)
	}
	return 1
}

// scaledTo says the same as Autoscaled of a group with another count.
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

// Overruled are the groups whose count desired has changed since former, and which keep another one all the same, because
// it is the autoscaler's: by name, with the count that stays.
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
