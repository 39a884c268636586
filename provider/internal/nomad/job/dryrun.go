package job

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// namespaceGrace is how long a plan waits for a missing namespace: Terraform plans resources concurrently, and the plan
// of the namespace may come later.
const namespaceGrace = 3 * time.Second

// maxUnplaced is how many jobs of one plan get their own warning that they cannot be placed. Further jobs share one
// heading, so that Terraform prints one warning: printing takes 0.1 s per warning.
const maxUnplaced = 20

// dryRun asks Nomad's scheduler what it would do with a job. A refusal is an error. Nomad's warnings and allocations that
// cannot be placed are warnings, because a node may join before the apply. If there is neither an answer nor an error,
// the server could not be asked, and a warning explains why.
//
// running is the job on the server, and former is the specification of the last apply; both are nil for a new job. hasDiff is whether
// the answer has the differences from the job on the server. The job of the outcome is the one that an apply registers.
func (r *Resource) dryRun(ctx context.Context, job, running, former *api.Job, plan *model, hasDiff bool) (*api.Job, *api.JobPlanResponse, diag.Diagnostics) {
	var problems diag.Diagnostics
	key, newer := keyOf(job), plan.newerText()
	if err := r.cluster.Connect(ctx); err != nil {
		problems.AddError(problem.PlanFailed.Of(title(key)), err.Error())
		return nil, nil, problems
	}
	asked := plan.kept(job, running, former)
	problems.Append(plan.warnOfKept(job, asked, former)...)
	problems.Append(r.warnOfIgnoredFields(ctx, key, job)...)
	answer, err := r.ask(ctx, key, asked, newer, hasDiff)
	if r.namespaceMissing(ctx, key.Namespace, err) {
		if !r.awaitNamespace(ctx, key.Namespace) {
			problems.AddError(problem.ReferenceMissing.Summary(title(key)+" names a namespace that does not exist"),
				fmt.Sprintf("namespace %q neither exists nor is created by this plan; create it with a nomad_namespace resource that "+
					"the job depends on (depends_on), or correct the name", key.Namespace))
			return nil, nil, problems
		}
		answer, err = r.ask(ctx, key, asked, newer, hasDiff) // the namespace appeared in the meantime
		if r.namespaceMissing(ctx, key.Namespace, err) {
			answer, err = r.ask(ctx, substitute(api.DefaultNamespace, key.ID), asked, newer, hasDiff)
			if cluster.Denied(err) {
				problems.AddWarning(problem.NotCheckedByNomad.Summary(title(key)+" is not checked by nomad yet"),
					"this plan creates its namespace, and the token must not plan a job in the namespace default instead")
				return nil, nil, problems
			}
		}
	}
	if r.cluster.LacksRight(err) {
		if r.cluster.FirstDenial(key.Namespace) {
			problems.AddWarning(problem.NotCheckedByNomad.Summary(fmt.Sprintf("jobs in the namespace %s are not checked by nomad", key.Namespace)),
				"the token lacks the capability plan-job (or submit-job) there, so nomad's validation and the answer of its "+
					"scheduler are missing from this plan; changes are still shown")
		}
		return nil, nil, problems
	}
	if err != nil {
		if reason := r.cluster.Reason(err); isRefusal(err) {
			problems.AddError(problem.RefusedByNomad.Of(title(key)), strings.Join(reasons(reason), "\n"))
		} else {
			problems.AddError(problem.PlanFailed.Of(title(key)), reason)
		}
		return nil, nil, problems
	}
	if answer.Warnings != "" {
		problems.AddWarning(problem.WarningsOfNomad.Of(title(key)), strings.Join(reasons(answer.Warnings), "\n"))
	}
	if stopped := preempted(answer); len(stopped) > 0 {
		problems.AddWarning(problem.JobsPreempted.Of(title(key)),
			"nomad stops these to make room, because their priority is lower:\n"+strings.Join(stopped, "\n"))
	}
	unplacedGroups, waiting := splitAwaited(ctx, r.cluster, key.Namespace, job, answer.FailedTGAllocs)
	if len(waiting) > 0 {
		problems.AddWarning(problem.WaitsForVolumes.Of(title(key)),
			"nomad cannot place it before these volumes exist:\n"+strings.Join(waiting, "\n"))
	}
	if len(unplacedGroups) > 0 {
		reasons := strings.Join(unplaced(job, unplacedGroups), "\n")
		if r.cluster.CountUnplaced() <= maxUnplaced {
			problems.AddWarning(problem.NotPlacedNow.Of(title(key)), reasons)
		} else {
			problems.AddWarning(problem.NotPlacedNow.Summary("further jobs cannot be placed now"), title(key)+" "+reasons)
		}
	}
	return asked, answer, problems
}

// preempted counts the allocations that Nomad would stop for this job, by job and group.
func preempted(answer *api.JobPlanResponse) []string {
	if answer.Annotations == nil {
		return nil
	}
	counts := map[string]int{}
	for _, allocation := range answer.Annotations.PreemptedAllocs {
		counts[fmt.Sprintf("%s of group %s", title(cluster.Key{Namespace: allocation.Namespace, ID: allocation.JobID}), allocation.TaskGroup)]++
	}
	var lines []string
	for _, owner := range sortedNames(counts) {
		if counts[owner] == 1 {
			lines = append(lines, "1 allocation of "+owner)
		} else {
			lines = append(lines, fmt.Sprintf("%d allocations of %s", counts[owner], owner))
		}
	}
	return lines
}

// substitute returns the key of a job that does not exist, to ask what Nomad would do with a new job.
func substitute(namespace, id string) cluster.Key {
	return cluster.Key{Namespace: namespace, ID: "cdknomad-plan-" + id}
}

// namespaceMissing reports whether a request failed because the namespace does not exist.
func (r *Resource) namespaceMissing(ctx context.Context, name string, err error) bool {
	return err != nil && (strings.Contains(err.Error(), "nonexistent namespace") || !r.cluster.NamespaceExists(ctx, name))
}

// ask plans a job under the given key, which may differ from its own. newer is the specification, if it may have fields of a newer
// Nomad. The differences of a new job are all of its fields, a multiple of its specification: the answer has them only if hasDiff.
func (r *Resource) ask(ctx context.Context, key cluster.Key, job *api.Job, newer string, hasDiff bool) (*api.JobPlanResponse, error) {
	asked := *job
	asked.ID, asked.Namespace = &key.ID, &key.Namespace
	if asked.Name == nil {
		asked.Name = job.ID
	}
	return r.plan(&asked, newer, hasDiff, write(ctx, key))
}

func (r *Resource) awaitNamespace(ctx context.Context, name string) bool {
	deadline := time.After(namespaceGrace)
	for !r.cluster.NamespacePlanned(name) {
		select {
		case <-ctx.Done():
			return false
		case <-deadline:
			return r.cluster.NamespaceExists(ctx, name)
		case <-time.After(50 * time.Millisecond):
		}
	}
	return true
}

// isRefusal reports whether the server refused the job itself, rather than the token.
func isRefusal(err error) bool { return err != nil && cluster.Answered(err) && !cluster.Denied(err) }

// forwarded precedes an error that a server passes on from its leader.
const forwarded = "rpc error: "

// listHeading matches the heading of a list of errors, on its own line or at the end of one.
var listHeading = regexp.MustCompile(`(^| )\d+ (error|warning)s?( occurred)?:$`)

// reasons splits the list in which Nomad's servers return several errors.
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
