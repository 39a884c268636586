package job

import (
	"context"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"cdknomad/provider/internal/problem"
)

// planCreate plans a job that is not in the state.
func (r *Resource) planCreate(ctx context.Context, job *api.Job, plan *model, response *resource.ModifyPlanResponse) {
	response.Diagnostics.Append(plan.describe(ctx, job)...)
	plan.computeLater()
	if r.cluster == nil {
		return
	}
	if failed := r.sharedFailure(plan.key()); failed.isOf(plan.Jobspec.ValueString()) {
		response.Diagnostics.AddWarning(problem.FailedBefore.Of(title(plan.key())), failed.Reason)
	}
	if reviewed, isReviewed := reviewedAnswer(plan.key(), plan.Jobspec.ValueString(), true); isReviewed {
		response.Diagnostics.Append(r.setScheduler(ctx, job, plan, true, reviewed)...)
		return // what changed on the server since the plan, the registration finds
	}
	_, answer, problems := r.dryRun(ctx, job, nil, nil, plan, false)
	response.Diagnostics.Append(problems...)
	if answer == nil {
		if !problems.HasError() {
			response.Diagnostics.Append(r.refuseExisting(ctx, plan.key(), job)...)
		}
		return
	}
	scheduled := schedulerPlan(job, answer)
	key := plan.key()
	if answer.JobModifyIndex == 0 && r.cluster.Held(key) {
		response.Diagnostics.Append(warnOfAnotherRun(key, job)...)
	}
	if answer.JobModifyIndex != 0 {
		found := stopped // by Terraform, before it creates the job again
		if !r.cluster.Held(key) {
			var err error
			if found, err = r.findExisting(ctx, key, job, plan.newerText(), plan.preserved()); err != nil {
				response.Diagnostics.AddError(problem.ReadFailed.Of(title(key)), r.cluster.Reason(err))
				return
			}
		}
		switch found {
		case identical:
			for group := range scheduled {
				scheduled[group] = "adopted as it runs"
			}
		case different:
			response.Diagnostics.AddError(problem.AlreadyExists.Of(title(key)), adviceForDifferent(key))
			return
		case incompatible:
			response.Diagnostics.AddError(problem.AlreadyExists.Of(title(key)), adviceForIncompatible(key))
			return
		default:
			// The allocations of a stopped job end later, and Nomad would count them in.
			scheduled = r.planFromScratch(ctx, key, job, plan.newerText(), scheduled)
		}
	}
	response.Diagnostics.Append(r.setScheduler(ctx, job, plan, true, scheduled)...)
}
