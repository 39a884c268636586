package job

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/problem"
)

// refuseUnsupported adds an error for each setting of the official provider that this one does not support.
func (m *model) refuseUnsupported() diag.Diagnostics {
	var problems diag.Diagnostics
	if !m.JSON.IsUnknown() && !m.JSON.ValueBool() {
		problems.AddAttributeError(path.Root("json"), problem.NotValid.Summary("jobspec must be JSON"),
			"json is not true; this provider shows drift inside the specification and therefore accepts JSON only: set json = true "+
				"and jobspec = jsonencode({...}), or convert a file once with nomad job run -output FILE")
	}
	if !m.HCL2.IsNull() && len(m.HCL2.Elements()) > 0 {
		problems.AddAttributeError(path.Root("hcl2"), problem.NotValid.Summary("hcl2 is not supported"),
			"variables and functions of a job in HCL are not supported; write the job as JSON and use Terraform's own variables")
	}
	if !m.DeregisterOnIDChange.IsNull() && !m.DeregisterOnIDChange.IsUnknown() && !m.DeregisterOnIDChange.ValueBool() {
		problems.AddAttributeError(path.Root("deregister_on_id_change"), problem.NotValid.Summary("deregister_on_id_change = false is not supported"),
			"a job with a new id replaces the former one; to keep the former one, remove it from the state first with terraform state rm")
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
			problems.AddAttributeError(path.Root("timeouts").AtName(limit.name), problem.NotValid.Summary("the timeout is not a duration"), err.Error())
		}
	}
	return problems
}

// requests are last parts of the paths of Nomad's API for a job: /v1/job/web/plan plans the job web, and does not read web/plan.
var requests = regexp.MustCompile(`/(action|actions|allocations|deployment|deployments|dispatch|dispatch/payload|evaluate|evaluations|` +
	`periodic/force|plan|revert|scale|services|stable|submission|summary|tag|versions)$`)

// refuseUnaddressable adds an error for an id that Nomad registers, but that no request reaches.
func refuseUnaddressable(job *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	if job.ID == nil || (*job.ID != "." && *job.ID != ".." && !requests.MatchString(*job.ID)) {
		return problems
	}
	problems.AddError(problem.NotValid.Summary(fmt.Sprintf("the job id %q cannot be addressed", *job.ID)),
		fmt.Sprintf("got the id %q: nomad would register the job, but its API could neither read nor stop it, because the path of the job is the one of another request; use - instead of /", *job.ID))
	return problems
}

// decode reports every problem of a specification on its own line.
func decode(text string) (*api.Job, diag.Diagnostics) {
	var problems diag.Diagnostics
	job, wrong := jobspec.Decode(text)
	if len(wrong) > 0 {
		problems.AddError(problem.NotValid.Summary("jobspec is not a job"), lines(wrong))
	}
	return job, problems
}

func lines(wrong []jobspec.Problem) string {
	texts := make([]string, 0, len(wrong))
	for _, one := range wrong {
		texts = append(texts, one.String())
	}
	return strings.Join(texts, "\n")
}
