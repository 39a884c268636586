package csivolume

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// timeouts are how long an apply waits for others.
type timeouts struct {
	Create types.String `tfsdk:"create"`
	Delete types.String `tfsdk:"delete"`
}

// patience is how long that is if nothing is said.
const patience = 10 * time.Minute

func timeoutsBlock() schema.SingleNestedBlock {
	return schema.SingleNestedBlock{
		MarkdownDescription: "How long to wait. Default: `10m` each.",
		Attributes: map[string]schema.Attribute{
			"create": schema.StringAttribute{Optional: true, MarkdownDescription: "For the plugin to be healthy."},
			"delete": schema.StringAttribute{Optional: true, MarkdownDescription: "For jobs to let go of the volume."},
		},
	}
}

func (t *timeouts) create() time.Duration {
	if t == nil {
		return patience
	}
	return limit(t.Create)
}

func (t *timeouts) delete() time.Duration {
	if t == nil {
		return patience
	}
	return limit(t.Delete)
}

func limit(text types.String) time.Duration {
	if duration, err := time.ParseDuration(text.ValueString()); err == nil {
		return duration
	}
	return patience
}

func (t *timeouts) check() []string {
	if t == nil {
		return nil
	}
	var problems []string
	for _, set := range []struct {
		name string
		text types.String
	}{{"create", t.Create}, {"delete", t.Delete}} {
		if set.text.IsNull() || set.text.IsUnknown() {
			continue
		}
		if duration, err := time.ParseDuration(set.text.ValueString()); err != nil || duration <= 0 {
			problems = append(problems, fmt.Sprintf("timeouts.%s: got %q, want a duration above zero such as 90s or 10m", set.name, set.text.ValueString()))
		}
	}
	return problems
}
