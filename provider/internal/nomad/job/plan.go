package job

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
)

// plannedIndexKey holds, beside a plan, the index at which the server was asked: apply enforces it.
const plannedIndexKey = "planned-index"

// jobspecPath is named where Terraform asks for a path, never in a message: Terraform would quote the whole
// specification under it, with whatever secrets are in there.
var jobspecPath = path.Root("jobspec")

// ModifyPlan checks the specification and asks Nomad what it would do. A specification that means the same as what runs
// is no change, however it is written.
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
	response.Diagnostics.Append(plan.unsupported()...)
	if response.Diagnostics.HasError() || plan.Jobspec.IsUnknown() {
		return
	}
	job, problems := decode(plan.Jobspec.ValueString())
	response.Diagnostics.Append(problems...)
	if response.Diagnostics.HasError() {
		return
	}
	var prior *model
	if !request.State.Raw.IsNull() {
		prior = new(model)
		response.Diagnostics.Append(request.State.Get(ctx, prior)...)
		if response.Diagnostics.HasError() {
			return
		}
	}
	announcePlugins(r.cluster, job)
	if prior == nil {
		r.planCreate(ctx, job, &plan, response)
	} else {
		r.planUpdate(ctx, job, &plan, prior, request, response)
	}
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(response.Plan.Set(ctx, &plan)...)
	}
}

// unsupported refuses what the official provider takes and this one does not, before anything else is said.
func (m *model) unsupported() diag.Diagnostics {
	var problems diag.Diagnostics
	if !m.JSON.IsUnknown() && !m.JSON.ValueBool() {
		problems.AddAttributeError(path.Root("json"), "jobspec is to be json",
			"json is not true; this provider shows drift inside the specification and so takes it as JSON only: set json = true "+
				"and jobspec = jsonencode({...}), or convert a file once with nomad job run -output FILE")
	}
	if !m.HCL2.IsNull() && len(m.HCL2.Elements()) > 0 {
		problems.AddAttributeError(path.Root("hcl2"), "hcl2 is not supported",
			"variables and functions of a job in HCL are not supported; write the job as JSON and use Terraform's own variables")
	}
	if !m.DeregisterOnIDChange.IsNull() && !m.DeregisterOnIDChange.IsUnknown() && !m.DeregisterOnIDChange.ValueBool() {
		problems.AddAttributeError(path.Root("deregister_on_id_change"), "deregister_on_id_change = false is not supported",
			"a job under a new id replaces the former one; to keep that one, take it out of the state first with terraform state rm")
	}
	for _, limit := range []struct {
		name  string
		value types.String
	}{
		{"create", m.timeout(func(t *timeouts) types.String { return t.Create })},
		{"update", m.timeout(func(t *timeouts) types.String { return t.Update })},
	} {
		if limit.value.IsNull() || limit.value.IsUnknown() {
			continue
		}
		if _, err := parseTimeout(limit.value.ValueString()); err != nil {
			problems.AddAttributeError(path.Root("timeouts").AtName(limit.name), "timeout is no duration", err.Error())
		}
	}
	return problems
}

// decode reports every problem of the specification on its own line.
func decode(text string) (*api.Job, diag.Diagnostics) {
	var problems diag.Diagnostics
	job, wrong := jobspec.Decode(text)
	if len(wrong) > 0 {
		lines := make([]string, 0, len(wrong))
		for _, problem := range wrong {
			lines = append(lines, problem.String())
		}
		problems.AddError("jobspec is not a job", strings.Join(lines, "\n"))
	}
	return job, problems
}

func (r *Resource) planCreate(ctx context.Context, job *api.Job, plan *model, response *resource.ModifyPlanResponse) {
	response.Diagnostics.Append(plan.describe(ctx, job)...)
	plan.computedLater()
	if r.cluster == nil {
		return
	}
	if failed := r.notedFailure(plan.key()); failed.of(plan.Jobspec.ValueString()) {
		response.Diagnostics.AddWarning(title(plan.key())+failedBefore, failed.Reason)
	}
	answer, problems := r.dryRun(ctx, job, nil, nil)
	response.Diagnostics.Append(problems...)
	if answer == nil {
		if !problems.HasError() {
			response.Diagnostics.Append(r.refuseForeign(ctx, plan.key(), job)...)
		}
		return
	}
	scheduled := schedulerPlan(job, answer)
	key := plan.key()
	if answer.JobModifyIndex == 0 && r.cluster.Held(key) {
		response.Diagnostics.Append(warnOfAnotherRun(key, job)...)
	}
	if answer.JobModifyIndex != 0 {
		stands := stopped // by Terraform, before it makes the job anew
		if !r.cluster.Held(key) {
			var err error
			if stands, err = r.compare(ctx, key, job); err != nil {
				response.Diagnostics.AddError(title(key)+" cannot be read", r.cluster.Reason(err))
				return
			}
		}
		switch stands {
		case same:
			for group := range scheduled {
				scheduled[group] = "adopted as it runs"
			}
		case different:
			response.Diagnostics.AddError(title(key)+" exists already", foreign(key))
			return
		case unlike:
			response.Diagnostics.AddError(title(key)+" exists already", leftover(key))
			return
		default:
			// What is left of a job that was stopped ends in its own time, which Nomad would count in.
			scheduled = r.fromNothing(ctx, key, job, scheduled)
		}
	}
	response.Diagnostics.Append(r.tellScheduler(ctx, job, plan, true, scheduled)...)
}

func (r *Resource) planUpdate(ctx context.Context, job *api.Job, plan, prior *model, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	if *job.ID != prior.ID.ValueString() || orDefault(job.Namespace, api.DefaultNamespace) != prior.Namespace.ValueString() {
		response.RequiresReplace = append(response.RequiresReplace, jobspecPath)
		response.Diagnostics.AddWarning(title(prior.key())+" is replaced by another job", replaced(prior.key(), keyOf(job)))
		r.planCreate(ctx, job, plan, response)
		return
	}
	failed, problems := recallFailure(ctx, request.Private)
	response.Diagnostics.Append(problems...)
	unchanged := plan.Jobspec.Equal(prior.Jobspec) // so it is for nearly every job of a plan, and costs nothing
	former := job
	if !unchanged {
		var wrong []jobspec.Problem
		former, wrong = jobspec.Decode(prior.Jobspec.ValueString())
		unchanged = len(wrong) == 0 && jobspec.Equal(job, former)
	}

	rerun := plan.RerunIfDead.ValueBool() && prior.Status.ValueString() == "dead" && r.died(ctx, prior.key())
	if unchanged && !rerun && failed == nil {
		plan.keep(prior)
		return
	}
	if r.cluster == nil {
		return
	}
	kept, problems := recall(ctx, request.Private)
	response.Diagnostics.Append(problems...)
	var running *api.Job
	if kept != nil {
		running, _ = kept.job() // damaged: Read has said so
	}
	if changes := frozen(known(running, former), job); len(changes) > 0 {
		if !prior.PurgeOnDestroy.ValueBool() {
			response.Diagnostics.AddError(title(prior.key())+" cannot be updated", cannotBecome(changes))
			return
		}
		response.RequiresReplace = append(response.RequiresReplace, jobspecPath)
		response.Diagnostics.AddWarning(title(prior.key())+" is removed and made anew", "nomad changes no such thing of a job that it knows: "+strings.Join(changes, ", "))
		r.planCreate(ctx, job, plan, response)
		return
	}
	answer, problems := r.dryRun(ctx, job, running, former)
	response.Diagnostics.Append(problems...)
	if answer == nil {
		if !problems.HasError() && kept != nil {
			plan.takeComputed(prior)
			response.Diagnostics.Append(plan.describe(ctx, job)...)
			plan.changesWithApply(job, prior)
			plan.Scheduler = types.MapUnknown(types.StringType)
			response.Diagnostics.Append(response.Private.SetKey(ctx, plannedIndexKey, []byte(strconv.FormatUint(kept.Index, 10)))...)
		}
		return
	}
	if kept != nil && answer.JobModifyIndex != kept.Index {
		response.Diagnostics.AddError(title(prior.key())+" changed since it was read",
			fmt.Sprintf("it was read at index %d and is at index %d now: somebody else changes it; plan again, with a refresh",
				kept.Index, answer.JobModifyIndex))
		return
	}
	again := failed.of(plan.Jobspec.ValueString()) && !(unchanged && r.mended(ctx, prior.key(), answer.JobModifyIndex))
	if again {
		response.Diagnostics.AddWarning(title(prior.key())+failedBefore, failed.Reason)
	}
	if !rerun && !again && asItRuns(job, running, answer.Diff) {
		plan.keep(prior)
		return
	}
	plan.takeComputed(prior)
	response.Diagnostics.Append(plan.describe(ctx, job)...)
	plan.changesWithApply(job, prior)
	scheduled := schedulerPlan(job, answer)
	if rerun {
		scheduled = r.fromNothing(ctx, prior.key(), job, scheduled)
	}
	response.Diagnostics.Append(r.tellScheduler(ctx, job, plan, false, scheduled)...)
	response.Diagnostics.Append(response.Private.SetKey(ctx, plannedIndexKey, []byte(strconv.FormatUint(answer.JobModifyIndex, 10)))...)
}

// fromNothing is what Nomad does with a job as if nothing of it were there; without its answer it is what was said already.
func (r *Resource) fromNothing(ctx context.Context, key cluster.Key, job *api.Job, said map[string]string) map[string]string {
	if fresh, err := r.ask(ctx, substitute(key.Namespace, key.ID), job); err == nil {
		return schedulerPlan(job, fresh)
	}
	return said
}

// failedBefore goes on a job's title.
const failedBefore = " failed before with this very specification"

// known is the job that runs, or if nothing is remembered of it what was asked for last; nil if that is no JSON, as in a
// state of the official provider.
func known(running, former *api.Job) *api.Job {
	if running != nil {
		return running
	}
	return former
}

// tellScheduler puts the scheduler's answer into the plan, the same at apply as before. On how many nodes a system job runs
// is not known as long as a volume of this plan is to come.
func (r *Resource) tellScheduler(ctx context.Context, job *api.Job, plan *model, create bool, now map[string]string) diag.Diagnostics {
	var problems diag.Diagnostics
	if slices.Contains([]string{api.JobTypeSystem, api.JobTypeSysbatch}, plan.Type.ValueString()) {
		for _, group := range job.TaskGroups {
			if len(volumesToCome(ctx, r.cluster, plan.key().Namespace, group)) > 0 {
				plan.Scheduler = types.MapUnknown(types.StringType)
				return problems
			}
		}
	}
	said, err := sameAnswer(plan.key(), plan.Jobspec.ValueString(), create, now)
	if err != nil {
		problems.AddError(title(plan.key())+" cannot be planned", err.Error())
		return problems
	}
	plan.Scheduler, problems = types.MapValueFrom(ctx, types.StringType, said)
	return problems
}

// replaced says what Terraform does with a job that gets another id or namespace: the provider has no say in its order.
func replaced(old, fresh cluster.Key) string {
	return fmt.Sprintf("it is stopped before %s runs, unless the resource says otherwise: set create_before_destroy = true in its "+
		"lifecycle block to keep it until the other runs", title(fresh))
}

// keep plans no change of the job itself; if a setting changes, that alone is shown. Terraform allows a planned value to
// be the former one though the configuration is written differently.
func (m *model) keep(prior *model) {
	m.Jobspec = prior.Jobspec
	m.takeComputed(prior)
}

func (m *model) computedLater() {
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

// changesWithApply marks as unknown only what an apply really changes: each such line is noise in a plan.
func (m *model) changesWithApply(job *api.Job, prior *model) {
	m.ModifyIndex = types.StringUnknown()
	m.DeploymentID, m.DeploymentStatus = types.StringUnknown(), types.StringUnknown()
	nothing := !slices.ContainsFunc(job.TaskGroups, func(group *api.TaskGroup) bool { return jobspec.Count(group) > 0 })
	if prior.Status.ValueString() != "running" || nothing {
		m.Status = types.StringUnknown()
	}
	if m.ReadAllocationIDs.ValueBool() {
		m.AllocationIDs = types.ListUnknown(types.StringType)
	}
}
