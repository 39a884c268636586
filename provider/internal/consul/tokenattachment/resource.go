// Package tokenattachment is the resource types consul_acl_token_policy_attachment and consul_acl_token_role_attachment: each
// attaches one policy or one role to a token that something else owns.
package tokenattachment

import (
	"context"
	"fmt"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/problem"
)

// NewPolicy returns the resource type consul_acl_token_policy_attachment.
//
// See https://developer.hashicorp.com/consul/api-docs/acl/tokens
func NewPolicy() resource.Resource {
	return lifecycle.New[*api.Client, policyModel](attachment[policyModel]{
		kind{"policy", func(token *api.ACLToken) *[]*api.ACLLink { return &token.Policies }},
		func(m *policyModel) fields { return fields{&m.ID, &m.TokenID, &m.Policy} },
	})
}

// NewRole returns the resource type consul_acl_token_role_attachment.
//
// See https://developer.hashicorp.com/consul/api-docs/acl/tokens
func NewRole() resource.Resource {
	return lifecycle.New[*api.Client, roleModel](attachment[roleModel]{
		kind{"role", func(token *api.ACLToken) *[]*api.ACLLink { return &token.Roles }},
		func(m *roleModel) fields { return fields{&m.ID, &m.TokenID, &m.Role} },
	})
}

type policyModel struct {
	ID      types.String `tfsdk:"id"`
	TokenID types.String `tfsdk:"token_id"`
	Policy  types.String `tfsdk:"policy"`
}

type roleModel struct {
	ID      types.String `tfsdk:"id"`
	TokenID types.String `tfsdk:"token_id"`
	Role    types.String `tfsdk:"role"`
}

// fields are the attributes of both models.
type fields struct{ id, token, name *types.String }

func (f fields) link() link { return link{f.token.ValueString(), f.name.ValueString()} }

// kind is what an attachment links to a token.
type kind struct {
	noun  string
	links func(*api.ACLToken) *[]*api.ACLLink
}

// attachment is the lifecycle.Kind of both types.
type attachment[M any] struct {
	kind
	fields func(*M) fields
}

func (a attachment[M]) TypeName() string { return "consul_acl_token_" + a.noun + "_attachment" }

func (a attachment[M]) Schema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Gives a " + a.noun + " to a Consul token that is managed elsewhere, such as the anonymous one.",
		Attributes: map[string]schema.Attribute{
			"id":       lifecycle.ID("accessor id:" + a.noun),
			"token_id": lifecycle.Identifying("The token's accessor id."),
			a.noun:     lifecycle.Identifying("Name of the " + a.noun + "."),
		},
	}
}

func (a attachment[M]) Plan(_ context.Context, c *lifecycle.Call[*api.Client, M]) {
	planned := a.fields(c.Plan)
	if planned.token.IsUnknown() || planned.name.IsUnknown() {
		return
	}
	if wrong := planned.link().problem(); wrong != "" {
		c.AddAttributeError(path.Root("token_id"), problem.NotValid.Of(a.title(planned)), wrong)
		return
	}
	*planned.id = types.StringValue(planned.link().id())
}

func (attachment[M]) PlanDelete(context.Context, *lifecycle.Call[*api.Client, M]) {}

func (a attachment[M]) Read(ctx context.Context, c *lifecycle.Call[*api.Client, M]) bool {
	state := a.fields(c.Prior)
	imported := state.token.IsNull()
	if imported {
		link, err := parse(state.id.ValueString())
		if err != nil {
			c.AddError(problem.ImportFailed.Of("[consul acl token "+a.noun+" attachment]"), err.Error())
			return false
		}
		*state.token, *state.name = types.StringValue(link.Token), types.StringValue(link.Name)
	}
	has, err := a.has(ctx, c.Server, state.link())
	if answer.LacksRight(err) && !imported {
		c.AddWarning(problem.NotCompared.Of(a.title(state)), answer.NotCompared)
		return true
	}
	if err != nil {
		c.AddError(problem.ReadFailed.Of(a.title(state)), answer.Reason(err))
	}
	return has
}

func (a attachment[M]) Create(ctx context.Context, c *lifecycle.Call[*api.Client, M]) {
	planned := a.fields(c.Plan)
	*planned.id = types.StringValue(planned.link().id())
	if err := a.set(ctx, c.Server, planned.link(), true); err != nil {
		c.AddError(problem.RefusedByConsul.Of(a.title(planned)), answer.Reason(err))
	}
}

// Update has nothing to do: another token or another name is another attachment.
func (attachment[M]) Update(context.Context, *lifecycle.Call[*api.Client, M]) {}

func (a attachment[M]) Delete(ctx context.Context, c *lifecycle.Call[*api.Client, M]) {
	state := a.fields(c.Prior)
	if err := a.set(ctx, c.Server, state.link(), false); err != nil {
		c.AddError(problem.DeleteFailed.Of(a.title(state)), answer.Reason(err))
	}
}

func (a attachment[M]) title(f fields) string {
	return fmt.Sprintf("[consul acl token %s, %s %s]", f.token.ValueString(), a.noun, f.name.ValueString())
}
