package job

import (
	"context"
	"os"
	"strconv"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// ReadEach reports whether CDKNOMAD_READ_EACH_JOB is set: then every job is fetched, changed or not. Benchmarks use it.
func ReadEach() bool { return os.Getenv("CDKNOMAD_READ_EACH_JOB") != "" }

// Read compares the job's index with that of the snapshot. It only fetches a job that changed, and writes the changes into
// the jobspec of the state.
func (r *Resource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state model
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	key := state.key()
	r.cluster.Hold(key)
	if err := r.cluster.Connect(ctx); err != nil {
		response.Diagnostics.AddError(problem.ReadFailed.Of(title(key)), err.Error())
		return
	}
	stored, problems := loadSnapshot(ctx, request.Private)
	response.Diagnostics.Append(problems...)
	if stored == nil && !state.Jobspec.IsNull() {
		state.forgetOfficialDefaults()
	}
	failed, problems := loadFailure(ctx, request.Private)
	response.Diagnostics.Append(problems...)
	r.shareFailure(key, failed)

	stub, err := r.cluster.Job(ctx, key)
	if err != nil {
		response.Diagnostics.AddError(problem.ReadFailed.Of(title(key)), r.cluster.Reason(err))
		return
	}
	state.Scheduler = types.MapNull(types.StringType)
	if stub != nil && stored != nil && stub.JobModifyIndex == stored.Index && !ReadEach() {
		if state.RerunIfDead.ValueBool() && MayHaveFailed(stub) {
			state.Status = types.StringValue(stub.Status)
		}
	} else {
		// A job that is not listed may still exist: a token may be able to read a job but not to list it.
		current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(ctx, key))
		if cluster.NotFound(err) {
			response.State.RemoveResource(ctx)
			return
		}
		if err != nil {
			response.Diagnostics.AddError(problem.ReadFailed.Of(title(key)), r.cluster.Reason(err))
			return
		}
		response.Diagnostics.Append(state.update(ctx, stored, current)...)
		if response.Diagnostics.HasError() {
			return
		}
		response.Diagnostics.Append(storeSnapshot(ctx, response.Private, current)...)
	}
	if stub != nil {
		response.Diagnostics.Append(r.warnOfFailedRun(ctx, key, stub, state.Jobspec.ValueString())...)
		if failed == nil { // the plan shows a stored failure with its reason
			response.Diagnostics.Append(r.warnOfCauses(ctx, key, stub, state.Jobspec.ValueString())...)
		}
	}
	if state.ReadAllocationIDs.ValueBool() {
		response.Diagnostics.Append(r.readAllocationIDs(ctx, &state)...)
	}
	response.Diagnostics.Append(response.State.Set(ctx, &state)...)
}

// update brings the state to what runs now.
func (m *model) update(ctx context.Context, stored *snapshot, current *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	if stored == nil || m.Jobspec.IsNull() {
		text, err := jobspec.Minimal(current)
		if err != nil {
			problems.AddError(problem.ImportFailed.Of(title(m.key())), err.Error())
			return problems
		}
		// The text of another provider's state stays if the job runs as it says, so that a move back finds it unchanged.
		if prior, _, wrong := jobspec.DecodeNewer(m.Jobspec.ValueString()); len(wrong) > 0 || !jobspec.Equal(prior, current) && !runsAsText(prior, text) {
			m.Jobspec = types.StringValue(text)
		}
		problems.Append(m.describe(ctx, current)...)
		m.AllocationIDs = types.ListValueMust(types.StringType, nil)
		m.setStatus(current)
		return problems
	}
	before, err := stored.job()
	if err != nil {
		problems.AddError(problem.StateDamaged.Summary(title(m.key())+" cannot be compared"), "the snapshot of the job in the state is damaged: "+err.Error())
		return problems
	}
	before = m.preserved().Keep(before, current)
	text, changed, err := jobspec.Drift(m.Jobspec.ValueString(), before, current)
	if err != nil {
		problems.AddError(problem.ReadFailed.Summary(title(m.key())+" cannot be compared"), err.Error())
		return problems
	}
	if changed {
		m.Jobspec = types.StringValue(text)
		m.setStatus(current)
	}
	return problems
}

// runsAsText reports whether a specification asks for the same as the shortest text of what runs.
func runsAsText(prior *api.Job, minimal string) bool {
	running, wrong := jobspec.Decode(minimal)
	return len(wrong) == 0 && jobspec.EqualButZeros(prior, running)
}

func (m *model) setStatus(current *api.Job) {
	m.Status = types.StringValue(orDefault(current.Status, ""))
	m.ModifyIndex = types.StringValue(strconv.FormatUint(*current.JobModifyIndex, 10))
}

func (r *Resource) readAllocationIDs(ctx context.Context, m *model) diag.Diagnostics {
	var problems diag.Diagnostics
	allocations, _, err := r.cluster.Client.Jobs().Allocations(m.ID.ValueString(), false, query(ctx, m.key()))
	if err != nil {
		problems.AddError(problem.ReadFailed.Summary("the allocations of "+title(m.key())+" cannot be read"), r.cluster.Reason(err))
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
