package jobspec

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"github.com/hashicorp/nomad/api"
)

// Preserved says which parts of the running job an apply keeps, whatever the specification has: those of Nomad's options of the
// same names. Groups and tasks are found by name.
//
// See https://developer.hashicorp.com/nomad/api-docs/jobs#preservecounts
type Preserved struct{ Counts, Resources bool }

// Keep returns desired, or a copy of it with the preserved parts of the running job. running is nil for a job that does not exist, and a
// stopped job has nothing to keep.
func (p Preserved) Keep(desired, running *api.Job) *api.Job {
	if p == (Preserved{}) || running == nil || (running.Stop != nil && *running.Stop) {
		return desired
	}
	copied := withOwnTasks(desired)
	for _, group := range copied.TaskGroups {
		now := groupOf(running, group.Name)
		if now == nil {
			continue
		}
		if p.Counts && now.Count != nil {
			count := *now.Count
			group.Count = &count
		}
		for _, task := range group.Tasks {
			if current := taskOf(now, task.Name); p.Resources && current != nil && current.Resources != nil {
				task.Resources = current.Resources
			}
		}
	}
	return copied
}

// OverruledResources returns the tasks whose resources desired changes, but which keep those of the running job, as GROUP/TASK.
func (p Preserved) OverruledResources(desired, kept, former *api.Job) []string {
	var overruled []string
	if !p.Resources {
		return nil
	}
	for _, group := range desired.TaskGroups {
		before, stays := groupOf(former, group.Name), groupOf(kept, group.Name)
		for _, task := range group.Tasks {
			was, is := taskOf(before, task.Name), taskOf(stays, task.Name)
			if was != nil && is != nil && !sameResources(task.Resources, was.Resources) && !sameResources(task.Resources, is.Resources) {
				overruled = append(overruled, *group.Name+"/"+task.Name)
			}
		}
	}
	slices.Sort(overruled)
	return overruled
}

func taskOf(group *api.TaskGroup, name string) *api.Task {
	if group == nil {
		return nil
	}
	for _, task := range group.Tasks {
		if task.Name == name {
			return task
		}
	}
	return nil
}

// sameResources compares with Nomad's defaults in place of what is not set.
func sameResources(a, b *api.Resources) bool {
	return reflect.DeepEqual(resourcesOf(a), resourcesOf(b))
}

// resourcesOf returns the resources as Nomad has them, without what is zero or empty: the server writes that out.
func resourcesOf(resources *api.Resources) object {
	var copied api.Resources
	fields := object{}
	text, err := json.Marshal(resources) // null for nil, which leaves the copy as it is
	if err == nil {
		err = json.Unmarshal(text, &copied)
	}
	if err != nil {
		return fields
	}
	copied.Canonicalize()
	text, _ = json.Marshal(copied)
	_ = json.Unmarshal(text, &fields)
	maps.DeleteFunc(fields, func(_ string, value any) bool { return isZero(value) })
	return fields
}

// isZero reports whether a value of a document is the one of a field that is not set.
func isZero(value any) bool {
	number, isNumber := value.(float64)
	return empty(value) || value == false || isNumber && number == 0
}
