// Package aclpolicy is the resource type nomad_acl_policy.
package aclpolicy

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// New returns the resource type for the provider's list.
//
// See https://developer.hashicorp.com/nomad/api-docs/acl/policies
func New() resource.Resource { return lifecycle.New[*cluster.Cluster, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*cluster.Cluster, model]

func (kind) TypeName() string { return "nomad_acl_policy" }

func (kind) Schema() schema.Schema {
	optional := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description}
	}
	name := lifecycle.Identifying("Up to 128 letters, digits and dashes.")
	name.Validators = lifecycle.Name()
	return schema.Schema{
		MarkdownDescription: "A Nomad ACL policy. Its rules are checked at plan.",
		Attributes: map[string]schema.Attribute{
			"id":          lifecycle.ID("The name."),
			"name":        name,
			"description": schema.StringAttribute{Optional: true, MarkdownDescription: "For humans, up to 256 bytes.", Validators: lifecycle.AtMost(256)},
			"rules_hcl": schema.StringAttribute{Required: true, MarkdownDescription: "The rules in HCL or JSON. Layout and comments make no difference.",
				PlanModifiers: lifecycle.KeepSpelling(sameRules)},
		},
		Blocks: map[string]schema.Block{
			"job_acl": schema.ListNestedBlock{
				MarkdownDescription: "Gives the policy to the workload identities of a namespace, a job, one of its groups, or one task. One block at most.",
				Validators:          lifecycle.OneBlock(),
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"namespace": optional("Namespace of the job. Default: `default`."),
					"job_id":    optional("The job. Without it, all jobs of the namespace."),
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

// Plan checks the rules and refuses to replace a policy that another program wrote.
func (kind) Plan(ctx context.Context, c *call) {
	if !c.Plan.RulesHCL.IsUnknown() {
		if wrong := checkRules(c.Plan.RulesHCL.ValueString()); len(wrong) > 0 {
			c.AddAttributeError(path.Root("rules_hcl"), problem.NotValid.Summary(title(c.Plan)+" has wrong rules"), strings.Join(wrong, "\n"))
		}
	}
	for _, block := range c.Plan.JobACL {
		refuse := func(what, detail string) {
			c.AddAttributeError(path.Root("job_acl"), problem.NotValid.Summary(title(c.Plan)+" "+what), detail)
		}
		switch {
		case block.Task.ValueString() != "" && block.Group.IsNull():
			refuse("names a task without its group", "got task without group; set group too")
		case block.Group.ValueString() != "" && block.JobID.IsNull():
			refuse("names a group without its job", "got group without job_id; set job_id too")
		case block.JobID.IsNull() && block.Namespace.IsNull():
			refuse("names neither a job nor a namespace", "got an empty job_acl; set job_id, or namespace for all jobs of a namespace")
		}
	}
	if c.HasError() || c.Prior != nil {
		return
	}
	c.Plan.ID = c.Plan.Name
	if c.Server != nil && !c.Plan.Name.IsUnknown() && !c.Plan.RulesHCL.IsUnknown() {
		refuseForeign(ctx, c)
	}
}

func (kind) PlanDelete(context.Context, *call) {}

func (kind) Read(ctx context.Context, c *call) bool {
	current, err := get(ctx, c.Server, c.Prior.ID.ValueString())
	if isOver, isKept := c.Server.EndsRead(&c.Diagnostics, title(c.Prior), c.Prior.Name.IsNull(), err); isOver {
		return isKept
	}
	if current != nil {
		c.Prior.follow(current)
	}
	return current != nil
}

// follow sets the state to what the server has. A text that means the same keeps its spelling.
func (m *model) follow(current *api.ACLPolicy) {
	m.ID, m.Name = types.StringValue(current.Name), types.StringValue(current.Name)
	follow.Text(&m.Description, current.Description)
	if !sameRules(m.RulesHCL.ValueString(), current.Rules) {
		m.RulesHCL = types.StringValue(current.Rules)
	}
	if isEmpty(current.JobACL) {
		m.JobACL = nil
		return
	}
	if len(m.JobACL) == 0 {
		m.JobACL = []jobACL{{}}
	}
	block := &m.JobACL[0]
	if current.JobACL.JobID == "" {
		follow.Text(&block.Namespace, current.JobACL.Namespace) // all workloads of the namespace have the policy
	} else {
		follow.Default(&block.Namespace, current.JobACL.Namespace, api.DefaultNamespace)
	}
	follow.Text(&block.JobID, current.JobACL.JobID)
	follow.Text(&block.Group, current.JobACL.Group)
	follow.Text(&block.Task, current.JobACL.Task)
}

// Create takes over a policy that is as planned without writing it: the owner's spelling of the rules and the index stay.
func (kind) Create(ctx context.Context, c *call) {
	isThere := refuseForeign(ctx, c)
	if !isThere && !c.HasError() {
		write(ctx, c)
	}
	c.Plan.ID = c.Plan.Name
}

func (kind) Update(ctx context.Context, c *call) { write(ctx, c) }

func (kind) Delete(ctx context.Context, c *call) {
	err := c.Server.Connect(ctx)
	if err == nil {
		_, err = c.Server.Client.ACLPolicies().Delete(c.Prior.ID.ValueString(), (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil && !cluster.NotFound(err) {
		c.AddError(problem.DeleteFailed.Of(title(c.Prior)), c.Server.Reason(err))
	}
}

func write(ctx context.Context, c *call) {
	err := c.Server.Connect(ctx)
	if err == nil {
		_, err = c.Server.Client.ACLPolicies().Upsert(c.Plan.policy(), (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil {
		c.AddError(problem.RefusedByNomad.Of(title(c.Plan)), c.Server.Reason(err))
	}
	c.Plan.ID = c.Plan.Name
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

// refuseForeign returns whether the planned policy exists already. It adds an error if one of this name exists that differs from it.
func refuseForeign(ctx context.Context, c *call) bool {
	name := c.Plan.Name.ValueString()
	current, err := get(ctx, c.Server, name)
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), c.Server.Reason(err))
		return false
	}
	wanted := c.Plan.policy()
	if current == nil {
		return false
	}
	if current.Description == wanted.Description && sameRules(current.Rules, wanted.Rules) && sameJob(current.JobACL, wanted.JobACL) {
		return true
	}
	c.AddAttributeError(path.Root("name"), problem.AlreadyExists.Of(title(c.Plan)), fmt.Sprintf(
		"a policy %q exists that is not in Terraform's state and differs from this one; take it over with terraform import ADDRESS %s, or choose another name", name, name))
	return false
}

func sameJob(a, b *api.JobACL) bool {
	if isEmpty(a) || isEmpty(b) {
		return isEmpty(a) && isEmpty(b)
	}
	return *a == *b
}

func isEmpty(a *api.JobACL) bool { return a == nil || *a == (api.JobACL{}) }

// get returns nil if there is no such policy.
func get(ctx context.Context, server *cluster.Cluster, name string) (*api.ACLPolicy, error) {
	if err := server.Connect(ctx); err != nil {
		return nil, err
	}
	current, _, err := server.Client.ACLPolicies().Info(name, (&api.QueryOptions{}).WithContext(ctx))
	if cluster.NotFound(err) {
		return nil, nil
	}
	return current, err
}

func title(m *model) string {
	name := m.Name.ValueString()
	if name == "" {
		name = m.ID.ValueString() // after an import
	}
	return "[acl policy " + name + "]"
}
