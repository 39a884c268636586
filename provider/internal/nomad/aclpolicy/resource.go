// Package aclpolicy is the resource type nomad_acl_policy.
package aclpolicy

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
)

// Resource is nomad_acl_policy.
//
// See https://developer.hashicorp.com/nomad/api-docs/acl/policies
type Resource struct{ cluster *cluster.Cluster }

// New makes the resource type for the provider's list.
func New() resource.Resource { return &Resource{} }

func (*Resource) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = "nomad_acl_policy"
}

func (r *Resource) Configure(_ context.Context, request resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.cluster, _ = request.ProviderData.(*cluster.Cluster)
}

func (*Resource) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	optional := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description}
	}
	response.Schema = schema.Schema{
		MarkdownDescription: "A Nomad ACL policy. Its rules are checked at plan.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "The name.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}},
			"name": schema.StringAttribute{Required: true, MarkdownDescription: "Up to 128 letters, digits and dashes.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}},
			"description": optional("For humans, up to 256 characters."),
			"rules_hcl":   schema.StringAttribute{Required: true, MarkdownDescription: "The rules in HCL or JSON. Layout and comments make no difference."},
		},
		Blocks: map[string]schema.Block{
			"job_acl": schema.ListNestedBlock{
				MarkdownDescription: "Gives the policy to the workload identity of a job, one of its groups, or one task. One block at most.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"namespace": optional("Namespace of the job. Default: `default`."),
					"job_id":    schema.StringAttribute{Required: true, MarkdownDescription: "The job."},
					"group":     optional("Only this task group of it."),
					"task":      optional("Only this task of that group."),
				}},
			},
		},
	}
}

type model struct {
	ID          types.String `tfsdk:"id"`
	Name        types.String `tfsdk:"name"`
	Description types.String `tfsdk:"description"`
	RulesHCL    types.String `tfsdk:"rules_hcl"`
	JobACL      []jobACL     `tfsdk:"job_acl"`
}

type jobACL struct {
	Namespace types.String `tfsdk:"namespace"`
	JobID     types.String `tfsdk:"job_id"`
	Group     types.String `tfsdk:"group"`
	Task      types.String `tfsdk:"task"`
}

// ImportState takes the name of a policy.
func (*Resource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), request, response)
}

func (r *Resource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state model
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	name := state.ID.ValueString()
	current, err := r.get(ctx, name)
	if cluster.LacksRight(err) && !state.Name.IsNull() {
		response.Diagnostics.AddWarning(title(name)+" is not compared", cluster.NotCompared)
		return
	}
	if err != nil {
		response.Diagnostics.AddError(title(name)+" cannot be read", r.cluster.Reason(err))
		return
	}
	if current == nil {
		response.State.RemoveResource(ctx)
		return
	}
	state.follow(current)
	response.Diagnostics.Append(response.State.Set(ctx, &state)...)
}

// follow brings the state to what the server has, and keeps a text that means the same.
func (m *model) follow(current *api.ACLPolicy) {
	m.ID, m.Name = types.StringValue(current.Name), types.StringValue(current.Name)
	followText(&m.Description, current.Description)
	if !sameRules(m.RulesHCL.ValueString(), current.Rules) {
		m.RulesHCL = types.StringValue(current.Rules)
	}
	if current.JobACL == nil || current.JobACL.JobID == "" {
		m.JobACL = nil
		return
	}
	if len(m.JobACL) == 0 {
		m.JobACL = []jobACL{{}}
	}
	block := &m.JobACL[0]
	if block.Namespace.ValueString() != "" || (current.JobACL.Namespace != "" && current.JobACL.Namespace != api.DefaultNamespace) {
		block.Namespace = types.StringValue(current.JobACL.Namespace)
	}
	block.JobID = types.StringValue(current.JobACL.JobID)
	followText(&block.Group, current.JobACL.Group)
	followText(&block.Task, current.JobACL.Task)
}

func followText(target *types.String, current string) {
	if current != "" || target.ValueString() != "" {
		*target = types.StringValue(current)
	}
}

// ModifyPlan checks the rules, and keeps the former text of rules that mean the same.
func (r *Resource) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	if request.Plan.Raw.IsNull() {
		return
	}
	var plan model
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(plan.check()...)
	if response.Diagnostics.HasError() {
		return
	}
	if request.State.Raw.IsNull() {
		plan.ID = plan.Name
		if problem := r.taken(ctx, &plan); problem != "" {
			response.Diagnostics.AddAttributeError(path.Root("name"), title(plan.Name.ValueString())+" exists already", problem)
			return
		}
	} else {
		var prior model
		response.Diagnostics.Append(request.State.Get(ctx, &prior)...)
		if !plan.RulesHCL.IsUnknown() && sameRules(plan.RulesHCL.ValueString(), prior.RulesHCL.ValueString()) {
			plan.RulesHCL = prior.RulesHCL
		}
	}
	response.Diagnostics.Append(response.Plan.Set(ctx, &plan)...)
}

var validName = regexp.MustCompile(`^[a-zA-Z0-9-]{1,128}$`)

const maxDescription = 256

func (m *model) check() diag.Diagnostics {
	var problems diag.Diagnostics
	name := m.Name.ValueString()
	if !m.Name.IsUnknown() && !validName.MatchString(name) {
		problems.AddAttributeError(path.Root("name"), title(name)+" has no valid name", fmt.Sprintf("got %q, want 1 to 128 letters, digits and dashes", name))
	}
	if length := len(m.Description.ValueString()); length > maxDescription {
		problems.AddAttributeError(path.Root("description"), title(name)+" has too long a description",
			fmt.Sprintf("got %d characters, at most %d are allowed", length, maxDescription))
	}
	if !m.RulesHCL.IsUnknown() {
		if wrong := checkRules(m.RulesHCL.ValueString()); len(wrong) > 0 {
			problems.AddAttributeError(path.Root("rules_hcl"), title(name)+" has wrong rules", strings.Join(wrong, "\n"))
		}
	}
	if len(m.JobACL) > 1 {
		problems.AddAttributeError(path.Root("job_acl"), title(name)+" has more than one job_acl", fmt.Sprintf("got %d blocks, at most one is allowed", len(m.JobACL)))
	}
	for _, block := range m.JobACL {
		if block.Task.ValueString() != "" && block.Group.IsNull() {
			problems.AddAttributeError(path.Root("job_acl"), title(name)+" names a task without its group", "got task without group; set group too")
		}
	}
	return problems
}

// Create takes over a policy that is exactly as wanted: a process that was killed may have made it.
func (r *Resource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var plan model
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	if problem := r.taken(ctx, &plan); problem != "" {
		response.Diagnostics.AddError(title(plan.Name.ValueString())+" exists already", problem)
		return
	}
	if r.write(ctx, &plan, &response.Diagnostics) {
		response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
	}
}

func (r *Resource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var plan model
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if !response.Diagnostics.HasError() && r.write(ctx, &plan, &response.Diagnostics) {
		response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
	}
}

func (r *Resource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state model
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	name := state.ID.ValueString()
	err := r.cluster.Connect(ctx)
	if err == nil {
		_, err = r.cluster.Client.ACLPolicies().Delete(name, (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil && !cluster.NotFound(err) {
		response.Diagnostics.AddError(title(name)+" cannot be deleted", r.cluster.Reason(err))
	}
}

func (r *Resource) write(ctx context.Context, plan *model, problems *diag.Diagnostics) bool {
	name := plan.Name.ValueString()
	err := r.cluster.Connect(ctx)
	if err == nil {
		_, err = r.cluster.Client.ACLPolicies().Upsert(plan.policy(), (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil {
		problems.AddError(title(name)+" is refused by nomad", r.cluster.Reason(err))
		return false
	}
	plan.ID = plan.Name
	return true
}

func (m *model) policy() *api.ACLPolicy {
	policy := &api.ACLPolicy{Name: m.Name.ValueString(), Description: m.Description.ValueString(), Rules: m.RulesHCL.ValueString()}
	for _, block := range m.JobACL {
		policy.JobACL = &api.JobACL{JobID: block.JobID.ValueString(), Group: block.Group.ValueString(), Task: block.Task.ValueString(), Namespace: block.Namespace.ValueString()}
		if policy.JobACL.Namespace == "" {
			policy.JobACL.Namespace = api.DefaultNamespace
		}
	}
	return policy
}

// taken says why a policy of this name cannot be made, if so.
func (r *Resource) taken(ctx context.Context, plan *model) string {
	if r.cluster == nil || plan.Name.IsUnknown() || plan.RulesHCL.IsUnknown() {
		return ""
	}
	name := plan.Name.ValueString()
	current, err := r.get(ctx, name)
	if err != nil {
		return "it cannot be read: " + r.cluster.Reason(err)
	}
	wanted := plan.policy()
	if current == nil || (current.Description == wanted.Description && sameRules(current.Rules, wanted.Rules) && sameJob(current.JobACL, wanted.JobACL)) {
		return ""
	}
	return fmt.Sprintf("a policy %q exists that is not in Terraform's state and differs from this one; take it over with "+
		"terraform import ADDRESS %s, or choose another name", name, name)
}

func sameJob(a, b *api.JobACL) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// get gives nil if there is no such policy.
func (r *Resource) get(ctx context.Context, name string) (*api.ACLPolicy, error) {
	if err := r.cluster.Connect(ctx); err != nil {
		return nil, err
	}
	current, _, err := r.cluster.Client.ACLPolicies().Info(name, (&api.QueryOptions{}).WithContext(ctx))
	if cluster.NotFound(err) {
		return nil, nil
	}
	return current, err
}

func title(name string) string { return "[acl policy " + name + "]" }
