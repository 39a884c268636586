package job

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
)

// checkGrace is how long a check must fail before it is reported: most checks fail once while a task starts.
const checkGrace = time.Second

// failedChecks returns the failed checks of the services that Nomad itself registers. Those in Consul are not visible to
// Nomad's API.
func (w *watch) failedChecks(ctx context.Context, allocation *api.AllocationListStub) []cause {
	status := allocation.DeploymentStatus
	if allocation.ClientStatus != api.AllocClientStatusRunning || status != nil && status.Healthy != nil || !hasNomadChecks(w.job, allocation.TaskGroup) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, logTimeout)
	defer cancel()
	checks, err := w.cluster.Client.Allocations().Checks(allocation.ID, query(ctx, w.key))
	if err != nil {
		return nil
	}
	var causes []cause
	for _, id := range sortedNames(checks) {
		check := checks[id]
		key := allocation.ID + "/" + id
		if check.Status != "failure" {
			delete(w.failingSince, key)
			continue
		}
		if w.failingSince == nil {
			w.failingSince = map[string]time.Time{}
		}
		if w.failingSince[key].IsZero() {
			w.failingSince[key] = time.Now()
		}
		if time.Since(w.failingSince[key]) >= checkGrace {
			causes = append(causes, checkCause(allocation, check))
		}
	}
	return causes
}

func checkCause(allocation *api.AllocationListStub, check api.AllocCheckStatus) cause {
	text := fmt.Sprintf("check %q of service %s of group %s on node %s fails: %s", check.Check, check.Service, allocation.TaskGroup,
		allocation.NodeName, strings.TrimSpace(check.Output))
	if check.StatusCode != 0 && !strings.Contains(check.Output, fmt.Sprint(check.StatusCode)) {
		text += fmt.Sprintf(" (HTTP status %d)", check.StatusCode)
	}
	return cause{key: allocation.TaskGroup + "/check/" + check.Service + "/" + check.Check + "/" + withoutNumbers(check.Output), text: text, allocation: allocation}
}

// hasNomadChecks reports whether a task group has checks that Nomad's agents perform.
func hasNomadChecks(job *api.Job, name string) bool {
	checked := func(service *api.Service) bool { return service.Provider == "nomad" && len(service.Checks) > 0 }
	return slices.ContainsFunc(job.TaskGroups, func(group *api.TaskGroup) bool {
		return *group.Name == name && (slices.ContainsFunc(group.Services, checked) ||
			slices.ContainsFunc(group.Tasks, func(task *api.Task) bool { return slices.ContainsFunc(task.Services, checked) }))
	})
}
