package job

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// watch follows a registered job until it runs or fails.
type watch struct {
	cluster    *cluster.Cluster
	key        cluster.Key
	job        *api.Job
	index      uint64          // JobModifyIndex of what was registered
	evaluation string          // empty for periodic and parameterized jobs, which run later
	evaluated  *api.Evaluation // the evaluation once it is complete, after which it does not change
	limit      limit
	progress   *progress
	failFast   *bool     // nil unless the configuration sets it
	replaces   bool      // an earlier version of the job was running or could be restored
	started    time.Time // when all allocations of a batch job were first seen running

	indexes      map[string]uint64         // of the last answers, by what was asked for
	listed       []*api.AllocationListStub // all allocations of the job since the last look, nil if they were not read
	version      *uint64                   // of the job, once it is known
	seen         map[string]*seen          // causes that were reported
	failingSince map[string]time.Time      // checks, by allocation and id
}

// outcome is the result. Without a failure and a warning, the job runs.
type outcome struct {
	message          string // what an apply did not wait for, if anything
	deploymentID     string
	deploymentStatus string
	failure          string
	warning          string
}

// step is the result of one request to the server.
type step struct {
	outcome
	done    bool
	blocked string // why an allocation cannot be placed
	waiting string // what the watch waits for
}

const (
	firstPause = 100 * time.Millisecond
	pause      = time.Second / 2
	// longestWait is how long a server may hold the answer of a watch for a change. What it does not wait for, such as the events of
	// allocations, is seen this much later.
	longestWait = time.Second
)

func (w *watch) run(ctx context.Context) outcome {
	if w.evaluation == "" {
		return outcome{message: "is registered and runs later"}
	}
	started := time.Now()
	var blockedSince time.Time
	last := step{waiting: "its evaluation"}
	for wait := firstPause; ; wait = min(2*wait, longestWait) {
		next := time.After(wait)
		now, err := w.look(ctx, wait)
		if w.cluster.TokenEnded(err) {
			last.failure = fmt.Sprintf("was registered, and the apply stopped waiting for %s: %s\nnomad continues; plan again with a valid token",
				last.waiting, w.cluster.Reason(err))
			return last.outcome
		}
		if err != nil {
			if ctx.Err() == nil {
				last.waiting = "an answer of the server (" + w.cluster.Reason(err) + ")"
			}
		} else {
			last = now
			if ends := w.endedBy(ctx, now); ends != "" {
				last.failure, last.warning, last.message = ends, "", ""
				return last.outcome
			}
		}
		if last.done {
			return last.outcome
		}
		if last.deploymentID == "" {
			w.progress.write("waiting", last.waiting, nil)
		}
		if last.blocked == "" {
			blockedSince = time.Time{}
		} else if blockedSince.IsZero() {
			blockedSince = time.Now()
			w.progress.write("blocked", last.blocked, nil)
		}
		switch {
		case !blockedSince.IsZero() && time.Since(blockedSince) >= w.limit.blocked:
			last.failure = "cannot be placed\n" + last.blocked
			return last.outcome
		case time.Since(started) >= w.limit.total:
			last.failure = fmt.Sprintf("after %s the apply was still waiting for %s\n%s", w.limit.total, last.waiting, w.diagnose(ctx))
			return last.outcome
		}
		select {
		case <-ctx.Done():
			last.warning = fmt.Sprintf("interrupted while waiting for %s; nomad continues, see nomad job status -namespace %s %s",
				last.waiting, w.key.Namespace, w.key.ID)
			return last.outcome
		case <-next: // the server may have answered at once, because the index that it waits for is that of all jobs
		}
	}
}

// changed returns options with which the server holds its answer until what is asked for changes, at most for a while. The first answer
// comes at once.
//
// See https://developer.hashicorp.com/nomad/api-docs#blocking-queries
func (w *watch) changed(ctx context.Context, what string, wait time.Duration) *api.QueryOptions {
	options := query(ctx, w.key)
	if index := w.indexes[what]; index > 0 {
		options.WaitIndex, options.WaitTime = index, wait
	}
	return options
}

// noteIndex remembers the index of an answer.
func (w *watch) noteIndex(what string, meta *api.QueryMeta) {
	if w.indexes == nil {
		w.indexes = map[string]uint64{}
	}
	w.indexes[what] = meta.LastIndex
}

// endedBy reports the causes that exist now, and returns the failure if one of them ends the wait.
func (w *watch) endedBy(ctx context.Context, now step) string {
	if now.done && (now.failure != "" || now.warning == "") {
		return "" // the outcome is final, and a failure shows its causes
	}
	if ends := w.explain(ctx); ends != nil {
		return w.lasting(ends)
	}
	return ""
}

// look asks the server how far the job is. It waits for a change for a while, unless it has not asked before.
func (w *watch) look(ctx context.Context, wait time.Duration) (step, error) {
	w.listed = nil
	if w.evaluated == nil {
		evaluation, meta, err := w.cluster.Client.Evaluations().Info(w.evaluation, w.changed(ctx, "evaluation", wait))
		if err != nil {
			return step{}, err
		}
		w.noteIndex("evaluation", meta)
		switch evaluation.Status {
		case "failed", "canceled":
			return step{done: true, outcome: outcome{failure: fmt.Sprintf("its evaluation is %s: %s", evaluation.Status, evaluation.StatusDescription)}}, nil
		case "complete":
			w.evaluated = evaluation
		default:
			return step{waiting: "its evaluation"}, nil
		}
	}
	blocked, err := w.blockedBy(ctx, w.evaluated)
	if err != nil {
		return step{}, err
	}
	if kind := orDefault(w.job.Type, api.JobTypeService); kind == api.JobTypeBatch || kind == api.JobTypeSysbatch {
		if blocked != "" {
			return step{done: true, outcome: outcome{warning: "is queued until it can be placed\n" + blocked}}, nil
		}
		return w.followBatch(ctx)
	}
	deployment, err := w.deployment(ctx, wait)
	if err != nil {
		return step{}, err
	}
	if deployment != nil {
		return w.followDeployment(ctx, deployment, blocked), nil
	}
	return w.followAllocations(ctx, blocked)
}

// blockedBy explains why allocations are not placed while Nomad has a blocked evaluation for them.
func (w *watch) blockedBy(ctx context.Context, evaluation *api.Evaluation) (string, error) {
	if len(evaluation.FailedTGAllocs) == 0 {
		return "", nil
	}
	reasons := strings.Join(unplaced(w.job, evaluation.FailedTGAllocs), "\n")
	if evaluation.BlockedEval == "" {
		return reasons, nil
	}
	waiting, _, err := w.cluster.Client.Evaluations().Info(evaluation.BlockedEval, query(ctx, w.key))
	if cluster.NotFound(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	if waiting.Status == "complete" && len(waiting.FailedTGAllocs) == 0 {
		return "", nil
	}
	return reasons, nil
}

// deployment returns the deployment of the registered version, nil if there is none. After an automatic revert, the latest one
// is that of the restored version: a watch that took it for none would say that the failed version runs.
func (w *watch) deployment(ctx context.Context, wait time.Duration) (*api.Deployment, error) {
	latest, meta, err := w.cluster.Client.Jobs().LatestDeployment(w.key.ID, w.changed(ctx, "deployment", wait))
	if err == nil {
		w.noteIndex("deployment", meta)
	}
	if err != nil || latest == nil || latest.JobSpecModifyIndex == w.index {
		return latest, err
	}
	if latest.JobSpecModifyIndex < w.index {
		return nil, nil // that of an earlier version
	}
	all, _, err := w.cluster.Client.Jobs().Deployments(w.key.ID, false, query(ctx, w.key))
	if err != nil {
		return nil, err
	}
	own := slices.IndexFunc(all, func(d *api.Deployment) bool { return d.JobSpecModifyIndex == w.index })
	if own < 0 {
		return nil, nil
	}
	return all[own], nil
}

func (w *watch) followDeployment(ctx context.Context, deployment *api.Deployment, blocked string) step {
	now := step{blocked: blocked, outcome: outcome{deploymentID: deployment.ID, deploymentStatus: deployment.Status}}
	now.waiting = fmt.Sprintf("deployment %s (%s)", deployment.ID, healthWords(deployment))
	w.progress.write("deployment", deployment.StatusDescription, deployment)
	switch deployment.Status {
	case "successful":
		now.done = true
	case "failed", "cancelled":
		now.done = true
		now.failure = fmt.Sprintf("deployment %s %s: %s\n%s", deployment.ID, deployment.Status, deployment.StatusDescription, w.diagnose(ctx))
	case "running":
		if canariesHealthy(deployment) && strings.Contains(deployment.StatusDescription, "requires manual promotion") {
			now.done = true
			now.warning = fmt.Sprintf("its canaries are healthy and wait for promotion; run nomad deployment promote %s", deployment.ID)
		}
	}
	return now
}

func canariesHealthy(deployment *api.Deployment) bool {
	waiting := false
	for _, group := range deployment.TaskGroups {
		if group.DesiredCanaries > 0 && !group.Promoted {
			waiting = true
			if group.HealthyAllocs < group.DesiredCanaries {
				return false
			}
		}
	}
	return waiting
}

func healthWords(deployment *api.Deployment) string {
	var words []string
	for _, name := range sortedNames(deployment.TaskGroups) {
		group := deployment.TaskGroups[name]
		words = append(words, fmt.Sprintf("%s: %d of %d healthy", name, group.HealthyAllocs, group.DesiredTotal))
	}
	return strings.Join(words, ", ")
}

// followAllocations follows a job without a deployment: each allocation of this version must run.
func (w *watch) followAllocations(ctx context.Context, blocked string) (step, error) {
	allocations, err := w.allocations(ctx)
	if err != nil {
		return step{}, err
	}
	pending := 0
	for _, allocation := range allocations {
		switch allocation.ClientStatus {
		case "failed", "lost":
			return step{done: true, outcome: outcome{failure: "an allocation " + allocation.ClientStatus + "\n" + w.describe(ctx, allocations)}}, nil
		case "pending":
			pending++
		}
	}
	if pending == 0 && blocked == "" {
		return step{done: true}, nil
	}
	return step{blocked: blocked, waiting: fmt.Sprintf("%d allocations to start", pending)}, nil
}

// success describes a finished apply.
func (o outcome) success() string {
	if o.message != "" {
		return o.message
	}
	return "runs as specified"
}
