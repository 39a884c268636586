package job

import (
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/provider/internal/problem"
)

// mountless are the drivers that cannot mount volumes: Nomad accepts such a job, and each of its allocations fails.
//
// See https://developer.hashicorp.com/nomad/docs/job-specification/volume_mount
var mountless = map[string]bool{"raw_exec": true, "qemu": true}

// refuseMountlessDrivers adds an error for the volume mounts of a task whose driver cannot mount volumes.
func refuseMountlessDrivers(job *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	var lines []string
	for _, group := range job.TaskGroups {
		for _, task := range group.Tasks {
			if len(task.VolumeMounts) > 0 && mountless[task.Driver] {
				lines = append(lines, fmt.Sprintf("TaskGroups[%q].Tasks[%q].VolumeMounts: driver %s cannot mount volumes; use another driver, such as "+
					"exec or docker, or remove the mounts", orDefault(group.Name, ""), task.Name, task.Driver))
			}
		}
	}
	if len(lines) > 0 {
		problems.AddError(problem.DriverWithoutMounts.Of(title(keyOf(job))), strings.Join(lines, "\n"))
	}
	return problems
}
