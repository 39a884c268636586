package job

import (
	"context"
	"fmt"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// existing describes what the server has under the id of a job that is not in Terraform's state.
type existing int

const (
	absent       existing = iota
	stopped               // a stopped job, which can be started with any specification
	identical             // a job that runs as specified
	different             // a job that runs with another specification: it belongs to another user
	incompatible          // a stopped job whose type Nomad never changes
)

// findExisting reads a job and asks the server whether it runs as specified.
func (r *Resource) findExisting(ctx context.Context, key cluster.Key, job *api.Job, newer string, preserved jobspec.Preserved) (existing, error) {
	current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(ctx, key))
	if cluster.NotFound(err) {
		return absent, nil
	}
	if err != nil {
		return absent, err
	}
	return r.compareExisting(ctx, key, current, job, newer, preserved)
}

// compareExisting asks the server whether the job that it has runs as specified.
func (r *Resource) compareExisting(ctx context.Context, key cluster.Key, current, job *api.Job, newer string, preserved jobspec.Preserved) (existing, error) {
	if current.Stop != nil && *current.Stop {
		if len(immutableChanges(current, job)) > 0 {
			return incompatible, nil
		}
		return stopped, nil
	}
	asked := preserved.Keep(jobspec.KeepAutoscaledCounts(job, current, nil), current)
	answer, err := r.ask(ctx, key, asked, newer, true)
	if err != nil {
		return absent, err
	}
	if runsAsSpecified(asked, current, answer.Diff) {
		return identical, nil
	}
	return different, nil
}

// refuseExisting compares without Nomad's plan, for a token that must not plan jobs.
func (r *Resource) refuseExisting(ctx context.Context, key cluster.Key, job *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	if r.cluster.Held(key) {
		return problems
	}
	current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(ctx, key))
	isStopped := current != nil && current.Stop != nil && *current.Stop
	switch {
	case cluster.NotFound(err):
	case err != nil:
		problems.AddError(problem.ReadFailed.Of(title(key)), r.cluster.Reason(err))
	case !isStopped && !jobspec.Equal(job, current):
		problems.AddError(problem.AlreadyExists.Of(title(key)), adviceForDifferent(key))
	}
	return problems
}

func adviceForDifferent(key cluster.Key) string {
	return fmt.Sprintf("nomad runs a job %q in namespace %q that is not in Terraform's state and differs from this one; take it over "+
		"with terraform import ADDRESS %s@%s, choose another id, or stop it with nomad job stop -namespace %s %s",
		key.ID, key.Namespace, key.ID, key.Namespace, key.Namespace, key.ID)
}

func adviceForIncompatible(key cluster.Key) string {
	return fmt.Sprintf("nomad still has a stopped job %q of another type in namespace %q, whose type it never changes; choose another id, "+
		"or remove the job with nomad job stop -purge -namespace %s %s", key.ID, key.Namespace, key.Namespace, key.ID)
}
