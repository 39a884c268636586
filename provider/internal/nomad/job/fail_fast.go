package job

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/secret"
)

// seen is what a watch knows about a cause that it has reported.
type seen struct {
	cause
	since time.Time
	log   []string // the last lines of the task's stderr, or of its stdout if stderr is empty
}

const (
	maxCauseLines = 5  // lines of a log below a cause
	maxCauses     = 20 // causes of one job; more are not reported
)

// explain reports each cause once to the progress. It returns a cause that ends the wait, nil if there is none.
func (w *watch) explain(ctx context.Context) *seen {
	all, err := w.allAllocations(ctx)
	if err != nil {
		return nil // the watch reports a server that does not answer
	}
	version, err := w.registeredVersion(ctx)
	if err != nil {
		return nil
	}
	var causes []cause
	for _, allocation := range all {
		if allocation.JobVersion == version && !isDeployed(allocation) {
			causes = append(causes, causesOf(allocation)...)
			causes = append(causes, w.failedChecks(ctx, allocation)...)
		}
	}
	var ends *seen
	for _, found := range causes {
		known := w.note(ctx, found)
		if known != nil && ends == nil && w.isLasting(known) {
			ends = known
		}
	}
	if ends == nil || !w.failsFast(all, version) {
		return nil
	}
	return ends
}

// note returns what is known about a cause, and reports it if it is new.
func (w *watch) note(ctx context.Context, found cause) *seen {
	if known := w.seen[found.key]; known != nil {
		known.allocation = found.allocation
		return known
	}
	if len(w.seen) >= maxCauses {
		return nil
	}
	known := &seen{cause: found, since: time.Now()}
	if found.task != "" {
		w.readLog(ctx, known)
	}
	if w.seen == nil {
		w.seen = map[string]*seen{}
	}
	w.seen[found.key] = known
	w.progress.write("cause", w.masked(known.words()), nil)
	return known
}

// readLog adds the end of the log to a cause.
func (w *watch) readLog(ctx context.Context, known *seen) {
	for _, stream := range []string{api.FSLogNameStderr, api.FSLogNameStdout} {
		lines := lastLines(w.log(ctx, known.allocation, known.task, stream))
		if len(lines) == 0 {
			continue
		}
		for _, line := range lines[max(0, len(lines)-maxCauseLines):] {
			known.log = append(known.log, stream+": "+line)
			// A container's runtime reports this in the log of the container.
			if kind, fix := classify(line); kind == permanent && strings.HasPrefix(line, "exec ") {
				known.persistence, known.fix = kind, fix
			}
		}
		return
	}
}

// words describes a cause in one line, with the end of the log below it.
func (s *seen) words() string {
	text := s.text
	for _, line := range s.log {
		text += "\n  " + line
	}
	return text
}

func (w *watch) masked(text string) string { return secret.Mask(text, secret.InJob(w.job)) }

// isLasting reports whether waiting longer does not help.
func (w *watch) isLasting(known *seen) bool {
	return known.persistence == permanent || known.persistence == unreachable && time.Since(known.since) >= w.limit.unreachable
}

// failsFast reports whether a lasting cause ends the wait. Unless the configuration says so, it does as long as no earlier
// version of the job serves or would be restored by Nomad.
func (w *watch) failsFast(all []*api.AllocationListStub, version uint64) bool {
	if w.failFast != nil {
		return *w.failFast
	}
	serves := slices.ContainsFunc(all, func(a *api.AllocationListStub) bool {
		return a.JobVersion != version && a.ClientStatus == api.AllocClientStatusRunning && a.DesiredStatus == api.AllocDesiredStatusRun
	})
	return !serves && !(w.replaces && revertsItself(w.job))
}

// revertsItself reports whether Nomad goes back to an earlier version when a deployment fails.
func revertsItself(job *api.Job) bool {
	return slices.ContainsFunc(job.TaskGroups, func(group *api.TaskGroup) bool {
		for _, update := range []*api.UpdateStrategy{group.Update, job.Update} {
			if update != nil && update.AutoRevert != nil {
				return *update.AutoRevert
			}
		}
		return false
	})
}

// lasting returns the failure of a wait that a cause ended, with the other causes.
func (w *watch) lasting(ends *seen) string {
	lines := []string{ends.words(), ends.fix,
		"the apply did not wait longer, because this does not resolve itself (fail_fast); nomad has the job and keeps trying"}
	for _, key := range sortedNames(w.seen) {
		if other := w.seen[key]; other != ends {
			lines = append(lines, other.words())
		}
	}
	return w.masked(strings.Join(lines, "\n"))
}
