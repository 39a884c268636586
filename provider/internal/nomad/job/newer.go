package job

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/problem"
)

// newerText returns the specification whose fields of a newer Nomad are part of each request about the job, "" if the resource
// does not allow them.
func (m *model) newerText() string {
	if !m.NewerFields.ValueBool() {
		return ""
	}
	return m.Jobspec.ValueString()
}

// decode reports every problem of the specification on its own line, and names the fields of a newer Nomad.
func (m *model) decode() (*api.Job, diag.Diagnostics) {
	if !m.NewerFields.ValueBool() {
		return decode(m.Jobspec.ValueString())
	}
	var problems diag.Diagnostics
	job, unknown, wrong := jobspec.DecodeNewer(m.Jobspec.ValueString())
	if len(wrong) > 0 {
		problems.AddError(problem.NotValid.Summary("jobspec is not a job"), lines(wrong))
		return nil, problems
	}
	if len(unknown) > 0 {
		problems.AddWarning(problem.FieldsUnknown.Of(title(keyOf(job))),
			strings.Join(unknown, "\n")+"\nthey are sent to Nomad as they are; a Nomad that does not know them either ignores them, and their drift is not seen")
	}
	return job, problems
}

// plan is Jobs().Plan with the fields of a newer Nomad, if there is a specification with them.
func (r *Resource) plan(job *api.Job, newer string, hasDiff bool, options *api.WriteOptions) (*api.JobPlanResponse, error) {
	if newer == "" {
		answer, _, err := r.cluster.Client.Jobs().Plan(job, hasDiff, options)
		return answer, err
	}
	document, err := jobspec.WithNewerFields(job, newer)
	if err != nil {
		return nil, err
	}
	var answer api.JobPlanResponse
	_, err = r.cluster.Client.Raw().Write(fmt.Sprintf("/v1/job/%s/plan", url.PathEscape(*job.ID)),
		map[string]any{"Job": document, "Diff": hasDiff}, &answer, options)
	return &answer, err
}

// write registers a job, with the fields of a newer Nomad, if there is a specification with them.
func (r *Resource) write(job *api.Job, newer string, register *api.RegisterOptions, options *api.WriteOptions) (*api.JobRegisterResponse, error) {
	if newer == "" {
		answer, _, err := r.cluster.Client.Jobs().RegisterOpts(job, register, options)
		return answer, err
	}
	document, err := jobspec.WithNewerFields(job, newer)
	if err != nil {
		return nil, err
	}
	var answer api.JobRegisterResponse
	_, err = r.cluster.Client.Raw().Write("/v1/jobs", map[string]any{
		"Job": document, "EnforceIndex": register.EnforceIndex, "JobModifyIndex": register.ModifyIndex,
		"PolicyOverride": register.PolicyOverride, "Submission": register.Submission,
		"PreserveCounts": register.PreserveCounts, "PreserveResources": register.PreserveResources,
	}, &answer, options)
	return &answer, err
}
