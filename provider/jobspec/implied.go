package jobspec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
)

// dropImplied removes the constraints and identities that the server adds to a group because of other parts of it. Only
// exactly what the server would add again is removed: a constraint of the user on the same attribute stays, as the
// server respects it.
//
// See https://developer.hashicorp.com/nomad/docs/job-specification/constraint
func dropImplied(group *api.TaskGroup) {
	group.Constraints = withoutConstraints(group.Constraints, impliedByGroup(group))
	dropIdentities(group)
	for _, task := range group.Tasks {
		task.Constraints = withoutConstraints(task.Constraints, impliedByServices(task.Services))
	}
}

func withoutConstraints(constraints, implied []*api.Constraint) []*api.Constraint {
	return slices.DeleteFunc(constraints, func(one *api.Constraint) bool {
		return slices.ContainsFunc(implied, func(other *api.Constraint) bool { return *one == *other })
	})
}

// impliedByGroup returns the constraints that Nomad's server (job_endpoint_hooks.go) adds to a group.
func impliedByGroup(group *api.TaskGroup) []*api.Constraint {
	implied := impliedByServices(group.Services)
	signals := map[string]bool{}
	for _, task := range group.Tasks {
		implied = append(implied, impliedByServices(task.Services)...)
		implied = append(implied, impliedByTask(task)...)
		addSignals(signals, task)
	}
	if len(signals) > 0 {
		implied = append(implied, api.NewConstraint("${attr.os.signals}", "set_contains", strings.Join(sortedKeys(signals), ",")))
	}
	if hasIdentity(group) {
		implied = append(implied, api.NewConstraint("${attr.nomad.version}", "semver", ">= 1.7.0-a"))
	}
	for _, network := range group.Networks {
		if network.Mode == "bridge" {
			for _, plugin := range []string{"bridge", "firewall", "host-local", "loopback", "portmap"} {
				implied = append(implied, api.NewConstraint("${attr.plugins.cni.version."+plugin+"}", "semver", ">= 0.4.0"))
			}
		}
	}
	return implied
}

func impliedByServices(services []*api.Service) []*api.Constraint {
	var implied []*api.Constraint
	for _, service := range services {
		if service.Provider == "nomad" {
			implied = append(implied, api.NewConstraint("${attr.nomad.service_discovery}", "=", "true"))
			if len(service.Checks) > 0 {
				implied = append(implied, api.NewConstraint("${attr.nomad.version}", "semver", ">= 1.4.0"))
			}
			continue
		}
		implied = append(implied, api.NewConstraint(versionOf("consul", service.Cluster), "semver", ">= 1.8.0"))
		if proxy := proxyOf(service); proxy != nil && proxy.TransparentProxy != nil {
			implied = append(implied, api.NewConstraint("${attr.plugins.cni.version.consul-cni}", "semver", ">= 1.4.2"),
				api.NewConstraint("${attr.nomad.version}", "semver", ">= 1.8.0-dev"))
		}
	}
	return implied
}

func impliedByTask(task *api.Task) []*api.Constraint {
	var implied []*api.Constraint
	if task.Vault != nil {
		least := ">= 0.6.1"
		if task.Vault.Cluster != "" && task.Vault.Cluster != "default" {
			least = ">= 1.11.0"
		}
		implied = append(implied, api.NewConstraint(versionOf("vault", task.Vault.Cluster), "semver", least))
	}
	for _, secret := range task.Secrets {
		implied = append(implied, api.NewConstraint("${attr.plugins.secrets."+secret.Provider+".version}", "is_set", ""))
	}
	if task.Resources != nil && task.Resources.NUMA != nil && !slices.Contains([]string{"", "none"}, task.Resources.NUMA.Affinity) {
		implied = append(implied, api.NewConstraint("${attr.nomad.version}", "semver", ">= 1.6.3-dev"),
			api.NewConstraint("${attr.kernel.name}", "=", "linux"))
	}
	if task.Schedule != nil {
		implied = append(implied, api.NewConstraint("${attr.nomad.version}", "semver", ">= 1.8.0-dev"))
	}
	return implied
}

// versionOf returns the node attribute with the version of a Consul or Vault cluster.
func versionOf(product, cluster string) string {
	if cluster == "" || cluster == "default" {
		return "${attr." + product + ".version}"
	}
	return fmt.Sprintf("${attr.%s.%s.version}", product, cluster)
}

func addSignals(signals map[string]bool, task *api.Task) {
	if task.KillSignal != "" {
		signals[task.KillSignal] = true
	}
	if vault := task.Vault; vault != nil && vault.ChangeMode != nil && *vault.ChangeMode == "signal" && vault.ChangeSignal != nil {
		signals[*vault.ChangeSignal] = true
	}
	for _, template := range task.Templates {
		if template.ChangeMode != nil && *template.ChangeMode == "signal" && template.ChangeSignal != nil {
			signals[*template.ChangeSignal] = true
		}
	}
}

// hasIdentity reports whether a service or a task of a group has an identity other than the default one.
func hasIdentity(group *api.TaskGroup) bool {
	isSet := func(service *api.Service) bool { return service.Identity != nil }
	return slices.ContainsFunc(group.Services, isSet) || slices.ContainsFunc(group.Tasks, func(task *api.Task) bool {
		return len(task.Identities) > 0 || slices.ContainsFunc(task.Services, isSet)
	})
}

// dropIdentities removes the identities for Consul and Vault that come from the server's own configuration.
func dropIdentities(group *api.TaskGroup) {
	dropServiceIdentities(group.Services)
	for _, task := range group.Tasks {
		task.Identities = slices.DeleteFunc(task.Identities, func(identity *api.WorkloadIdentity) bool {
			return strings.HasPrefix(identity.Name, "vault_") && task.Vault != nil ||
				strings.HasPrefix(identity.Name, "consul_") && (task.Consul != nil || group.Consul != nil)
		})
		dropServiceIdentities(task.Services)
	}
}

func dropServiceIdentities(services []*api.Service) {
	for _, service := range services {
		if service.Identity != nil && strings.HasPrefix(service.Identity.Name, "consul-service_") {
			service.Identity = nil
		}
	}
}
