package jobspec

import (
	"fmt"

	"github.com/hashicorp/nomad/api"
)

// fillServerDefaults adds the default values that only the server knows: Nomad's API client does not fill them in.
func fillServerDefaults(job *api.Job) {
	setDefault(&job.NodePool, "default")
	if len(job.Datacenters) == 0 {
		job.Datacenters = []string{"*"}
	}
	if job.ParameterizedJob != nil && job.ParameterizedJob.Payload == "" {
		job.ParameterizedJob.Payload = "optional"
	}
	for _, group := range job.TaskGroups {
		fillNetworks(group.Networks)
		fillServices(group.Services, "")
		for _, task := range group.Tasks {
			if task.Resources != nil {
				fillNetworks(task.Resources.Networks)
				dropZeros(task.Resources)
			}
			fillServices(task.Services, task.Name)
			fillIdentity(task)
		}
	}
}

// dropZeros removes the zeros that the server writes for amounts that nobody asked for.
func dropZeros(resources *api.Resources) {
	for _, amount := range []**int{&resources.MemoryMaxMB, &resources.DiskMB, &resources.SecretsMB, &resources.IOPS} {
		if *amount != nil && **amount == 0 {
			*amount = nil
		}
	}
}

func fillNetworks(networks []*api.NetworkResource) {
	for _, network := range networks {
		for _, ports := range [][]api.Port{network.DynamicPorts, network.ReservedPorts} {
			for i := range ports {
				if ports[i].HostNetwork == "" {
					ports[i].HostNetwork = "default"
				}
			}
		}
	}
}

// fillServices completes the services of a task, or of a group if task is empty.
func fillServices(services []*api.Service, task string) {
	for _, service := range services {
		if service.TaskName == "" {
			service.TaskName = task
		}
		for i := range service.Checks {
			if check := &service.Checks[i]; check.Name == "" {
				check.Name = fmt.Sprintf("service: %q check", service.Name)
			}
		}
	}
}

// fillIdentity adds the default identity, which every task has.
func fillIdentity(task *api.Task) {
	if task.Identity == nil {
		task.Identity = &api.WorkloadIdentity{}
	}
	if task.Identity.Name == "" {
		task.Identity.Name = "default"
	}
	if len(task.Identity.Audience) == 0 {
		task.Identity.Audience = []string{"nomadproject.io"}
	}
}

func setDefault(field **string, value string) {
	if *field == nil || **field == "" {
		*field = &value
	}
}

// dropJobUpdate removes the job's `update` block as far as the server wrote it: the server copies the block into each
// group, and keeps only `stagger` and `max_parallel` of it in the job.
func dropJobUpdate(job *api.Job) {
	update := job.Update
	if update == nil || len(job.TaskGroups) == 0 || update.Stagger == nil || update.MaxParallel == nil {
		return
	}
	usual := api.DefaultUpdateStrategy()
	isEmpty := *update.Stagger == 0 && *update.MaxParallel == 0 // a job whose type has no updates
	isDefault := *update.Stagger == *usual.Stagger && *update.MaxParallel == *usual.MaxParallel
	if isEmpty || isDefault || groupsRepeat(job, update) {
		job.Update = nil
		return
	}
	job.Update = &api.UpdateStrategy{Stagger: update.Stagger, MaxParallel: update.MaxParallel}
}

func groupsRepeat(job *api.Job, update *api.UpdateStrategy) bool {
	for _, group := range job.TaskGroups {
		if group.Update == nil || group.Update.Stagger == nil || *group.Update.Stagger != *update.Stagger ||
			group.Update.MaxParallel == nil || *group.Update.MaxParallel != *update.MaxParallel {
			return false
		}
	}
	return true
}
