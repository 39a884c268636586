package job

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/secret"
)

const (
	maxAllocations = 3    // allocations in one message
	maxEvents      = 6    // last events of a task
	maxLogBytes    = 2000 // end of a task's stderr
	maxLogLines    = 10
	logTimeout     = 3 * time.Second
)

// allocations returns the allocations of the version that was registered.
func (w *watch) allocations(ctx context.Context) ([]*api.AllocationListStub, error) {
	all, err := w.allAllocations(ctx)
	if err != nil {
		return nil, err
	}
	version, err := w.registeredVersion(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(all), func(a *api.AllocationListStub) bool { return a.JobVersion != version }), nil
}

// allAllocations returns the allocations of all versions. They are read once per look.
func (w *watch) allAllocations(ctx context.Context) ([]*api.AllocationListStub, error) {
	if w.listed != nil {
		return w.listed, nil
	}
	all, _, err := w.cluster.Client.Jobs().Allocations(w.key.ID, false, query(ctx, w.key))
	w.listed = all
	return all, err
}

// registeredVersion returns the version of the job that was registered. After an automatic revert, the current version is
// another one.
func (w *watch) registeredVersion(ctx context.Context) (uint64, error) {
	if w.version != nil {
		return *w.version, nil
	}
	current, _, err := w.cluster.Client.Jobs().Info(w.key.ID, query(ctx, w.key))
	if err != nil {
		return 0, err
	}
	version := *current.Version
	versions, _, _, err := w.cluster.Client.Jobs().Versions(w.key.ID, false, query(ctx, w.key))
	if err != nil {
		return version, nil
	}
	for _, known := range versions {
		if known.JobModifyIndex != nil && *known.JobModifyIndex == w.index {
			w.version = known.Version
			return *known.Version, nil
		}
	}
	return version, nil
}

// diagnose describes the allocations that do not run.
func (w *watch) diagnose(ctx context.Context) string {
	ctx = context.WithoutCancel(ctx)
	allocations, err := w.allocations(ctx)
	if err != nil {
		return "its allocations cannot be read: " + w.cluster.Reason(err)
	}
	return w.describe(ctx, allocations)
}

// describe shows the newest of the unhealthy allocations.
func (w *watch) describe(ctx context.Context, allocations []*api.AllocationListStub) string {
	unhealthy := slices.DeleteFunc(slices.Clone(allocations), isHealthy)
	if len(unhealthy) == 0 {
		return "no allocation of this version shows a reason"
	}
	slices.SortFunc(unhealthy, func(a, b *api.AllocationListStub) int { return int(b.CreateIndex) - int(a.CreateIndex) })
	var text []string
	for _, allocation := range unhealthy[:min(len(unhealthy), maxAllocations)] {
		text = append(text, describeAllocation(allocation, func(task string) string { return w.stderr(ctx, allocation, task) }))
	}
	if left := len(unhealthy) - maxAllocations; left > 0 {
		text = append(text, fmt.Sprintf("and %d more allocations", left))
	}
	// A task may print the secrets of its environment.
	return secret.Mask(strings.Join(text, "\n"), secret.InJob(w.job))
}

// isHealthy reports whether an allocation runs, or ended its work.
func isHealthy(allocation *api.AllocationListStub) bool {
	status := allocation.DeploymentStatus
	return allocation.ClientStatus == "complete" ||
		allocation.ClientStatus == "running" && (status == nil || status.Healthy == nil || *status.Healthy)
}

// describeAllocation shows an allocation with its tasks, their last events, and the end of their stderr.
func describeAllocation(allocation *api.AllocationListStub, stderr func(task string) string) string {
	lines := []string{fmt.Sprintf("allocation %s of group %s on node %s is %s", short(allocation.ID), allocation.TaskGroup,
		allocation.NodeName, allocation.ClientStatus)}
	if allocation.ClientDescription != "" {
		lines[0] += ": " + allocation.ClientDescription
	}
	for _, task := range sortedNames(allocation.TaskStates) {
		state := allocation.TaskStates[task]
		words := state.State
		if state.Failed {
			words += ", failed"
		}
		lines = append(lines, fmt.Sprintf("  task %s is %s, restarted %d times", task, words, state.Restarts))
		for _, event := range state.Events[max(0, len(state.Events)-maxEvents):] {
			lines = append(lines, "    "+describeEvent(event))
		}
		if state.Failed || state.Restarts > 0 {
			if log := lastLines(stderr(task)); len(log) > 0 {
				lines = append(lines, "    stderr ends with:")
				for _, line := range log {
					lines = append(lines, "      "+line)
				}
			}
		}
	}
	return strings.Join(lines, "\n")
}

func describeEvent(event *api.TaskEvent) string {
	text := time.Unix(0, event.Time).UTC().Format("15:04:05") + " " + event.Type
	message := event.DisplayMessage
	if message == "" {
		message = event.Message
	}
	if message != "" {
		text += ": " + message
	}
	for _, part := range []struct{ key, name string }{{"exit_code", "exit code"}, {"driver_error", "driver error"}} {
		value := event.Details[part.key]
		if value != "" && !strings.Contains(message, value) {
			text += ", " + part.name + " " + value
		}
	}
	return text
}

func (w *watch) stderr(ctx context.Context, allocation *api.AllocationListStub, task string) string {
	return w.log(ctx, allocation, task, api.FSLogNameStderr)
}

// log returns the end of a task's stdout or stderr, or nothing if the logs are gone or the token must not read them.
//
// It asks the server, which forwards the request to the node. Nomad's client library would first connect to the node
// itself, which may not be reachable from here.
func (w *watch) log(ctx context.Context, allocation *api.AllocationListStub, task, stream string) string {
	ctx, cancel := context.WithTimeout(ctx, logTimeout)
	defer cancel()
	options := query(ctx, w.key)
	options.Params = map[string]string{
		"task": task, "type": stream, "plain": "true",
		"origin": api.OriginEnd, "offset": strconv.Itoa(maxLogBytes),
	}
	body, err := w.cluster.Client.Raw().Response("/v1/client/fs/logs/"+allocation.ID, options)
	if err != nil {
		return ""
	}
	defer body.Close()
	text, err := io.ReadAll(io.LimitReader(body, maxLogBytes))
	if err != nil {
		return ""
	}
	return string(text)
}

func lastLines(text string) []string {
	text = strings.TrimRight(text, "\n")
	if text == "" {
		return nil
	}
	lines := strings.Split(text, "\n")
	return lines[max(0, len(lines)-maxLogLines):]
}

func short(id string) string { return id[:min(8, len(id))] }
