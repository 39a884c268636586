package job

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// Create registers the job if it does not exist, and starts it if it is stopped. It adopts a job that already runs as
// specified: a process that was killed after the registration leaves such a job.
func (r *Resource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var plan model
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(r.create(ctx, &plan, &response.State, response.Private)...)
}

// stateWriter is the state of a resource, such as that of the framework.
type stateWriter interface {
	// Set writes a model.
	Set(ctx context.Context, value any) diag.Diagnostics
}

// create is Create for a planned job.
func (r *Resource) create(ctx context.Context, plan *model, state stateWriter, private privateData) diag.Diagnostics {
	job, problems := plan.decode()
	if problems.HasError() {
		return problems
	}
	key := keyOf(job)
	if err := r.cluster.Connect(ctx); err != nil {
		problems.AddError(problem.RegisterFailed.Of(title(key)), err.Error())
		return problems
	}
	if !r.cluster.NamespaceExists(ctx, key.Namespace) && !r.namespaceAppears(ctx, key.Namespace) {
		problems.AddError(problem.RegisterFailed.Of(title(key)),
			"its namespace does not exist; make the job depend on the nomad_namespace that creates it (depends_on)")
		return problems
	}
	// A job that is registered but cannot be read would be missing in the state.
	if err := r.cluster.ReadsJobs(ctx, key); err != nil {
		problems.AddError(problem.ReadFailed.Of(title(key)), r.cluster.Reason(err))
		return problems
	}
	// Most jobs do not exist yet. The server refuses to register one that does at index 0, and only then is it read.
	answer, err := r.submit(ctx, job, 0, plan, true)
	if isIndexRefused(err) {
		index, isStartable := r.existingIndex(ctx, job, plan, state, private, &problems)
		if !isStartable {
			return problems
		}
		answer, err = r.submit(ctx, job, index, plan, true)
	}
	r.follow(ctx, job, answer, err, plan, true, state, private, &problems)
	return problems
}

// existingIndex returns the index of the job that the server has under the id of a new one, if that job is stopped and can be started
// with the new specification. Otherwise problems has the error, or the job is in the state as it runs.
func (r *Resource) existingIndex(ctx context.Context, job *api.Job, plan *model, state stateWriter, private privateData, problems *diag.Diagnostics) (index uint64, isStartable bool) {
	key := keyOf(job)
	current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(ctx, key))
	if cluster.NotFound(err) {
		return 0, true // purged meanwhile
	}
	if err != nil {
		problems.AddError(problem.ReadFailed.Of(title(key)), r.cluster.Reason(err))
		return 0, false
	}
	found, err := r.compareExisting(ctx, key, current, job, plan.newerText(), plan.preserved())
	if err != nil {
		problems.AddError(problem.ReadFailed.Summary(title(key)+" cannot be compared"), r.cluster.Reason(err))
		return 0, false
	}
	switch found {
	case identical:
		problems.Append(plan.setApplied(ctx, current, state, private)...)
		return 0, false
	case different:
		problems.AddError(problem.AlreadyExists.Of(title(key)), adviceForDifferent(key))
		return 0, false
	case incompatible:
		problems.AddError(problem.AlreadyExists.Of(title(key)), adviceForIncompatible(key))
		return 0, false
	}
	return *current.JobModifyIndex, true
}

// Update registers the job if its specification changes or it must run again. Otherwise only the state changes.
func (r *Resource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var plan, state model
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	if !plan.ModifyIndex.IsUnknown() {
		response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
		return
	}
	job, problems := plan.decode()
	response.Diagnostics.Append(problems...)
	planned, problems := request.Private.GetKey(ctx, plannedIndexKey)
	response.Diagnostics.Append(problems...)
	stored, problems := loadSnapshot(ctx, request.Private)
	response.Diagnostics.Append(problems...)
	if response.Diagnostics.HasError() {
		return
	}
	key := keyOf(job)
	if err := r.cluster.Connect(ctx); err != nil {
		response.Diagnostics.AddError(problem.RegisterFailed.Of(title(key)), err.Error())
		return
	}
	index, err := strconv.ParseUint(string(planned), 10, 64)
	if err != nil {
		response.Diagnostics.AddError(problem.RegisterFailed.Of(title(key)), "the plan does not have the job's index; plan again")
		return
	}
	if stored != nil {
		former, _, _ := jobspec.DecodeNewer(state.Jobspec.ValueString())
		running, err := stored.job()
		if err != nil {
			response.Diagnostics.AddError(problem.RegisterFailed.Of(title(key)), err.Error())
			return
		}
		job = plan.kept(job, running, former)
	}
	failed, problems := loadFailure(ctx, request.Private)
	response.Diagnostics.Append(problems...)
	isRetry := IsBatch(plan.Type.ValueString()) && failed.isOf(plan.Jobspec.ValueString())
	if isRetry || plan.RerunIfDead.ValueBool() && state.Status.ValueString() == "dead" && hasAllocations(job) {
		if index, err = r.stopFirst(ctx, job, index); err != nil {
			response.Diagnostics.AddError(problem.RegisterFailed.Summary(title(key)+" cannot be run again"), strings.Join(reasons(r.cluster.Reason(err)), "\n"))
			return
		}
	}
	answer, err := r.submit(ctx, job, index, &plan, false)
	r.follow(ctx, job, answer, err, &plan, false, &response.State, response.Private, &response.Diagnostics)
}

// submit registers the job if the server has it at an index, or does not have it if that is 0.
func (r *Resource) submit(ctx context.Context, job *api.Job, index uint64, plan *model, create bool) (*api.JobRegisterResponse, error) {
	key := keyOf(job)
	job.Namespace = &key.Namespace
	return r.registerOnce(context.WithoutCancel(ctx), job, plan.newerText(), &api.RegisterOptions{
		EnforceIndex: true, ModifyIndex: index, PolicyOverride: plan.PolicyOverride.ValueBool(),
		PreserveCounts: !create && plan.PreserveCounts.ValueBool(), PreserveResources: !create && plan.PreserveResources.ValueBool(),
		Submission: &api.JobSubmission{Source: indented(plan.Jobspec.ValueString()), Format: "json"},
	}) // after an interrupted write it would be unknown whether nomad has the job
}

// isIndexRefused reports whether the server refused a registration because the job is not at the index.
func isIndexRefused(err error) bool {
	return err != nil && strings.Contains(err.Error(), api.RegisterEnforceIndexErrPrefix)
}

// follow writes a registered job to the state before it waits, so that the state has the job whatever happens during the wait.
//
// answer and err are what [Resource.submit] returned.
func (r *Resource) follow(ctx context.Context, job *api.Job, answer *api.JobRegisterResponse, err error, plan *model, create bool, state stateWriter, private privateData, problems *diag.Diagnostics) {
	key := keyOf(job)
	progress := openProgress(key)
	if err != nil {
		reason := r.cluster.Reason(err)
		if isIndexRefused(err) {
			problems.AddError(problem.ChangedSincePlan.Of(title(key)),
				"another user changed the job on the server after the plan ("+reason+"); nothing was written; plan again")
			return
		}
		refusal := strings.Join(reasons(reason), "\n")
		if !create { // a job that was never created has no state to store the failure with
			problems.Append(storeFailure(ctx, private, plan.Jobspec.ValueString(), "nomad refused to register it: "+refusal)...)
		}
		problems.AddError(problem.RefusedByNomad.Of(title(key)), refusal)
		return
	}
	progress.write("registered", "nomad accepted the job", nil)
	current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(context.WithoutCancel(ctx), key))
	if err != nil {
		problems.AddError(problem.ReadFailed.Summary(title(key)+" was registered but cannot be read"), r.cluster.Reason(err))
		return
	}
	plan.DeploymentID, plan.DeploymentStatus = types.StringNull(), types.StringNull()
	isStatusUnknown := plan.Status.IsUnknown()
	problems.Append(plan.setApplied(ctx, current, state, private)...)
	problems.Append(private.SetKey(ctx, plannedIndexKey, nil)...)
	problems.Append(private.SetKey(ctx, failureKey, nil)...)
	if problems.HasError() || plan.Detach.ValueBool() {
		progress.write("done", "is registered; the apply does not wait until it runs", nil)
		return
	}
	limit, err := plan.limit(job, create)
	if err != nil {
		problems.AddError(problem.NotValid.Summary("the timeout of "+title(key)+" is not a duration"), err.Error())
		return
	}
	wait := watch{cluster: r.cluster, key: key, job: job, index: *current.JobModifyIndex, version: current.Version,
		evaluation: answer.EvalID, indexes: map[string]uint64{"evaluation": answer.EvalCreateIndex}, limit: limit, progress: progress,
		failFast: plan.FailFast.ValueBoolPointer(), replaces: !create}
	outcome := wait.run(ctx)
	plan.DeploymentID, plan.DeploymentStatus = optional(outcome.deploymentID), optional(outcome.deploymentStatus)
	if outcome.failure != "" {
		progress.write("failed", outcome.failure, nil)
		problems.Append(storeFailure(ctx, private, plan.Jobspec.ValueString(), outcome.failure)...)
		problems.AddError(problem.JobNotRunning.Of(title(key)), outcome.failure)
	} else if outcome.warning != "" {
		progress.write("warning", outcome.warning, nil)
		problems.AddWarning(problem.MayNotRunYet.Of(title(key)), outcome.warning)
	} else {
		progress.write("done", outcome.success(), nil)
	}
	if isStatusUnknown {
		if fresh, _, err := r.cluster.Client.Jobs().Info(key.ID, query(context.WithoutCancel(ctx), key)); err == nil {
			plan.Status = types.StringValue(orDefault(fresh.Status, ""))
		}
	}
	if plan.ReadAllocationIDs.ValueBool() {
		problems.Append(r.readAllocationIDs(context.WithoutCancel(ctx), plan)...)
	}
	problems.Append(state.Set(ctx, plan)...)
}

// indented formats a specification for people: Nomad shows the submission unchanged.
func indented(text string) string {
	var lines bytes.Buffer
	if err := json.Indent(&lines, []byte(text), "", "  "); err != nil {
		return text
	}
	return lines.String()
}

// setApplied writes the running job to the state, with a snapshot of it.
func (m *model) setApplied(ctx context.Context, current *api.Job, state stateWriter, private privateData) diag.Diagnostics {
	var problems diag.Diagnostics
	m.ID, m.Namespace = types.StringValue(*current.ID), types.StringValue(*current.Namespace)
	if m.Region.IsUnknown() {
		m.Region = types.StringValue(orDefault(current.Region, ""))
	}
	if m.Datacenters.IsUnknown() {
		var found diag.Diagnostics
		m.Datacenters, found = types.SetValueFrom(ctx, types.StringType, current.Datacenters)
		problems.Append(found...)
	}
	if m.Status.IsUnknown() {
		m.Status = types.StringValue(orDefault(current.Status, ""))
	}
	m.ModifyIndex = types.StringValue(strconv.FormatUint(*current.JobModifyIndex, 10))
	if m.DeploymentID.IsUnknown() {
		m.DeploymentID, m.DeploymentStatus = types.StringNull(), types.StringNull()
	}
	if m.AllocationIDs.IsUnknown() {
		m.AllocationIDs = types.ListValueMust(types.StringType, nil)
	}
	if m.Scheduler.IsUnknown() {
		m.Scheduler = types.MapNull(types.StringType)
	}
	problems.Append(storeSnapshot(ctx, private, current)...)
	problems.Append(state.Set(ctx, m)...)
	return problems
}

func keyOf(job *api.Job) cluster.Key {
	return cluster.Key{Namespace: orDefault(job.Namespace, api.DefaultNamespace), ID: *job.ID}
}

func optional(value string) types.String {
	if value == "" {
		return types.StringNull()
	}
	return types.StringValue(value)
}
