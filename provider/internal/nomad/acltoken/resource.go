// Package acltoken is the resource type nomad_acl_token.
package acltoken

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/nomad/api-docs/acl/tokens
func New() resource.Resource { return lifecycle.New[*cluster.Cluster, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*cluster.Cluster, model]

const (
	client     = "client"
	management = "management"
	maxName    = 256
)

func otherTTL(_ context.Context, request planmodifier.StringRequest, response *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	response.RequiresReplace = !follow.SameDuration(request.StateValue, request.PlanValue)
}

func otherGlobal(_ context.Context, request planmodifier.BoolRequest, response *boolplanmodifier.RequiresReplaceIfFuncResponse) {
	response.RequiresReplace = request.StateValue.ValueBool() != request.PlanValue.ValueBool()
}

func (kind) Plan(ctx context.Context, c *call) {
	check(c)
	if c.HasError() {
		return
	}
	if c.Prior != nil && follow.SameDuration(c.Plan.ExpirationTTL, c.Prior.ExpirationTTL) {
		c.Plan.ExpirationTTL = c.Prior.ExpirationTTL
	}
	if c.Server != nil {
		nameRoles(ctx, c)
	}
}

func check(c *call) {
	plan := c.Plan
	if length := len(plan.Name.ValueString()); length > maxName {
		c.AddAttributeError(path.Root("name"), problem.NotValid.Summary(title(plan)+" has too long a name"), fmt.Sprintf("got %d characters, at most %d are allowed", length, maxName))
	}
	linked := len(plan.Policies.Elements()) + len(plan.Roles)
	switch kind := plan.Type.ValueString(); {
	case plan.Type.IsUnknown() || plan.Policies.IsUnknown():
	case kind == client && linked == 0:
		c.AddAttributeError(path.Root("policies"), problem.NotValid.Summary(title(plan)+" gives no right"), "got neither policies nor role; a client token needs one of them")
	case kind == management && linked > 0:
		c.AddAttributeError(path.Root("policies"), problem.NotValid.Summary(title(plan)+" may do everything already"), "got policies or role with type management; leave them out, or set type to client")
	case kind != client && kind != management:
		c.AddAttributeError(path.Root("type"), problem.NotValid.Summary(title(plan)+" has no valid type"), fmt.Sprintf("got %q, want %s or %s", kind, client, management))
	}
	if ttl := plan.ExpirationTTL; !ttl.IsNull() && !ttl.IsUnknown() && (c.Prior == nil || !ttl.Equal(c.Prior.ExpirationTTL)) {
		if parsed, err := time.ParseDuration(ttl.ValueString()); err != nil || parsed <= 0 {
			c.AddAttributeError(path.Root("expiration_ttl"), problem.NotValid.Summary(title(plan)+" has no valid lifetime"), fmt.Sprintf("got %q, want a duration such as 8h or 30m", ttl.ValueString()))
		}
	}
}

// nameRoles fills in the names of the roles, and refuses a role that does not exist: its id is Nomad's own, so an id that
// is known is that of a role that was there.
func nameRoles(ctx context.Context, c *call) {
	if err := c.Server.Connect(ctx); err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), err.Error())
		return
	}
	for i := range c.Plan.Roles {
		link := &c.Plan.Roles[i]
		if link.ID.IsUnknown() {
			continue
		}
		found, _, err := c.Server.Client.ACLRoles().Get(link.ID.ValueString(), (&api.QueryOptions{}).WithContext(ctx))
		switch {
		case cluster.NotFound(err):
			c.AddAttributeError(path.Root("role"), problem.ReferenceMissing.Summary(title(c.Plan)+" names a role that does not exist"),
				fmt.Sprintf("got role id %q, which no role has; give the id of a role, not its name", link.ID.ValueString()))
		case err != nil:
			c.AddError(problem.PlanFailed.Of(title(c.Plan)), c.Server.Reason(err))
		default:
			link.Name = types.StringValue(found.Name)
		}
	}
}

func (kind) PlanDelete(context.Context, *call) {}

func (kind) Read(ctx context.Context, c *call) bool {
	err := c.Server.Connect(ctx)
	var found *api.ACLToken
	if err == nil {
		found, _, err = c.Server.Client.ACLTokens().Info(c.Prior.ID.ValueString(), (&api.QueryOptions{}).WithContext(ctx))
	}
	if isOver, isKept := c.Server.EndsRead(&c.Diagnostics, title(c.Prior), c.Prior.AccessorID.IsNull(), err); isOver {
		return isKept
	}
	if found.ExpirationTime != nil && found.ExpirationTime.Before(time.Now()) {
		return false
	}
	c.Prior.follow(found)
	return true
}

func (kind) Create(ctx context.Context, c *call) {
	ttl, _ := time.ParseDuration(c.Plan.ExpirationTTL.ValueString()) // checked by Plan; "" is none
	wanted := &api.ACLToken{Global: c.Plan.Global.ValueBool(), ExpirationTTL: ttl}
	c.Plan.into(wanted)
	if nameRoles(ctx, c); c.HasError() {
		return
	}
	created, err := createOnce(ctx, c.Server.Client.ACLTokens(), wanted)
	if err != nil {
		c.AddError(problem.RefusedByNomad.Of(title(c.Plan)), c.Server.Reason(err))
		return
	}
	c.Plan.settle(created)
}

// Update changes the token that is there, because its lifetime has to be given back to Nomad as it was.
func (kind) Update(ctx context.Context, c *call) {
	if nameRoles(ctx, c); c.HasError() {
		return
	}
	token, _, err := c.Server.Client.ACLTokens().Info(c.Prior.ID.ValueString(), (&api.QueryOptions{}).WithContext(ctx))
	if err == nil {
		c.Plan.into(token)
		token, _, err = c.Server.Client.ACLTokens().Update(token, (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil {
		c.AddError(problem.RefusedByNomad.Of(title(c.Plan)), c.Server.Reason(err))
		return
	}
	c.Plan.settle(token)
}

func (kind) Delete(ctx context.Context, c *call) {
	err := c.Server.Connect(ctx)
	if err == nil {
		_, err = c.Server.Client.ACLTokens().Delete(c.Prior.ID.ValueString(), (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil && !cluster.NotFound(err) {
		c.AddError(problem.DeleteFailed.Of(title(c.Prior)), c.Server.Reason(err))
	}
}

// into writes what may be changed into a token.
func (m *model) into(token *api.ACLToken) {
	token.Name, token.Type = m.Name.ValueString(), m.Type.ValueString()
	token.Policies, token.Roles = follow.Strings(m.Policies), nil
	for _, link := range m.Roles {
		token.Roles = append(token.Roles, &api.ACLTokenRoleLink{ID: link.ID.ValueString()})
	}
}

// settle fills in what Nomad chose.
func (m *model) settle(token *api.ACLToken) {
	m.ID, m.AccessorID, m.SecretID = types.StringValue(token.AccessorID), types.StringValue(token.AccessorID), types.StringValue(token.SecretID)
	m.CreateTime, m.ExpirationTime = types.StringValue(token.CreateTime.UTC().Format(time.RFC3339)), types.StringValue("")
	if token.ExpirationTime != nil {
		m.ExpirationTime = types.StringValue(token.ExpirationTime.UTC().Format(time.RFC3339))
	}
}

func (m *model) follow(token *api.ACLToken) {
	follow.Text(&m.Name, token.Name)
	m.Type = types.StringValue(token.Type)
	follow.Set(&m.Policies, token.Policies)
	m.Roles = nil
	for _, link := range token.Roles {
		m.Roles = append(m.Roles, role{types.StringValue(link.ID), types.StringValue(link.Name)})
	}
	follow.Bool(&m.Global, token.Global, false)
	follow.Duration(&m.ExpirationTTL, token.ExpirationTTL)
	m.settle(token)
}

func title(m *model) string {
	name := m.Name.ValueString()
	if name == "" {
		name = m.AccessorID.ValueString()
	}
	return "[acl token " + name + "]"
}
