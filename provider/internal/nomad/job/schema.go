package job

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Schema has the attributes of the official provider's nomad_job but task_groups, and two of our own, protect and scheduler.
// What the specification says is not said again: Terraform takes apart all that a state holds several times in each plan,
// and task_groups alone took a fifth of the time of a plan with nothing to do.
func (*Resource) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = jobSchema()
}

// jobSchema is made once: Terraform's requests ask for it with every resource.
var jobSchema = sync.OnceValue(func() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A Nomad job, seen as it runs: what changed on the cluster shows in the plan field by field.",
		Attributes: map[string]schema.Attribute{
			"jobspec": schema.StringAttribute{Required: true,
				MarkdownDescription: "The job in the JSON of Nomad's API, for example made by `jsonencode`."},
			"json": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Has to be true: `jobspec` is JSON. HCL is refused, as drift cannot be shown in it."},
			"detach": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, apply returns as soon as Nomad took the job and does not wait until it runs. Default: false."},
			"deregister_on_destroy": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If false, destroying the resource leaves the job running. Default: true."},
			"deregister_on_id_change": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Only true, the default, is supported: the job under the former id or namespace is stopped."},
			"purge_on_destroy": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, destroying the resource removes the job from Nomad's list at once. Default: false, Nomad's garbage collector does it."},
			"protect": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, a plan that stops the job needs a confirmation that names it, also one of a program that has the job no more. Nomad does not see it. Default: false."},
			"policy_override": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Overrides soft-mandatory Sentinel policies (Nomad Enterprise). Default: false."},
			"rerun_if_dead": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, a job that is dead without having finished successfully is run again. Default: false."},
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
				MarkdownDescription: "The job's status after the last apply, or when drift was last seen."},
			"modify_index": schema.StringAttribute{Computed: true,
				MarkdownDescription: "Nomad's index of the specification: of the last apply, or when drift was last seen."},
			"deployment_id": schema.StringAttribute{Computed: true,
				MarkdownDescription: "The deployment that the last apply waited for, if any."},
			"deployment_status": schema.StringAttribute{Computed: true,
				MarkdownDescription: "How the deployment that the last apply waited for ended."},
			"allocation_ids": schema.ListAttribute{Computed: true, ElementType: types.StringType,
				DeprecationMessage: "ask Nomad for the allocations of the job instead"},
			"scheduler": schema.MapAttribute{Computed: true, ElementType: types.StringType,
				MarkdownDescription: "In a plan: what Nomad's scheduler is going to do, by task group. Empty afterwards."},
		},
		Blocks: map[string]schema.Block{
			"hcl2": schema.ListNestedBlock{
				MarkdownDescription: "Not supported, as HCL is not.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"allow_fs": schema.BoolAttribute{Optional: true},
					"vars":     schema.MapAttribute{Optional: true, ElementType: types.StringType},
				}},
			},
			"timeouts": schema.SingleNestedBlock{
				MarkdownDescription: "How long to wait for the job to run. Default: as long as its deployment may take.",
				Attributes: map[string]schema.Attribute{
					"create": schema.StringAttribute{Optional: true},
					"update": schema.StringAttribute{Optional: true},
				},
			},
		},
	}
})
