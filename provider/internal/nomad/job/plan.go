package job

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// plannedIndexKey is the key of the job's index in the private data of a plan. The apply enforces that index.
const plannedIndexKey = "planned-index"

// jobspecPath is never used for a message: Terraform would print the whole specification below it, with its secrets.
var jobspecPath = path.Root("jobspec")

// ModifyPlan checks the specification and asks Nomad what it would do. It plans no change if the specification asks for what
// already runs, even if it is written differently.
func (r *Resource) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	if request.Plan.Raw.IsNull() {
		var prior model
		response.Diagnostics.Append(request.State.Get(ctx, &prior)...)
		if r.cluster != nil && (prior.DeregisterOnDestroy.IsNull() || prior.DeregisterOnDestroy.ValueBool()) {
			r.cluster.PlanDestroy(cluster.Object{Kind: cluster.Job, Key: prior.key()})
			response.Diagnostics.Append(r.warnOfChildren(ctx, &prior)...)
		}
		return
	}
	var plan model
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(plan.refuseUnsupported()...)
	if response.Diagnostics.HasError() || plan.Jobspec.IsUnknown() {
		return
	}
	if request.State.Raw.IsNull() {
		r.planNew(ctx, &plan, response)
	} else {
		r.planExisting(ctx, &plan, request, response)
	}
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(response.Plan.Set(ctx, &plan)...)
	}
}

// planNew checks and plans a job that is not in the state.
func (r *Resource) planNew(ctx context.Context, plan *model, response *resource.ModifyPlanResponse) {
	if plan.Jobspec.IsUnknown() {
		return
	}
	job, problems := plan.checked()
	response.Diagnostics.Append(problems...)
	if response.Diagnostics.HasError() {
		return
	}
	announcePlugins(r.cluster, job)
	r.planCreate(ctx, job, plan, response)
}

// planExisting checks and plans a job of the state.
func (r *Resource) planExisting(ctx context.Context, plan *model, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	job, problems := plan.checked()
	response.Diagnostics.Append(problems...)
	if response.Diagnostics.HasError() {
		return
	}
	prior := new(model)
	response.Diagnostics.Append(request.State.Get(ctx, prior)...)
	if response.Diagnostics.HasError() {
		return
	}
	announcePlugins(r.cluster, job)
	r.planUpdate(ctx, job, plan, prior, request, response)
}

// checked decodes the specification, and refuses what Nomad would accept although it cannot work.
func (m *model) checked() (*api.Job, diag.Diagnostics) {
	job, problems := m.decode()
	if job != nil {
		problems.Append(refuseMountlessDrivers(job)...)
		problems.Append(refuseUnaddressable(job)...)
	}
	return job, problems
}

// planFromScratch asks what Nomad does with a job as if it did not exist. Without an answer it returns known.
func (r *Resource) planFromScratch(ctx context.Context, key cluster.Key, job *api.Job, newer string, known map[string]string) map[string]string {
	if fresh, err := r.ask(ctx, substitute(key.Namespace, key.ID), job, newer, false); err == nil {
		return schedulerPlan(job, fresh)
	}
	return known
}

// lastKnown returns the running job or, without a snapshot, the specification of the last apply. It is nil if that is not
// JSON, such as in a state of the official provider.
func lastKnown(running, former *api.Job) *api.Job {
	if running != nil {
		return running
	}
	return former
}

// setScheduler writes the scheduler's answer to the plan, the same at apply as at plan. The number of nodes of a system job
// is unknown before the volumes of this plan exist.
func (r *Resource) setScheduler(ctx context.Context, job *api.Job, plan *model, create bool, now map[string]string) diag.Diagnostics {
	var problems diag.Diagnostics
	if slices.Contains([]string{api.JobTypeSystem, api.JobTypeSysbatch}, plan.Type.ValueString()) {
		for _, group := range job.TaskGroups {
			if len(plannedVolumes(ctx, r.cluster, plan.key().Namespace, group)) > 0 {
				plan.Scheduler = types.MapUnknown(types.StringType)
				return problems
			}
		}
	}
	words, err := repeatAnswer(plan.key(), plan.Jobspec.ValueString(), create, now)
	if err != nil {
		problems.AddError(problem.PlanFailed.Of(title(plan.key())), err.Error())
		return problems
	}
	plan.Scheduler, problems = types.MapValueFrom(ctx, types.StringType, words)
	return problems
}

// adviceForReplaced explains the order in which Terraform replaces a job with a new id or namespace: the provider cannot
// change that order.
func adviceForReplaced(old, fresh cluster.Key) string {
	return fmt.Sprintf("it is stopped before %s runs; to keep it until then, set create_before_destroy = true in the lifecycle block of the "+
		"resource", title(fresh))
}

// keep plans no change of the job itself, only of other settings. Terraform allows a planned value to be the former one
// although the configuration is written differently.
func (m *model) keep(prior *model) {
	m.Jobspec = prior.Jobspec
	m.takeComputed(prior)
}

// computeLater marks as unknown what the creation of a job computes.
func (m *model) computeLater() {
	if m.Region.IsNull() {
		m.Region = types.StringUnknown()
	}
	if m.Datacenters.IsNull() {
		m.Datacenters = types.SetUnknown(types.StringType)
	}
	m.Status, m.ModifyIndex = types.StringUnknown(), types.StringUnknown()
	m.DeploymentID, m.DeploymentStatus = types.StringUnknown(), types.StringUnknown()
	m.AllocationIDs = types.ListUnknown(types.StringType)
	m.Scheduler = types.MapUnknown(types.StringType)
}

// computeChanges marks as unknown only what an apply changes, because each such attribute is a line in the plan.
func (m *model) computeChanges(job *api.Job, prior *model) {
	m.ModifyIndex = types.StringUnknown()
	m.DeploymentID, m.DeploymentStatus = types.StringUnknown(), types.StringUnknown()
	if prior.Status.ValueString() != "running" || !hasAllocations(job) {
		m.Status = types.StringUnknown()
	}
	if m.ReadAllocationIDs.ValueBool() {
		m.AllocationIDs = types.ListUnknown(types.StringType)
	}
}
