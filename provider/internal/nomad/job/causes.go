package job

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/nomad/api"
)

// Types of task events that Nomad's API package does not define.
const (
	taskHookFailed      = "Task hook failed"
	taskDiskExceeded    = "Disk Resources Exceeded"
	taskPluginUnhealthy = "Plugin became unhealthy"
	templateEvent       = "Template"
	unhealthyEvent      = "Alloc Unhealthy"
)

// cause is a reason why an allocation does not become healthy.
type cause struct {
	key         string // equal for causes that differ only in numbers and ids, so that each is reported once
	text        string
	fix         string
	persistence persistence
	allocation  *api.AllocationListStub
	task        string // the task whose log explains the cause, "" if no log does
}

// isDeployed reports whether Nomad found an allocation healthy when it was deployed.
func isDeployed(allocation *api.AllocationListStub) bool {
	status := allocation.DeploymentStatus
	return status != nil && status.Healthy != nil && *status.Healthy
}

// causesOf returns the causes that the events of an allocation show. An allocation that Nomad stops or has replaced has none.
func causesOf(allocation *api.AllocationListStub) []cause {
	if allocation.ClientStatus == api.AllocClientStatusComplete || allocation.NextAllocation != "" ||
		allocation.DesiredStatus != "" && allocation.DesiredStatus != api.AllocDesiredStatusRun {
		return nil
	}
	var causes []cause
	for _, name := range sortedNames(allocation.TaskStates) {
		for _, found := range taskCauses(name, allocation.TaskStates[name]) {
			found.text = fmt.Sprintf("task %s of group %s on node %s: %s", name, allocation.TaskGroup, allocation.NodeName, found.text)
			found.key = allocation.TaskGroup + "/" + name + "/" + found.key
			found.allocation = allocation
			causes = append(causes, found)
		}
	}
	if description := allocation.ClientDescription; strings.HasPrefix(description, "failed to setup alloc") || allocation.ClientStatus == api.AllocClientStatusLost {
		text := fmt.Sprintf("allocation of group %s on node %s is %s: %s", allocation.TaskGroup, allocation.NodeName, allocation.ClientStatus, description)
		causes = append(causes, cause{key: allocation.TaskGroup + "/" + withoutNumbers(text), text: text, allocation: allocation})
	}
	return causes
}

// taskCauses returns the causes in the events of a task, in their order, each once.
func taskCauses(name string, state *api.TaskState) []cause {
	var causes []cause
	known := map[string]bool{}
	for _, event := range state.Events {
		found := eventCause(event)
		if found == nil || known[found.key] {
			continue
		}
		if isRunning := state.State == "running"; isRunning && found.task == "" && event.Type != unhealthyEvent && event.Type != api.TaskRestartSignal {
			continue // the task has started since
		}
		if found.task != "" {
			found.task = name
		}
		known[found.key] = true
		causes = append(causes, *found)
	}
	return causes
}

// eventCause returns the cause that an event reports, nil if it reports progress or repeats what another event says.
func eventCause(event *api.TaskEvent) *cause {
	message := orText(event.DisplayMessage, event.Message)
	found := &cause{}
	switch event.Type {
	case api.TaskDriverFailure:
		message = orText(event.Details["driver_error"], message)
		found.persistence, found.fix = classify(message)
	case api.TaskFailedValidation:
		message = "the driver does not accept the config: " + orText(event.Details["validation_error"], message)
		found.persistence, found.fix = permanent, fixOption
	case api.TaskSetupFailure, api.TaskArtifactDownloadFailed, taskHookFailed, taskDiskExceeded, taskPluginUnhealthy, unhealthyEvent:
	case api.TaskRestartSignal:
		message = "nomad restarts it: " + message
	case api.TaskKilling:
		if event.Details["fails_task"] != "true" && !strings.HasPrefix(message, "Template failed") {
			return nil
		}
	case templateEvent:
		if !strings.HasPrefix(message, "Missing") {
			return nil
		}
		message = "its template waits for data: " + message
	case api.TaskTerminated:
		return terminated(event)
	default:
		return nil
	}
	found.text, found.key = message, event.Type+" "+withoutNumbers(message)
	return found
}

// terminated returns the cause that a task which ended by itself reports, nil if it succeeded.
func terminated(event *api.TaskEvent) *cause {
	code, signal := orText(event.Details["exit_code"], "0"), orText(event.Details["signal"], "0")
	if code == "0" && signal == "0" {
		return nil
	}
	text := "exited with code " + code
	if signal != "0" {
		text = "was ended by signal " + signal
	}
	if event.Details["oom_killed"] == "true" {
		text += ", because it used more memory than its limit"
	}
	if reason := event.Details["exit_message"]; reason != "" && !strings.HasPrefix(reason, "Docker container exited") {
		text += ": " + reason
	}
	return &cause{key: event.Type + " " + code + " " + signal, text: text, task: "-"}
}

// numbers are the parts of a message that differ from attempt to attempt.
var numbers = regexp.MustCompile(`[0-9a-f]{8,}|\d+`)

func withoutNumbers(message string) string { return numbers.ReplaceAllString(message, "#") }

func orText(value, fallback string) string {
	if value != "" {
		return value
	}
	return fallback
}
