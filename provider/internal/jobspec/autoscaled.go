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

// KeepAutoscaledCounts gives a copy of desired in which every group with a scaling block runs as many allocations as it
// does now, if that number is within the bounds that desired asks for. A stopped job (nil too) has no count to keep.
func KeepAutoscaledCounts(desired, running *api.Job) (*api.Job, error) {
	copied, err := copyOf(desired)
	if err != nil || running == nil || (running.Stop != nil && *running.Stop) {
		return copied, err
	}
	for _, group := range copied.TaskGroups {
		for _, now := range running.TaskGroups {
			if group.Name == nil || now.Name == nil || *group.Name != *now.Name || now.Count == nil {
				continue
			}
			scaled := *group
			scaled.Count = now.Count
			if Autoscaled(&scaled) {
				count := *now.Count
				group.Count = &count
			}
		}
	}
	return copied, nil
}
