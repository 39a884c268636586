package job

import (
	"context"
	"os"
	"strconv"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
)

// ReadEach says whether CDKNOMAD_READ_EACH_JOB asks to fetch every job, touched or not: the benchmark measures with it
// what not doing so is worth.
func ReadEach() bool { return os.Getenv("CDKNOMAD_READ_EACH_JOB") != "" }

// Read compares the job's index with the one remembered. Only a job that somebody touched is fetched, and what changed
// of it goes into the jobspec of the state.
func (r *Resource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state model
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	key := state.key()
	r.cluster.Hold(key)
	if err := r.cluster.Connect(ctx); err != nil {
		response.Diagnostics.AddError(title(key)+" cannot be read", err.Error())
		return
	}
	kept, problems := recall(ctx, request.Private)
	response.Diagnostics.Append(problems...)
	failed, problems := recallFailure(ctx, request.Private)
	response.Diagnostics.Append(problems...)
	r.noteFailure(key, failed)

	stub, err := r.cluster.Job(ctx, key)
	if err != nil {
		response.Diagnostics.AddError(title(key)+" cannot be read", r.cluster.Reason(err))
		return
	}
	state.Scheduler = types.MapNull(types.StringType)
	if stub != nil && kept != nil && stub.JobModifyIndex == kept.Index && !ReadEach() {
		if state.RerunIfDead.ValueBool() && diedEarly(stub) {
			state.Status = types.StringValue(stub.Status)
		}
	} else {
		// Not in the list is not yet gone: a token may read a job that it may not list.
		current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(ctx, key))
		if cluster.NotFound(err) {
			response.State.RemoveResource(ctx)
			return
		}
		if err != nil {
			response.Diagnostics.AddError(title(key)+" cannot be read", r.cluster.Reason(err))
			return
		}
		response.Diagnostics.Append(state.follow(ctx, kept, current)...)
		if response.Diagnostics.HasError() {
			return
		}
		response.Diagnostics.Append(remember(ctx, response.Private, current)...)
	}
	if state.ReadAllocationIDs.ValueBool() {
		response.Diagnostics.Append(r.readAllocationIDs(ctx, &state)...)
	}
	response.Diagnostics.Append(response.State.Set(ctx, &state)...)
}

// diedEarly says whether a job is dead though nobody stopped it and it did not do its work: a batch job that finished
// is dead too, and would be run again for ever.
func diedEarly(stub *api.JobListStub) bool {
	if stub.Status != "dead" || stub.Stop {
		return false
	}
	if stub.Type == api.JobTypeService || stub.Type == api.JobTypeSystem || stub.JobSummary == nil {
		return true
	}
	for _, group := range stub.JobSummary.Summary {
		if group.Failed > 0 || group.Lost > 0 {
			return true
		}
	}
	return false
}

// follow brings the state to what runs now.
func (m *model) follow(ctx context.Context, kept *remembered, current *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	if kept == nil || m.Jobspec.IsNull() {
		text, err := jobspec.Minimal(current)
		if err != nil {
			problems.AddError(title(m.key())+" cannot be imported", err.Error())
			return problems
		}
		if prior, wrong := jobspec.Decode(m.Jobspec.ValueString()); len(wrong) > 0 || !jobspec.Equal(prior, current) {
			m.Jobspec = types.StringValue(text)
		}
		problems.Append(m.describe(ctx, current)...)
		m.AllocationIDs = types.ListValueMust(types.StringType, nil)
		m.seen(current)
		return problems
	}
	before, err := kept.job()
	if err != nil {
		problems.AddError(title(m.key())+" cannot be compared", "what the provider remembered of it is damaged: "+err.Error())
		return problems
	}
	text, changed, err := jobspec.Drift(m.Jobspec.ValueString(), before, current)
	if err != nil {
		problems.AddError(title(m.key())+" cannot be compared", err.Error())
		return problems
	}
	if changed {
		m.Jobspec = types.StringValue(text)
		m.seen(current)
	}
	return problems
}

func (m *model) seen(current *api.Job) {
	m.Status = types.StringValue(orDefault(current.Status, ""))
	m.ModifyIndex = types.StringValue(strconv.FormatUint(*current.JobModifyIndex, 10))
}

func (r *Resource) readAllocationIDs(ctx context.Context, m *model) diag.Diagnostics {
	var problems diag.Diagnostics
	allocations, _, err := r.cluster.Client.Jobs().Allocations(m.ID.ValueString(), false, query(ctx, m.key()))
	if err != nil {
		problems.AddError(title(m.key())+" allocations cannot be read", r.cluster.Reason(err))
		return problems
	}
	ids := make([]string, 0, len(allocations))
	for _, allocation := range allocations {
		ids = append(ids, allocation.ID)
	}
	list, found := types.ListValueFrom(ctx, types.StringType, ids)
	m.AllocationIDs = list
	return append(problems, found...)
}
