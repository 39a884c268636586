package job

import (
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/problem"
)

func (m *model) preserved() jobspec.Preserved {
	return jobspec.Preserved{Counts: m.PreserveCounts.ValueBool(), Resources: m.PreserveResources.ValueBool()}
}

// kept returns a job, or a copy of it with what an apply keeps of the running one: counts of the autoscaler, and what is preserved.
func (m *model) kept(job, running, former *api.Job) *api.Job {
	return m.preserved().Keep(jobspec.KeepAutoscaledCounts(job, running, former), running)
}

// releases reports whether a plan no longer preserves something. Then the specification alone does not show what an apply changes.
func (m *model) releases(prior *model) bool {
	now, before := m.preserved(), prior.preserved()
	return before.Counts && !now.Counts || before.Resources && !now.Resources
}

// warnOfKept lists what the specification changes and an apply does not.
func (m *model) warnOfKept(job, kept, former *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	var lines []string
	counts := jobspec.Overruled(job, kept, former)
	for _, group := range sortedNames(counts) {
		if m.PreserveCounts.ValueBool() {
			lines = append(lines, fmt.Sprintf("%s: keeps the count %d of the running job, because preserve_counts is set; the apply ignores count", group, counts[group]))
		} else {
			lines = append(lines, fmt.Sprintf("%s: was scaled to %d since the last apply, which is within its scaling block; the apply ignores count", group, counts[group]))
		}
	}
	if len(lines) > 0 {
		lines = append(lines, "to change the count now, run nomad job scale")
		problems.AddWarning(problem.CountKept.Of(title(keyOf(job))), strings.Join(lines, "\n"))
	}
	if tasks := m.preserved().OverruledResources(job, kept, former); len(tasks) > 0 {
		problems.AddWarning(problem.ResourcesKept.Of(title(keyOf(job))), strings.Join(tasks, ", ")+
			": the resources of the running job stay, because preserve_resources is set; the apply ignores resources\nto change them now, remove preserve_resources")
	}
	return problems
}
