// Package tokenpolicyattachment is the resource type consul_acl_token_policy_attachment.
package tokenpolicyattachment

import (
	"context"
	"fmt"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/consul/tokenlink"
	"cdknomad/provider/internal/lifecycle"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/consul/api-docs/acl/tokens
func New() resource.Resource { return lifecycle.New[*api.Client, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*api.Client, model]

type model struct {
	ID      types.String `tfsdk:"id"`
	TokenID types.String `tfsdk:"token_id"`
	Policy  types.String `tfsdk:"policy"`
}

func (m *model) link() tokenlink.Link {
	return tokenlink.Link{Token: m.TokenID.ValueString(), Name: m.Policy.ValueString()}
}

func (kind) TypeName() string { return "consul_acl_token_policy_attachment" }

func (kind) Schema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Gives a policy to a Consul token that is managed elsewhere, such as the anonymous one.",
		Attributes: map[string]schema.Attribute{
			"id":       lifecycle.ID("accessor id:policy"),
			"token_id": lifecycle.Identifying("The token's accessor id."),
			"policy":   lifecycle.Identifying("Name of the policy."),
		},
	}
}

func (kind) Plan(ctx context.Context, c *call) {
	if c.Plan.TokenID.IsUnknown() || c.Plan.Policy.IsUnknown() {
		return
	}
	if problem := c.Plan.link().Problem(); problem != "" {
		c.AddAttributeError(path.Root("token_id"), title(c.Plan)+" is not valid", problem)
		return
	}
	c.Plan.ID = types.StringValue(c.Plan.link().ID())
}

func (kind) PlanDelete(context.Context, *call) {}

func (kind) Read(ctx context.Context, c *call) bool {
	imported := c.Prior.TokenID.IsNull()
	if imported {
		link, err := tokenlink.Parse(c.Prior.ID.ValueString())
		if err != nil {
			c.AddError("[consul acl token policy attachment] cannot be imported", err.Error())
			return false
		}
		c.Prior.TokenID, c.Prior.Policy = types.StringValue(link.Token), types.StringValue(link.Name)
	}
	has, err := tokenlink.Policy.Has(ctx, c.Server, c.Prior.link())
	if answer.LacksRight(err) && !imported {
		c.AddWarning(title(c.Prior)+" is not compared", answer.NotCompared)
		return true
	}
	if err != nil {
		c.AddError(title(c.Prior)+" cannot be read", answer.Reason(err))
	}
	return has
}

func (kind) Create(ctx context.Context, c *call) {
	c.Plan.ID = types.StringValue(c.Plan.link().ID())
	if err := tokenlink.Policy.Set(ctx, c.Server, c.Plan.link(), true); err != nil {
		c.AddError(title(c.Plan)+" is refused by consul", answer.Reason(err))
	}
}

// Update has nothing to do: another token or policy is another attachment.
func (kind) Update(context.Context, *call) {}

func (kind) Delete(ctx context.Context, c *call) {
	if err := tokenlink.Policy.Set(ctx, c.Server, c.Prior.link(), false); err != nil {
		c.AddError(title(c.Prior)+" cannot be deleted", answer.Reason(err))
	}
}

func title(m *model) string {
	return fmt.Sprintf("[consul acl token %s, policy %s]", m.TokenID.ValueString(), m.Policy.ValueString())
}
