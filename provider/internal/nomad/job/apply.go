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
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
)

// Create registers the job if it does not exist, starts it if it was stopped, and adopts it if it runs just so: that is
// what a process that was killed after registering leaves behind.
func (r *Resource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var plan model
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	job, problems := decode(plan.Jobspec.ValueString())
	response.Diagnostics.Append(problems...)
	if response.Diagnostics.HasError() {
		return
	}
	key := keyOf(job)
	if err := r.cluster.Connect(ctx); err != nil {
		response.Diagnostics.AddError(title(key)+" cannot be registered", err.Error())
		return
	}
	if !r.namespaceExists(ctx, key.Namespace) && !r.namespaceAppears(ctx, key.Namespace) {
		response.Diagnostics.AddError(title(key)+" cannot be registered",
			"its namespace does not exist; let the job depend on the nomad_namespace that makes it (depends_on)")
		return
	}
	index := uint64(0)
	current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(ctx, key))
	if err != nil && !cluster.NotFound(err) {
		response.Diagnostics.AddError(title(key)+" cannot be read", r.cluster.Reason(err))
		return
	}
	if current != nil {
		stands, err := r.compare(ctx, key, job)
		if err != nil {
			response.Diagnostics.AddError(title(key)+" cannot be compared", r.cluster.Reason(err))
			return
		}
		switch stands {
		case same:
			response.Diagnostics.Append(plan.applied(ctx, current, &response.State, response.Private)...)
			return
		case different:
			response.Diagnostics.AddError(title(key)+" exists already", foreign(key))
			return
		case unlike:
			response.Diagnostics.AddError(title(key)+" exists already", leftover(key))
			return
		}
		index = *current.JobModifyIndex
	}
	r.register(ctx, job, index, &plan, true, &response.State, response.Private, &response.Diagnostics)
}

// Update registers the job if its specification changes, or if it has to run again; else only the state changes.
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
	job, problems := decode(plan.Jobspec.ValueString())
	response.Diagnostics.Append(problems...)
	planned, problems := request.Private.GetKey(ctx, plannedIndexKey)
	response.Diagnostics.Append(problems...)
	kept, problems := recall(ctx, request.Private)
	response.Diagnostics.Append(problems...)
	if response.Diagnostics.HasError() {
		return
	}
	key := keyOf(job)
	if err := r.cluster.Connect(ctx); err != nil {
		response.Diagnostics.AddError(title(key)+" cannot be registered", err.Error())
		return
	}
	index, err := strconv.ParseUint(string(planned), 10, 64)
	if err != nil {
		response.Diagnostics.AddError(title(key)+" cannot be registered", "the plan does not hold the job's index; plan again")
		return
	}
	if kept != nil {
		former, _ := jobspec.Decode(state.Jobspec.ValueString())
		running, err := kept.job()
		if err == nil {
			job, err = jobspec.KeepAutoscaledCounts(job, running, former)
		}
		if err != nil {
			response.Diagnostics.AddError(title(key)+" cannot be registered", err.Error())
			return
		}
	}
	if plan.RerunIfDead.ValueBool() && state.Status.ValueString() == "dead" {
		if index, err = r.stopFirst(ctx, job, index); err != nil {
			response.Diagnostics.AddError(title(key)+" cannot be run again", strings.Join(reasons(r.cluster.Reason(err)), "\n"))
			return
		}
	}
	r.register(ctx, job, index, &plan, false, &response.State, response.Private, &response.Diagnostics)
}

// register writes the job to the server, then to the state, and only then waits: whatever happens while waiting, the
// state knows the job.
func (r *Resource) register(ctx context.Context, job *api.Job, index uint64, plan *model, create bool, state *tfsdk.State, private privateData, problems *diag.Diagnostics) {
	key := keyOf(job)
	progress := openProgress(key)
	job.Namespace = &key.Namespace
	answer, _, err := r.cluster.Client.Jobs().RegisterOpts(job, &api.RegisterOptions{
		EnforceIndex: true, ModifyIndex: index, PolicyOverride: plan.PolicyOverride.ValueBool(),
		Submission: &api.JobSubmission{Source: indented(plan.Jobspec.ValueString()), Format: "json"},
	}, write(context.WithoutCancel(ctx), key)) // an interrupted write would leave open whether nomad took the job
	if err != nil {
		reason := r.cluster.Reason(err)
		if strings.Contains(reason, api.RegisterEnforceIndexErrPrefix) {
			problems.AddError(title(key)+" changed since the plan",
				"somebody changed the job on the server after it was planned ("+reason+"); nothing was written; plan again")
			return
		}
		refusal := strings.Join(reasons(reason), "\n")
		if !create { // of a job that was never made there is no state to remember it beside
			problems.Append(rememberFailure(ctx, private, plan.Jobspec.ValueString(), "nomad refused to register it: "+refusal)...)
		}
		problems.AddError(title(key)+" is refused by nomad", refusal)
		return
	}
	progress.write("registered", "nomad took the job", nil)
	current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(context.WithoutCancel(ctx), key))
	if err != nil {
		problems.AddError(title(key)+" was registered but cannot be read", r.cluster.Reason(err))
		return
	}
	plan.DeploymentID, plan.DeploymentStatus = types.StringNull(), types.StringNull()
	statusOpen := plan.Status.IsUnknown()
	problems.Append(plan.applied(ctx, current, state, private)...)
	problems.Append(private.SetKey(ctx, plannedIndexKey, nil)...)
	problems.Append(private.SetKey(ctx, failureKey, nil)...)
	if problems.HasError() || plan.Detach.ValueBool() {
		return
	}
	limit, err := plan.limit(job, create)
	if err != nil {
		problems.AddError(title(key)+" has a timeout that is no duration", err.Error())
		return
	}
	wait := watch{cluster: r.cluster, key: key, job: job, index: *current.JobModifyIndex, evaluation: answer.EvalID, limit: limit, progress: progress}
	outcome := wait.run(ctx)
	plan.DeploymentID, plan.DeploymentStatus = optional(outcome.deploymentID), optional(outcome.deploymentStatus)
	if outcome.failure != "" {
		progress.write("failed", outcome.failure, nil)
		problems.Append(rememberFailure(ctx, private, plan.Jobspec.ValueString(), outcome.failure)...)
		problems.AddError(title(key)+" does not run as it should", outcome.failure)
	} else if outcome.warning != "" {
		progress.write("warning", outcome.warning, nil)
		problems.AddWarning(title(key)+" is not known to run yet", outcome.warning)
	} else {
		progress.write("done", "runs as specified", nil)
	}
	if fresh, _, err := r.cluster.Client.Jobs().Info(key.ID, query(context.WithoutCancel(ctx), key)); err == nil && statusOpen {
		plan.Status = types.StringValue(orDefault(fresh.Status, ""))
	}
	if plan.ReadAllocationIDs.ValueBool() {
		problems.Append(r.readAllocationIDs(context.WithoutCancel(ctx), plan)...)
	}
	problems.Append(state.Set(ctx, plan)...)
}

// indented is a specification as a person reads it: Nomad shows what was submitted as it came.
func indented(text string) string {
	var lines bytes.Buffer
	if err := json.Indent(&lines, []byte(text), "", "  "); err != nil {
		return text
	}
	return lines.String()
}

// applied writes the job that now runs to the state, and remembers the server's own form of it.
func (m *model) applied(ctx context.Context, current *api.Job, state *tfsdk.State, private privateData) diag.Diagnostics {
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
	problems.Append(remember(ctx, private, current)...)
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
