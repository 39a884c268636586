// Package aclbindingrule is the resource type nomad_acl_binding_rule.
package aclbindingrule

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/nomad/api-docs/acl/binding-rules
func New() resource.Resource { return lifecycle.New[*cluster.Cluster, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*cluster.Cluster, model]

type model struct {
	ID          types.String `tfsdk:"id"`
	Description types.String `tfsdk:"description"`
	AuthMethod  types.String `tfsdk:"auth_method"`
	Selector    types.String `tfsdk:"selector"`
	BindType    types.String `tfsdk:"bind_type"`
	BindName    types.String `tfsdk:"bind_name"`
}

const (
	role           = "role"
	policy         = "policy"
	management     = "management"
	maxDescription = 256
)

func (kind) TypeName() string { return "nomad_acl_binding_rule" }

func (kind) Schema() schema.Schema {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description}
	}
	return schema.Schema{
		MarkdownDescription: "A Nomad binding rule: which rights a login gives.",
		Attributes: map[string]schema.Attribute{
			"id":          lifecycle.ID("Nomad's id of the rule."),
			"description": text("For humans, up to 256 characters."),
			"auth_method": lifecycle.Identifying("Name of the auth method whose logins it is for."),
			"selector":    text("Condition on the claims, such as `\"admins\" in list.groups`. Default: every login."),
			"bind_type":   schema.StringAttribute{Required: true, MarkdownDescription: "`role`, `policy` or `management`."},
			"bind_name": schema.StringAttribute{Optional: true,
				MarkdownDescription: "Name of the role or policy; may hold `${value.NAME}` of a claim. Not with management.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplaceIf(emptied, "nomad keeps a name that is not given", "nomad keeps a name that is not given")}},
		},
	}
}

// emptied says that a name is taken away. Nomad takes an empty one in an update as "keep", so that takes a new rule.
func emptied(_ context.Context, request planmodifier.StringRequest, response *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	response.RequiresReplace = !request.PlanValue.IsUnknown() && request.PlanValue.ValueString() == "" && request.StateValue.ValueString() != ""
}

func (kind) Plan(ctx context.Context, c *call) {
	if problems := c.Plan.check(); len(problems) > 0 {
		c.AddError(problem.NotValid.Of(title(c.Plan)), strings.Join(problems, "\n"))
		return
	}
	if c.Server == nil {
		return
	}
	if err := c.Server.Connect(ctx); err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), err.Error())
		return
	}
	query := (&api.QueryOptions{}).WithContext(ctx)
	if method := c.Plan.AuthMethod; !method.IsUnknown() {
		_, _, err := c.Server.Client.ACLAuthMethods().Get(method.ValueString(), query)
		if cluster.NotFound(err) && !planned.Await(ctx, c.Server, planned.AuthMethod, method.ValueString()) {
			c.AddAttributeError(path.Root("auth_method"), problem.ReferenceMissing.Summary(title(c.Plan)+" names an auth method that does not exist"),
				fmt.Sprintf("auth method %q neither exists nor is created by this plan", method.ValueString()))
		}
	}
	if name := c.Plan.BindName.ValueString(); c.Plan.BindType.ValueString() == role && name != "" && !strings.Contains(name, "${") {
		_, _, err := c.Server.Client.ACLRoles().GetByName(name, query)
		if cluster.NotFound(err) && !planned.Await(ctx, c.Server, planned.Role, name) {
			c.AddAttributeWarning(path.Root("bind_name"), problem.ReferenceMissing.Summary(title(c.Plan)+" names a role that does not exist"),
				fmt.Sprintf("role %q neither exists nor is created by this plan; until it exists a login gets nothing from this rule", name))
		}
	}
}

// check gives all that Nomad would refuse.
func (m *model) check() []string {
	var problems []string
	if length := len(m.Description.ValueString()); length > maxDescription {
		problems = append(problems, fmt.Sprintf("description: got %d characters, at most %d are allowed", length, maxDescription))
	}
	if m.BindType.IsUnknown() || m.BindName.IsUnknown() {
		return problems
	}
	switch kind, name := m.BindType.ValueString(), m.BindName.ValueString(); {
	case kind != role && kind != policy && kind != management:
		problems = append(problems, fmt.Sprintf("bind_type: got %q, want one of %s, %s, %s", kind, role, policy, management))
	case kind == management && name != "":
		problems = append(problems, fmt.Sprintf("bind_name: got %q with bind_type management, which binds to no name; leave it out", name))
	case kind != management && name == "":
		problems = append(problems, fmt.Sprintf("bind_name: not set; bind_type %s needs the name of one", kind))
	}
	return problems
}

func (kind) PlanDelete(context.Context, *call) {}

func (kind) Read(ctx context.Context, c *call) bool {
	err := c.Server.Connect(ctx)
	var found *api.ACLBindingRule
	if err == nil {
		found, _, err = c.Server.Client.ACLBindingRules().Get(c.Prior.ID.ValueString(), (&api.QueryOptions{}).WithContext(ctx))
	}
	if isOver, isKept := c.Server.EndsRead(&c.Diagnostics, title(c.Prior), c.Prior.AuthMethod.IsNull(), err); isOver {
		return isKept
	}
	follow.Text(&c.Prior.Description, found.Description)
	c.Prior.AuthMethod, c.Prior.BindType = types.StringValue(found.AuthMethod), types.StringValue(found.BindType)
	follow.Text(&c.Prior.Selector, found.Selector)
	follow.Text(&c.Prior.BindName, found.BindName)
	return true
}

func (kind) Create(ctx context.Context, c *call) {
	err := c.Server.Connect(ctx)
	var created *api.ACLBindingRule
	if err == nil {
		created, err = createOnce(ctx, c.Server.Client.ACLBindingRules(), c.Plan.rule())
	}
	if err != nil {
		c.AddError(problem.RefusedByNomad.Of(title(c.Plan)), c.Server.Reason(err))
		return
	}
	c.Plan.ID = types.StringValue(created.ID)
}

func (kind) Update(ctx context.Context, c *call) {
	wanted := c.Plan.rule()
	wanted.ID = c.Prior.ID.ValueString()
	err := c.Server.Connect(ctx)
	if err == nil {
		_, _, err = c.Server.Client.ACLBindingRules().Update(wanted, (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil {
		c.AddError(problem.RefusedByNomad.Of(title(c.Plan)), c.Server.Reason(err))
	}
}

func (kind) Delete(ctx context.Context, c *call) {
	err := c.Server.Connect(ctx)
	if err == nil {
		_, err = c.Server.Client.ACLBindingRules().Delete(c.Prior.ID.ValueString(), (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil && !cluster.NotFound(err) {
		c.AddError(problem.DeleteFailed.Of(title(c.Prior)), c.Server.Reason(err))
	}
}

func (m *model) rule() *api.ACLBindingRule {
	return &api.ACLBindingRule{
		Description: m.Description.ValueString(), AuthMethod: m.AuthMethod.ValueString(), Selector: m.Selector.ValueString(),
		BindType: m.BindType.ValueString(), BindName: m.BindName.ValueString(),
	}
}

func title(m *model) string {
	return fmt.Sprintf("[acl binding rule %s -> %s %s]", m.AuthMethod.ValueString(), m.BindType.ValueString(), m.BindName.ValueString())
}
