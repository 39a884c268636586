package jobspec

import (
	"slices"
	"time"

	"github.com/hashicorp/nomad/api"
)

// dropConnect removes the tasks and ports that the server adds to a group for Connect's sidecars and gateways. A task
// that differs from what the server would add stays: then the user wrote or changed it.
//
// See https://developer.hashicorp.com/nomad/docs/job-specification/sidecar_task
func dropConnect(group *api.TaskGroup) {
	for _, service := range group.Services {
		kind := connectKind(service)
		if kind == "" {
			continue
		}
		isInjected := func(task *api.Task) bool { return isSidecarTask(task, kind, service, group) }
		if !slices.ContainsFunc(group.Tasks, isInjected) {
			continue
		}
		group.Tasks = slices.DeleteFunc(group.Tasks, isInjected)
		if kind == "connect-proxy" && len(group.Networks) > 0 {
			network := group.Networks[0]
			network.DynamicPorts = slices.DeleteFunc(network.DynamicPorts, func(port api.Port) bool {
				return port.Label == kind+"-"+service.Name && port.To == -1
			})
		}
	}
}

// connectKind returns the kind of task that the server adds for a service, "" if it adds none.
func connectKind(service *api.Service) string {
	connect := service.Connect
	switch {
	case connect == nil:
		return ""
	case connect.SidecarService != nil:
		return "connect-proxy"
	case connect.Gateway == nil:
		return ""
	case connect.Gateway.Ingress != nil:
		return "connect-ingress"
	case connect.Gateway.Terminating != nil:
		return "connect-terminating"
	}
	return "connect-mesh"
}

func proxyOf(service *api.Service) *api.ConsulProxy {
	if service.Connect == nil || service.Connect.SidecarService == nil {
		return nil
	}
	return service.Connect.SidecarService.Proxy
}

// isSidecarTask reports whether a task is the one that the server adds for a service, with the service's `sidecar_task`
// merged in.
func isSidecarTask(task *api.Task, kind string, service *api.Service, group *api.TaskGroup) bool {
	if task.Kind != kind+":"+service.Name {
		return false
	}
	want := sidecarTask(kind, task.Driver, service, group)
	got := *task
	want.Name, want.Kind = got.Name, got.Kind
	return sameTask(&got, want)
}

// sidecarTask returns the task that Nomad's server (job_endpoint_hook_connect.go) adds.
func sidecarTask(kind, driver string, service *api.Service, group *api.TaskGroup) *api.Task {
	image := "${meta.connect.sidecar_image}"
	constraints := []*api.Constraint{
		api.NewConstraint(versionOf("consul", service.Cluster), "semver", ">= 1.8.0"),
		api.NewConstraint(grpcOf(service.Cluster), ">", "0"),
	}
	task := &api.Task{Driver: driver, ShutdownDelay: 5 * time.Second,
		LogConfig: &api.LogConfig{MaxFiles: pointerTo(2), MaxFileSizeMB: pointerTo(2)},
		Resources: &api.Resources{CPU: pointerTo(250), MemoryMB: pointerTo(128)}}
	if kind == "connect-proxy" {
		task.Lifecycle = &api.TaskLifecycle{Hook: "prestart", Sidecar: true}
	} else {
		image = "${meta.connect.gateway_image}"
		if ingress := service.Connect.Gateway.Ingress; ingress != nil && ingress.TLS != nil &&
			(ingress.TLS.TLSMinVersion != "" || ingress.TLS.TLSMaxVersion != "" || len(ingress.TLS.CipherSuites) > 0) {
			constraints = append(constraints, api.NewConstraint(versionOf("consul", service.Cluster), "semver", ">= 1.11.2"))
		}
	}
	task.Constraints = constraints
	task.Config = map[string]any{"image": image, "args": []any{"-c", "${NOMAD_SECRETS_DIR}/envoy_bootstrap.json",
		"-l", "${meta.connect.log_level}", "--concurrency", "${meta.connect.proxy_concurrency}", "--disable-hot-restart"}}
	if kind != "connect-proxy" && len(group.Networks) > 0 && group.Networks[0].Mode == "host" {
		task.Config["network_mode"] = "host"
	}
	if override := service.Connect.SidecarTask; override != nil {
		mergeSidecarTask(task, override)
	}
	return task
}

func grpcOf(cluster string) string {
	if cluster == "" || cluster == "default" {
		return "${attr.consul.grpc}"
	}
	return "${attr.consul." + cluster + ".grpc}"
}

// mergeSidecarTask overrides the task as the server does.
func mergeSidecarTask(task *api.Task, override *api.SidecarTask) {
	if override.Driver != "" && override.Driver != task.Driver {
		return // the server then takes the whole configuration of the override, and the comparison fails
	}
	for key, value := range override.Config {
		task.Config[key] = value
	}
	if override.User != "" {
		task.User = override.User
	}
	if override.KillSignal != "" {
		task.KillSignal = override.KillSignal
	}
	task.Env, task.Meta, task.KillTimeout = override.Env, override.Meta, override.KillTimeout
	task.VolumeMounts, task.Identities = override.VolumeMounts, override.Identities
	if override.ShutdownDelay != nil {
		task.ShutdownDelay = *override.ShutdownDelay
	}
	if logs := override.LogConfig; logs != nil {
		if logs.MaxFiles != nil && *logs.MaxFiles > 0 {
			task.LogConfig.MaxFiles = logs.MaxFiles
		}
		if logs.MaxFileSizeMB != nil && *logs.MaxFileSizeMB > 0 {
			task.LogConfig.MaxFileSizeMB = logs.MaxFileSizeMB
		}
	}
	if resources := override.Resources; resources != nil {
		if resources.CPU != nil && *resources.CPU != 0 {
			task.Resources.CPU = resources.CPU
		}
		if resources.MemoryMB != nil && *resources.MemoryMB != 0 {
			task.Resources.MemoryMB = resources.MemoryMB
		}
		if resources.MemoryMaxMB != nil && *resources.MemoryMaxMB != 0 {
			task.Resources.MemoryMaxMB = resources.MemoryMaxMB
		}
	}
}

// sameTask compares two tasks after Nomad completed both.
func sameTask(got, want *api.Task) bool {
	meanings := make([]object, 0, 2)
	for _, task := range []*api.Task{got, want} {
		copied := *task
		copied.RestartPolicy = nil // the group's, which the server copies
		if copied.KillTimeout == nil {
			copied.KillTimeout = pointerTo(5 * time.Second)
		}
		meant, err := canonical(&api.Job{ID: pointerTo("connect"), TaskGroups: []*api.TaskGroup{{Name: pointerTo("connect"), Tasks: []*api.Task{&copied}}}})
		if err != nil {
			return false
		}
		meanings = append(meanings, meant)
	}
	return equal(meanings[0], meanings[1])
}

func pointerTo[T any](value T) *T { return &value }
