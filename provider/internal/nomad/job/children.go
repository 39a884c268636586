package job

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// warnOfChildren lists the jobs that a periodic or parameterized job launched and that keep running when it is stopped.
func (r *Resource) warnOfChildren(ctx context.Context, prior *model) diag.Diagnostics {
	var problems diag.Diagnostics
	job, wrong := decode(prior.Jobspec.ValueString())
	if wrong.HasError() || launchOccasion(job) == "" || r.cluster.Connect(ctx) != nil {
		return problems
	}
	key := prior.key()
	options := query(ctx, key)
	options.Prefix = key.ID + "/"
	stubs, _, err := r.cluster.Client.Jobs().List(options)
	if err != nil {
		return problems // the deletion itself reports what is wrong with the server or the token
	}
	var children []string
	for _, stub := range stubs {
		if stub.ParentID == key.ID && stub.Status != "dead" {
			children = append(children, stub.ID+" is "+stub.Status)
		}
	}
	if len(children) > 0 {
		problems.AddWarning(problem.ChildrenKeepRunning.Of(title(key)), fmt.Sprintf("nomad does not stop the jobs that this one launched; stop each with "+
			"nomad job stop -namespace %s ID, or wait until it ends:\n%s", key.Namespace, strings.Join(children, "\n")))
	}
	return problems
}

// warnOfAnotherRun adds a warning if an apply runs a batch job again: it is in the state but no longer on the server,
// because Nomad removes jobs some time after they end.
func warnOfAnotherRun(key cluster.Key, job *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	kind := orDefault(job.Type, api.JobTypeService)
	if launchOccasion(job) == "" && IsBatch(kind) {
		problems.AddWarning(problem.WouldRunAgain.Of(title(key)), "it was registered before, and nomad no longer knows it: a user purged it, or "+
			"it ended and nomad collected it as garbage; if it must not run again, remove it from the program and from the state with terraform state rm")
	}
	return problems
}
