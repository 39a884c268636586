package job

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/problem"
)

// planUpdate plans a job of the state.
func (r *Resource) planUpdate(ctx context.Context, job *api.Job, plan, prior *model, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	if *job.ID != prior.ID.ValueString() || orDefault(job.Namespace, api.DefaultNamespace) != prior.Namespace.ValueString() {
		response.RequiresReplace = append(response.RequiresReplace, jobspecPath)
		response.Diagnostics.AddWarning(problem.JobReplaced.Of(title(prior.key())), adviceForReplaced(prior.key(), keyOf(job)))
		r.planCreate(ctx, job, plan, response)
		return
	}
	failed, problems := loadFailure(ctx, request.Private)
	response.Diagnostics.Append(problems...)
	unchanged := plan.Jobspec.Equal(prior.Jobspec) // the quick answer for most jobs
	former := job
	sameNewer := unchanged || jobspec.SameNewerFields(plan.Jobspec.ValueString(), prior.Jobspec.ValueString())
	if !unchanged {
		var wrong []jobspec.Problem
		former, _, wrong = jobspec.DecodeNewer(prior.Jobspec.ValueString())
		unchanged = len(wrong) == 0 && sameNewer && jobspec.Equal(job, former)
	}

	if plan.releases(prior) {
		unchanged = false
	}

	rerun := plan.RerunIfDead.ValueBool() && prior.Status.ValueString() == "dead" && r.mustRerun(ctx, job, prior.key())
	if unchanged && !rerun && failed == nil {
		plan.keep(prior)
		return
	}
	if r.cluster == nil {
		return
	}
	stored, problems := loadSnapshot(ctx, request.Private)
	response.Diagnostics.Append(problems...)
	var running *api.Job
	if stored != nil {
		running, _ = stored.job() // Read reports a damaged one
	}
	if changes := immutableChanges(lastKnown(running, former), job); len(changes) > 0 {
		if !prior.PurgeOnDestroy.ValueBool() {
			response.Diagnostics.AddError(problem.JobImmutable.Of(title(prior.key())), adviceForImmutable(changes))
			return
		}
		response.RequiresReplace = append(response.RequiresReplace, jobspecPath)
		response.Diagnostics.AddWarning(problem.JobRecreated.Of(title(prior.key())), immutableReason(changes))
		r.planCreate(ctx, job, plan, response)
		return
	}
	if reviewed, isReviewed := reviewedAnswer(prior.key(), plan.Jobspec.ValueString(), false); isReviewed && stored != nil {
		response.Diagnostics.Append(planChange(ctx, job, plan, prior, stored.Index, response)...)
		response.Diagnostics.Append(r.setScheduler(ctx, job, plan, false, reviewed)...)
		return // what changed on the server since the plan, the registration finds by the index
	}
	asked, answer, problems := r.dryRun(ctx, job, running, former, plan, true)
	response.Diagnostics.Append(problems...)
	if answer == nil {
		if !problems.HasError() && stored != nil {
			response.Diagnostics.Append(planChange(ctx, job, plan, prior, stored.Index, response)...)
			plan.Scheduler = types.MapUnknown(types.StringType)
		}
		return
	}
	if stored != nil && answer.JobModifyIndex != stored.Index {
		response.Diagnostics.AddError(problem.ChangedOutside.Summary(title(prior.key())+" changed since it was read"),
			fmt.Sprintf("it was read at index %d and is at index %d now, because another user changed it; plan again, with a refresh",
				stored.Index, answer.JobModifyIndex))
		return
	}
	again := failed.isOf(plan.Jobspec.ValueString()) && !(unchanged && r.hasRecovered(ctx, prior.key(), answer.JobModifyIndex))
	if again {
		response.Diagnostics.AddWarning(problem.FailedBefore.Of(title(prior.key())), failed.Reason)
	}
	if !rerun && !again && sameNewer && runsAsSpecified(job, running, answer.Diff) {
		plan.keep(prior)
		return
	}
	response.Diagnostics.Append(planChange(ctx, job, plan, prior, answer.JobModifyIndex, response)...)
	scheduled := schedulerPlan(asked, answer)
	if rerun || again && IsBatch(plan.Type.ValueString()) {
		scheduled = r.planFromScratch(ctx, prior.key(), job, plan.newerText(), scheduled)
	}
	response.Diagnostics.Append(r.setScheduler(ctx, job, plan, false, scheduled)...)
}

// planChange plans that the job at an index gets the specification of the plan.
func planChange(ctx context.Context, job *api.Job, plan, prior *model, index uint64, response *resource.ModifyPlanResponse) diag.Diagnostics {
	plan.takeComputed(prior)
	problems := plan.describe(ctx, job)
	plan.computeChanges(job, prior)
	return append(problems, response.Private.SetKey(ctx, plannedIndexKey, []byte(strconv.FormatUint(index, 10)))...)
}
