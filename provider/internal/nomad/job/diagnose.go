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
	maxAllocations = 3    // how many allocations an error shows
	maxEvents      = 6    // how many events of a task
	maxLogBytes    = 2000 // how much of a task's stderr
	maxLogLines    = 10
	logPatience    = 3 * time.Second
)

// allocations gives those of the version that was registered, those that Nomad wants to run first.
func (w *watch) allocations(ctx context.Context) ([]*api.AllocationListStub, error) {
	all, _, err := w.cluster.Client.Jobs().Allocations(w.key.ID, false, query(ctx, w.key))
	if err != nil {
		return nil, err
	}
	current, _, err := w.cluster.Client.Jobs().Info(w.key.ID, query(ctx, w.key))
	if err != nil {
		return nil, err
	}
	versions, _, _, err := w.cluster.Client.Jobs().Versions(w.key.ID, false, query(ctx, w.key))
	if err != nil {
		versions = []*api.Job{current}
	}
	// After an automatic revert the current version is no longer the one that failed.
	version := *current.Version
	for _, known := range versions {
		if known.JobModifyIndex != nil && *known.JobModifyIndex == w.index {
			version = *known.Version
		}
	}
	return slices.DeleteFunc(all, func(a *api.AllocationListStub) bool { return a.JobVersion != version }), nil
}

// diagnose says what the tasks themselves say.
func (w *watch) diagnose(ctx context.Context) string {
	ctx = context.WithoutCancel(ctx)
	allocations, err := w.allocations(ctx)
	if err != nil {
		return "its allocations cannot be read: " + w.cluster.Reason(err)
	}
	return describeAll(w, ctx, allocations)
}

func describeAll(w *watch, ctx context.Context, allocations []*api.AllocationListStub) string {
	troubled := slices.DeleteFunc(slices.Clone(allocations), healthy)
	if len(troubled) == 0 {
		return "no allocation of this version shows a reason"
	}
	slices.SortFunc(troubled, func(a, b *api.AllocationListStub) int { return int(b.CreateIndex) - int(a.CreateIndex) })
	var text []string
	for _, allocation := range troubled[:min(len(troubled), maxAllocations)] {
		text = append(text, describeAllocation(allocation, func(task string) string { return w.stderr(ctx, allocation, task) }))
	}
	if left := len(troubled) - maxAllocations; left > 0 {
		text = append(text, fmt.Sprintf("and %d more allocations", left))
	}
	// Tasks print what they were given.
	return secret.Mask(strings.Join(text, "\n"), secret.InJob(w.job))
}

func healthy(allocation *api.AllocationListStub) bool {
	status := allocation.DeploymentStatus
	return allocation.ClientStatus == "running" && (status == nil || status.Healthy == nil || *status.Healthy)
}

// describeAllocation shows one allocation with its tasks, their last events, and the end of what they wrote to stderr.
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

// stderr gives the end of a task's stderr, or nothing: the logs may be gone, or the token may not read them.
//
// The server is asked, which passes the question on to the node. The library's own way dials the node's address first, which
// need not be reachable from here, or be that of another machine.
func (w *watch) stderr(ctx context.Context, allocation *api.AllocationListStub, task string) string {
	ctx, cancel := context.WithTimeout(ctx, logPatience)
	defer cancel()
	options := query(ctx, w.key)
	options.Params = map[string]string{
		"task": task, "type": api.FSLogNameStderr, "plain": "true",
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
