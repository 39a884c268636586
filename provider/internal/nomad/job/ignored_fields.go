package job

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// warnOfIgnoredFields lists the fields that a server of the region does not know: it registers the job without them. It is a warning,
// because a build of Nomad can have fields of a later version. The servers are asked only if not every release knows all fields.
func (r *Resource) warnOfIgnoredFields(ctx context.Context, key cluster.Key, job *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	fields := jobspec.VersionedFields(job)
	if len(fields) == 0 {
		return problems
	}
	servers := r.cluster.Servers(ctx)
	isUnknown := func(field jobspec.VersionedField) bool {
		return slices.ContainsFunc(servers, func(server cluster.Server) bool { return field.UnknownTo(server.Version) })
	}
	ignored := slices.DeleteFunc(fields, func(field jobspec.VersionedField) bool { return !isUnknown(field) })
	if len(ignored) == 0 {
		return problems
	}
	lacking := r.cluster.Lacking(ctx, func(version string) bool {
		return slices.ContainsFunc(ignored, func(field jobspec.VersionedField) bool { return field.UnknownTo(version) })
	})
	var lines []string
	for _, field := range ignored {
		release := "since Nomad " + field.Since
		if field.Since == "" {
			release = "until Nomad " + field.Removed
		}
		lines = append(lines, fmt.Sprintf("%s (%s)", field.Path, release))
	}
	problems.AddWarning(problem.FieldNotInVersion.Of(title(key)), fmt.Sprintf("%s\n%s would register the job without them; upgrade, or remove the fields",
		strings.Join(lines, "\n"), lacking))
	return problems
}
