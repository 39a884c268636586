package job

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// watch follows a registered job until it runs, or until it is clear that it will not.
type watch struct {
	cluster    *cluster.Cluster
	key        cluster.Key
	job        *api.Job
	index      uint64 // JobModifyIndex of what was registered
	evaluation string // empty for periodic and parameterized jobs, which run later
	limit      limit
	progress   *progress
}

// outcome is what came of it: neither failure nor warning means that the job runs.
type outcome struct {
	deploymentID     string
	deploymentStatus string
	failure          string
	warning          string
}

// step is one look at the server: what it shows, and whether that is final.
type step struct {
	outcome
	done    bool
	blocked string // why something cannot be placed, if so
	waiting string // what is still waited for
}

const (
	firstPause = 100 * time.Millisecond
	pause      = time.Second / 2
)

func (w *watch) run(ctx context.Context) outcome {
	if w.evaluation == "" {
		return outcome{}
	}
	started := time.Now()
	var blockedSince time.Time
	last := step{waiting: "its evaluation"}
	for wait := firstPause; ; wait = min(2*wait, pause) {
		select {
		case <-ctx.Done():
			last.warning = fmt.Sprintf("interrupted while waiting for %s; nomad goes on, see nomad job status -namespace %s %s",
				last.waiting, w.key.Namespace, w.key.ID)
			return last.outcome
		case <-time.After(wait):
		}
		now, err := w.look(ctx)
		if err != nil {
			if ctx.Err() == nil {
				last.waiting = "an answer of the server (" + w.cluster.Reason(err) + ")"
			}
		} else {
			last = now
		}
		if last.done {
			return last.outcome
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
			last.failure = fmt.Sprintf("after %s still waiting for %s\n%s", w.limit.total, last.waiting, w.diagnose(ctx))
			return last.outcome
		}
	}
}

func (w *watch) look(ctx context.Context) (step, error) {
	evaluation, _, err := w.cluster.Client.Evaluations().Info(w.evaluation, query(ctx, w.key))
	if err != nil {
		return step{}, err
	}
	switch evaluation.Status {
	case "failed", "canceled":
		return step{done: true, outcome: outcome{failure: fmt.Sprintf("its evaluation is %s: %s", evaluation.Status, evaluation.StatusDescription)}}, nil
	case "complete":
	default:
		return step{waiting: "its evaluation"}, nil
	}
	blocked, err := w.blockedBy(ctx, evaluation)
	if err != nil {
		return step{}, err
	}
	if kind := orDefault(w.job.Type, api.JobTypeService); kind == api.JobTypeBatch || kind == api.JobTypeSysbatch {
		if blocked != "" {
			return step{done: true, outcome: outcome{warning: "is queued until it can be placed\n" + blocked}}, nil
		}
		return step{done: true}, nil
	}
	deployment, err := w.deployment(ctx)
	if err != nil {
		return step{}, err
	}
	if deployment != nil {
		return w.followDeployment(ctx, deployment, blocked), nil
	}
	return w.followAllocations(ctx, blocked)
}

// blockedBy tells why something is not placed as long as Nomad keeps an evaluation blocked for it.
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

// deployment finds the one that rolls out what was registered; a job may have none.
func (w *watch) deployment(ctx context.Context) (*api.Deployment, error) {
	deployment, _, err := w.cluster.Client.Jobs().LatestDeployment(w.key.ID, query(ctx, w.key))
	if err != nil || deployment == nil || deployment.JobSpecModifyIndex != w.index {
		return nil, err
	}
	return deployment, nil
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

// followAllocations is for jobs without a deployment: each allocation of this version has to run.
func (w *watch) followAllocations(ctx context.Context, blocked string) (step, error) {
	allocations, err := w.allocations(ctx)
	if err != nil {
		return step{}, err
	}
	pending := 0
	for _, allocation := range allocations {
		switch allocation.ClientStatus {
		case "failed", "lost":
			return step{done: true, outcome: outcome{failure: "an allocation " + allocation.ClientStatus + "\n" + describeAll(w, ctx, allocations)}}, nil
		case "pending":
			pending++
		}
	}
	if pending == 0 && blocked == "" {
		return step{done: true}, nil
	}
	return step{blocked: blocked, waiting: fmt.Sprintf("%d allocations to start", pending)}, nil
}
