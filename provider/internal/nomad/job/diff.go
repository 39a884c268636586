package job

import (
	"slices"

	"github.com/hashicorp/nomad/api"

	"cdknomad/jobspec"
)

// typeNone is the type of a difference in Nomad's plan that is none.
const typeNone = "None"

// runsAsSpecified reports whether a job asks for what already runs, according to Nomad's plan and to our comparison of
// the fields that Nomad's plan ignores. Without the running job (nil), only Nomad's plan counts.
func runsAsSpecified(job, running *api.Job, diff *api.JobDiff) bool {
	if diff == nil || running == nil {
		return diff != nil && diff.Type == typeNone
	}
	return isSame(diff) && jobspec.SameIgnoredFields(job, running)
}

// isSame reports whether Nomad's plan has no difference that a user can have written.
func isSame(diff *api.JobDiff) bool {
	return diff.Type == typeNone || diff.Type == "Edited" && sameFields(diff.Fields) && sameObjects(diff.Objects) &&
		!slices.ContainsFunc(diff.TaskGroups, func(group *api.TaskGroupDiff) bool { return !isSameGroup(group) })
}

func isSameGroup(diff *api.TaskGroupDiff) bool {
	return diff.Type == typeNone || diff.Type == "Edited" && sameFields(diff.Fields) &&
		!slices.ContainsFunc(diff.Objects, func(object *api.ObjectDiff) bool { return object.Type != typeNone && !isFalselyEdited(object) }) &&
		!slices.ContainsFunc(diff.Tasks, func(task *api.TaskDiff) bool { return task.Type != typeNone })
}

// isFalselyEdited reports whether Nomad calls a block edited although nothing that a user can write differs: a scaling block,
// because of its indexes, and a parameterized block whose list of keys is empty and not absent.
func isFalselyEdited(diff *api.ObjectDiff) bool {
	return slices.Contains([]string{"Scaling", "ParameterizedJob"}, diff.Name) && diff.Type == "Edited" &&
		sameFields(diff.Fields) && sameObjects(diff.Objects)
}

func sameFields(fields []*api.FieldDiff) bool {
	return !slices.ContainsFunc(fields, func(field *api.FieldDiff) bool { return field.Type != typeNone })
}

func sameObjects(objects []*api.ObjectDiff) bool {
	return !slices.ContainsFunc(objects, func(object *api.ObjectDiff) bool { return object.Type != typeNone && !isFalselyEdited(object) })
}
