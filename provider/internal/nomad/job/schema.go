package job

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Schema has the attributes of the official provider's nomad_job except task_groups, and four of our own: protect,
// fail_fast, newer_fields, and scheduler. task_groups would repeat the specification, and took a fifth of the time of a plan
// without changes.
func (*Resource) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = jobSchema()
}

// jobSchema is built once: Terraform requests it with every resource.
var jobSchema = sync.OnceValue(func() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A Nomad job. The plan shows field by field what changed on the cluster.",
		Attributes: map[string]schema.Attribute{
			"jobspec": schema.StringAttribute{Required: true,
				MarkdownDescription: "The job as JSON of Nomad's API, for example from `jsonencode`."},
			"json": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Must be true: `jobspec` is JSON. HCL is refused, because drift cannot be shown in it."},
			"detach": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, an apply does not wait until the job runs. Default: false."},
			"deregister_on_destroy": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If false, destroying the resource leaves the job running. Default: true."},
			"deregister_on_id_change": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Only true, the default, is supported: the job with the former id or namespace is stopped."},
			"purge_on_destroy": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, destroying the resource also removes the job from Nomad's list. Default: false, Nomad's garbage collector removes it later."},
			"protect": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, a plan that stops the job needs a confirmation that names it, even if the program no longer has the job. It is not sent to Nomad. Default: false."},
			"fail_fast": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Whether an apply stops waiting as soon as a task cannot start for a reason that does not resolve itself: an image that does not exist, an unknown driver option, a program for another CPU architecture, a missing command. It is not sent to Nomad. Default: true unless an earlier version of the job is running or `auto_revert` restores it."},
			"newer_fields": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, keys of `jobspec` that this version does not know are sent to Nomad as they are, for a field of a newer Nomad. Default: false, such a key is an error."},
			"policy_override": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Overrides soft-mandatory Sentinel policies (Nomad Enterprise). Default: false."},
			"preserve_counts": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, each group of a running job keeps its count, whatever `jobspec` has; a new count on the cluster is no change. The counts of `jobspec` are those of a new job and of a new group. Default: false."},
			"preserve_resources": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, each task of a running job keeps its resources, whatever `jobspec` has; new resources on the cluster are no change. The resources of `jobspec` are those of a new job and of a new task. Default: false."},
			"rerun_if_dead": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, a job that is dead but did not finish successfully is run again. Default: false."},
			"read_allocation_ids": schema.BoolAttribute{Optional: true,
				DeprecationMessage: "ask Nomad for the allocations of the job instead"},
			"id":        schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "The job's ID."},
			"name":      schema.StringAttribute{Computed: true, MarkdownDescription: "The job's name."},
			"namespace": schema.StringAttribute{Computed: true, MarkdownDescription: "The job's namespace."},
			"type":      schema.StringAttribute{Computed: true, MarkdownDescription: "The job's type: service, batch, system or sysbatch."},
			"region":    schema.StringAttribute{Computed: true, MarkdownDescription: "The job's region."},
			"datacenters": schema.SetAttribute{Computed: true, ElementType: types.StringType,
				MarkdownDescription: "The job's datacenters."},
			"status": schema.StringAttribute{Computed: true,
				MarkdownDescription: "The job's status after the last apply, or when drift was last found."},
			"modify_index": schema.StringAttribute{Computed: true,
				MarkdownDescription: "Nomad's index of the specification after the last apply, or when drift was last found."},
			"deployment_id": schema.StringAttribute{Computed: true,
				MarkdownDescription: "The deployment that the last apply waited for, if any."},
			"deployment_status": schema.StringAttribute{Computed: true,
				MarkdownDescription: "The status with which that deployment ended."},
			"allocation_ids": schema.ListAttribute{Computed: true, ElementType: types.StringType,
				DeprecationMessage: "ask Nomad for the allocations of the job instead"},
			"scheduler": schema.MapAttribute{Computed: true, ElementType: types.StringType,
				MarkdownDescription: "In a plan: what Nomad's scheduler will do, by task group. Empty after the apply."},
		},
		Blocks: map[string]schema.Block{
			"hcl2": schema.ListNestedBlock{
				MarkdownDescription: "Not supported, because HCL is not.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"allow_fs": schema.BoolAttribute{Optional: true},
					"vars":     schema.MapAttribute{Optional: true, ElementType: types.StringType},
				}},
			},
			"timeouts": schema.SingleNestedBlock{
				MarkdownDescription: "Time to wait until the job runs. Default: the time that its deployment may take.",
				Attributes: map[string]schema.Attribute{
					"create": schema.StringAttribute{Optional: true},
					"update": schema.StringAttribute{Optional: true},
				},
			},
		},
	}
})
