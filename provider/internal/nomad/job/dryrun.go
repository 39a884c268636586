package job

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/provider/internal/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
)

// namespaceGrace is how long a plan waits for a namespace that it does not find: Terraform plans resources at the same
// time, and the one that makes the namespace may be a moment late.
const namespaceGrace = 3 * time.Second

// maxUnplaced is how many jobs of one plan have a warning of their own that they cannot be placed. Further ones get the
// same heading, which Terraform folds into one warning: it takes 0.1 s for each that it prints.
const maxUnplaced = 20

// dryRun asks Nomad's scheduler. What it refuses is an error, what it warns of and what cannot be placed are warnings:
// a node may be added before the apply, or by an autoscaler because of it. No answer and no error means that the server
// could not be asked, which a warning says.
//
// running is the job as it is on the server and former what was asked for last; both are nil for a job to create.
func (r *Resource) dryRun(ctx context.Context, job, running, former *api.Job) (*api.JobPlanResponse, diag.Diagnostics) {
	var problems diag.Diagnostics
	key := cluster.Key{Namespace: orDefault(job.Namespace, api.DefaultNamespace), ID: *job.ID}
	if err := r.cluster.Connect(ctx); err != nil {
		problems.AddError(title(key)+" cannot be planned", err.Error())
		return nil, problems
	}
	asked, err := jobspec.KeepAutoscaledCounts(job, running, former)
	if err != nil {
		problems.AddError(title(key)+" cannot be planned", err.Error())
		return nil, problems
	}
	if kept := jobspec.Overruled(job, asked, former); len(kept) > 0 {
		problems.AddWarning(title(key)+" keeps the count of the autoscaler", keptCounts(kept))
	}
	answer, err := r.ask(ctx, key, asked)
	if r.namespaceMissing(ctx, key.Namespace, err) {
		if !r.namespaceComes(ctx, key.Namespace) {
			problems.AddError(title(key)+" names a namespace that does not exist",
				fmt.Sprintf("namespace %q neither exists nor is made by this plan; make it with a nomad_namespace resource that "+
					"the job depends on (depends_on), or correct the name", key.Namespace))
			return nil, problems
		}
		answer, err = r.ask(ctx, key, asked) // an apply makes the namespace while the job is looked at
		if r.namespaceMissing(ctx, key.Namespace, err) {
			answer, err = r.ask(ctx, substitute(api.DefaultNamespace, key.ID), asked)
			if cluster.Denied(err) {
				problems.AddWarning(title(key)+" is not checked by nomad yet",
					"its namespace is made by this plan, and the token may not plan a job in the namespace default instead")
				return nil, problems
			}
		}
	}
	if cluster.LacksRight(err) {
		if r.cluster.FirstDenial(key.Namespace) {
			problems.AddWarning(fmt.Sprintf("jobs in the namespace %s are not checked by nomad", key.Namespace),
				"the token lacks the capability plan-job (or submit-job) there, so nomad's own validation and the answer of its "+
					"scheduler are missing from this plan; what changes is told all the same")
		}
		return nil, problems
	}
	if err != nil {
		if reason := r.cluster.Reason(err); isAnswer(err) {
			problems.AddError(title(key)+" is refused by nomad", strings.Join(reasons(reason), "\n"))
		} else {
			problems.AddError(title(key)+" cannot be planned", reason)
		}
		return nil, problems
	}
	if answer.Warnings != "" {
		problems.AddWarning(title(key)+" nomad warns", strings.Join(reasons(answer.Warnings), "\n"))
	}
	if stopped := preempted(answer); len(stopped) > 0 {
		problems.AddWarning(title(key)+" takes the place of other jobs",
			"their priority is lower, and nomad stops to make room:\n"+strings.Join(stopped, "\n"))
	}
	unplacedGroups, waiting := awaited(ctx, r.cluster, key.Namespace, job, answer.FailedTGAllocs)
	if len(waiting) > 0 {
		problems.AddWarning(title(key)+" waits for volumes of this plan",
			"nomad cannot say yet where it runs, as these are not there:\n"+strings.Join(waiting, "\n"))
	}
	if len(unplacedGroups) > 0 {
		reasons := strings.Join(unplaced(job, unplacedGroups), "\n")
		if r.cluster.CountUnplaced() <= maxUnplaced {
			problems.AddWarning(title(key)+" cannot be placed now", reasons)
		} else {
			problems.AddWarning("further jobs cannot be placed now", title(key)+" "+reasons)
		}
	}
	return answer, problems
}

// keptCounts says which counts of the specification an apply leaves as they are.
func keptCounts(kept map[string]int) string {
	var lines []string
	for _, group := range sortedNames(kept) {
		lines = append(lines, fmt.Sprintf("%s: was scaled to %d since the last apply, which is within its scaling block, and stays so whatever "+
			"count says", group, kept[group]))
	}
	return strings.Join(lines, "\n") + "\nto have another count now, scale it with nomad job scale"
}

// preempted tells by job and group how many allocations Nomad would stop for this job.
func preempted(answer *api.JobPlanResponse) []string {
	if answer.Annotations == nil {
		return nil
	}
	counts := map[string]int{}
	for _, allocation := range answer.Annotations.PreemptedAllocs {
		counts[fmt.Sprintf("%s of group %s", title(cluster.Key{Namespace: allocation.Namespace, ID: allocation.JobID}), allocation.TaskGroup)]++
	}
	var lines []string
	for _, whose := range sortedNames(counts) {
		if counts[whose] == 1 {
			lines = append(lines, "1 allocation of "+whose)
		} else {
			lines = append(lines, fmt.Sprintf("%d allocations of %s", counts[whose], whose))
		}
	}
	return lines
}

// substitute is the key of a job that does not exist: what Nomad would do with a job made anew is asked under it.
func substitute(namespace, id string) cluster.Key {
	return cluster.Key{Namespace: namespace, ID: "cdknomad-plan-" + id}
}

// namespaceMissing says whether it is for want of the namespace that a request failed.
func (r *Resource) namespaceMissing(ctx context.Context, name string, err error) bool {
	return err != nil && (strings.Contains(err.Error(), "nonexistent namespace") || !r.namespaceExists(ctx, name))
}

// ask plans a job under the given key, which need not be its own.
func (r *Resource) ask(ctx context.Context, key cluster.Key, job *api.Job) (*api.JobPlanResponse, error) {
	asked := *job
	asked.ID, asked.Namespace = &key.ID, &key.Namespace
	if asked.Name == nil {
		asked.Name = job.ID
	}
	answer, _, err := r.cluster.Client.Jobs().Plan(&asked, true, write(ctx, key))
	return answer, err
}

func (r *Resource) namespaceExists(ctx context.Context, name string) bool {
	_, _, err := r.cluster.Client.Namespaces().Info(name, (&api.QueryOptions{}).WithContext(ctx))
	return !cluster.NotFound(err)
}

func (r *Resource) namespaceComes(ctx context.Context, name string) bool {
	deadline := time.After(namespaceGrace)
	for !r.cluster.NamespacePlanned(name) {
		select {
		case <-ctx.Done():
			return false
		case <-deadline:
			return r.namespaceExists(ctx, name)
		case <-time.After(50 * time.Millisecond):
		}
	}
	return true
}

// isAnswer tells a refusal of the job from a server that cannot be reached or a token without rights.
func isAnswer(err error) bool { return err != nil && cluster.Answered(err) && !cluster.Denied(err) }

// forwarded is put before an error that a server passes on from its leader.
const forwarded = "rpc error: "

// reasons takes apart the list that Nomad's servers make of several errors.
func reasons(text string) []string {
	var lines []string
	for _, line := range strings.Split(strings.TrimPrefix(text, forwarded), "\n") {
		line = listHeading.ReplaceAllString(strings.TrimSpace(line), "")
		if line != "" {
			lines = append(lines, strings.TrimPrefix(line, "* "))
		}
	}
	return lines
}
