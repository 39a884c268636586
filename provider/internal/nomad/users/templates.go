package users

import (
	"regexp"
	"strings"

	"github.com/hashicorp/nomad/api"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/inuse"
)

// variable is the path of a variable in its namespace.
type variable struct{ namespace, path string }

func variableOf(object inuse.Attributes) variable {
	return variable{object.Namespace(), object.Text("path")}
}

// specificationReads is whether a task of the planned job reads the variable.
func specificationReads(specification string, wanted variable) bool {
	job, problems := jobspec.Decode(specification)
	return len(problems) == 0 && reader(job, wanted) != ""
}

// reader returns the first task that reads the variable, as group/task, or "".
func reader(job *api.Job, wanted variable) string {
	if job == nil || job.ID == nil {
		return ""
	}
	namespace := "default"
	if job.Namespace != nil && *job.Namespace != "" {
		namespace = *job.Namespace
	}
	for _, group := range job.TaskGroups {
		for _, task := range group.Tasks {
			own := []string{"nomad/jobs/" + *job.ID, "nomad/jobs/" + *job.ID + "/" + *group.Name, "nomad/jobs/" + *job.ID + "/" + *group.Name + "/" + task.Name}
			if taskReads(task, namespace, own, wanted) {
				return *group.Name + "/" + task.Name
			}
		}
	}
	return ""
}

// call is a function of consul-template that reads variables, with its path if that is a text.
//
// See https://developer.hashicorp.com/nomad/docs/job-specification/template#nomad-variables
var call = regexp.MustCompile("\\bnomadVar(ListSafe|List|Exists)?\\b(?:\\s+[\"`]([^\"`]*)[\"`])?")

// taskReads is whether a task reads the variable: a template names it, or it is at a path of the task's own, which the task reads
// by a template with a computed path or with the token of its workload identity.
func taskReads(task *api.Task, namespace string, own []string, wanted variable) bool {
	isOwn := false
	for _, path := range own {
		isOwn = isOwn || namespace == wanted.namespace && path == wanted.path
	}
	for _, template := range task.Templates {
		if template.EmbeddedTmpl == nil {
			continue
		}
		for _, found := range call.FindAllStringSubmatch(*template.EmbeddedTmpl, -1) {
			path, other, _ := strings.Cut(found[2], "@")
			if path == "" && found[1] == "" && isOwn {
				return true
			}
			if other == "" {
				other = namespace
			}
			isBelow := strings.HasPrefix(found[1], "List") && strings.HasPrefix(wanted.path, path)
			if other == wanted.namespace && (path == wanted.path || isBelow && path != "") {
				return true
			}
		}
	}
	return isOwn && task.Identity != nil && (task.Identity.Env || task.Identity.File)
}
