package job

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/provider/internal/nomad/cluster"
)

// warnOfChildren names the jobs that a periodic or parameterized job has launched and that go on when it is stopped.
func (r *Resource) warnOfChildren(ctx context.Context, prior *model) diag.Diagnostics {
	var problems diag.Diagnostics
	job, wrong := decode(prior.Jobspec.ValueString())
	if wrong.HasError() || occasionOf(job) == "" || r.cluster.Connect(ctx) != nil {
		return problems
	}
	key := prior.key()
	options := query(ctx, key)
	options.Prefix = key.ID + "/"
	stubs, _, err := r.cluster.Client.Jobs().List(options)
	if err != nil {
		return problems // the stop itself tells what is wrong with server or token
	}
	var children []string
	for _, stub := range stubs {
		if stub.ParentID == key.ID && stub.Status != "dead" {
			children = append(children, stub.ID+" is "+stub.Status)
		}
	}
	if len(children) > 0 {
		problems.AddWarning(title(key)+" has children that go on", fmt.Sprintf("nomad stops no job that this one has launched; stop each with "+
			"nomad job stop -namespace %s ID, or wait for its end:\n%s", key.Namespace, strings.Join(children, "\n")))
	}
	return problems
}

// warnOfAnotherRun says of a job of the state that is not on the server any more that an apply runs it, once more if it had
// finished: Nomad forgets finished jobs after a while.
func warnOfAnotherRun(key cluster.Key, job *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	kind := orDefault(job.Type, api.JobTypeService)
	if occasionOf(job) == "" && (kind == api.JobTypeBatch || kind == api.JobTypeSysbatch) {
		problems.AddWarning(title(key)+" would run once more", "it was registered before, and nomad does not know it any more: somebody purged it, or "+
			"it has ended and nomad collected it as garbage. If it is not to run again, take it out of the program and let go of it with terraform state rm")
	}
	return problems
}
