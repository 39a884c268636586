package main

import (
	"fmt"

	"github.com/hashicorp/nomad/api"
)

// fillAsServer puts in what a server fills in beyond Nomad's client, so that it too is known for a default.
func fillAsServer(job *api.Job) {
	fill(&job.NodePool, "default")
	if len(job.Datacenters) == 0 {
		job.Datacenters = []string{"*"}
	}
	for _, group := range job.TaskGroups {
		fillNetworks(group.Networks)
		fillServices(group.Services)
		for _, task := range group.Tasks {
			if task.Resources != nil {
				fillNetworks(task.Resources.Networks)
			}
			fillServices(task.Services)
			fillIdentity(task)
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

func fillServices(services []*api.Service) {
	for _, service := range services {
		for i := range service.Checks {
			if service.Checks[i].Name == "" {
				service.Checks[i].Name = fmt.Sprintf("service: %q check", service.Name)
			}
		}
	}
}

// fillIdentity gives a task the identity that every task has.
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

func fill(field **string, value string) {
	if *field == nil || **field == "" {
		*field = &value
	}
}

// withoutRemains takes out the job's `update`, of which a server keeps two values and empties the others: each group
// has the whole of it.
func withoutRemains(job *api.Job) {
	update := job.Update
	if update == nil || len(job.TaskGroups) == 0 {
		return
	}
	usual := api.DefaultUpdateStrategy()
	// A job of a type that has no updates keeps zeros.
	none := *update.Stagger == 0 && *update.MaxParallel == 0
	if none || *update.Stagger == *usual.Stagger && *update.MaxParallel == *usual.MaxParallel || groupsHave(job, update) {
		job.Update = nil
		return
	}
	job.Update = &api.UpdateStrategy{Stagger: update.Stagger, MaxParallel: update.MaxParallel}
}

func groupsHave(job *api.Job, update *api.UpdateStrategy) bool {
	for _, group := range job.TaskGroups {
		if group.Update == nil || group.Update.Stagger == nil || *group.Update.Stagger != *update.Stagger ||
			group.Update.MaxParallel == nil || *group.Update.MaxParallel != *update.MaxParallel {
			return false
		}
	}
	return true
}
