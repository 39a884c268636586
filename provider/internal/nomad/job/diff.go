package job

import (
	"slices"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/jobspec"
)

// none is how Nomad's plan calls what does not differ.
const none = "None"

// asItRuns says whether a job asks for what runs already, by Nomad's plan of it. Without the job that runs (nil), Nomad's
// word alone counts.
func asItRuns(job, running *api.Job, diff *api.JobDiff) bool {
	if diff == nil || running == nil {
		return diff != nil && diff.Type == none
	}
	return nothing(diff) && jobspec.SameOverlooked(job, running)
}

// nothing says whether Nomad's plan differs from the job that runs in nothing that somebody could have written. Nomad
// itself calls every scaling block edited: the one that runs has indexes, which no specification can have.
func nothing(diff *api.JobDiff) bool {
	return diff.Type == none || diff.Type == "Edited" && sameFields(diff.Fields) && sameObjects(diff.Objects) &&
		!slices.ContainsFunc(diff.TaskGroups, func(group *api.TaskGroupDiff) bool { return !sameGroup(group) })
}

func sameGroup(diff *api.TaskGroupDiff) bool {
	return diff.Type == none || diff.Type == "Edited" && sameFields(diff.Fields) &&
		!slices.ContainsFunc(diff.Objects, func(object *api.ObjectDiff) bool { return object.Type != none && !onlyIndexes(object) }) &&
		!slices.ContainsFunc(diff.Tasks, func(task *api.TaskDiff) bool { return task.Type != none })
}

func onlyIndexes(diff *api.ObjectDiff) bool {
	return diff.Name == "Scaling" && diff.Type == "Edited" && sameFields(diff.Fields) && sameObjects(diff.Objects)
}

func sameFields(fields []*api.FieldDiff) bool {
	return !slices.ContainsFunc(fields, func(field *api.FieldDiff) bool { return field.Type != none })
}

func sameObjects(objects []*api.ObjectDiff) bool {
	return !slices.ContainsFunc(objects, func(object *api.ObjectDiff) bool { return object.Type != none })
}
