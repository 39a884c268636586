// Package acltoken is the resource type consul_acl_token.
package acltoken

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/consul/api-docs/acl/tokens
func New() resource.Resource { return lifecycle.New[*api.Client, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*api.Client, model]

func otherScope(_ context.Context, request planmodifier.BoolRequest, response *boolplanmodifier.RequiresReplaceIfFuncResponse) {
	response.RequiresReplace = request.StateValue.ValueBool() != request.PlanValue.ValueBool()
}

func otherTime(_ context.Context, request planmodifier.StringRequest, response *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	response.RequiresReplace = !sameTime(request.StateValue, request.PlanValue)
}

func sameTime(a, b types.String) bool {
	x, errX := time.Parse(time.RFC3339, a.ValueString())
	y, errY := time.Parse(time.RFC3339, b.ValueString())
	return errX == nil && errY == nil && x.Equal(y)
}

func (kind) Plan(ctx context.Context, c *call) {
	if problems := c.Plan.check(); len(problems) > 0 {
		c.AddError(problem.NotValid.Of(title(c.Plan)), strings.Join(problems, "\n"))
		return
	}
	if !c.Plan.AccessorID.IsUnknown() {
		c.Plan.ID = c.Plan.AccessorID
	}
	if c.Prior != nil {
		c.Plan.keepSpelling(c.Prior)
	}
	if c.Server != nil && c.Prior == nil && !c.Plan.AccessorID.IsUnknown() {
		taken(ctx, c)
	}
}

// taken gives true if the token exists just as it is wanted, which a process that was killed may have created. With other
// content it is an error.
func taken(ctx context.Context, c *call) bool {
	id := c.Plan.AccessorID.ValueString()
	found, err := get(ctx, c.Server, id)
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), answer.Reason(err))
		return false
	}
	if found == nil {
		return false
	}
	seen := *c.Plan
	seen.follow(found)
	if reflect.DeepEqual(seen, *c.Plan) {
		return true
	}
	c.AddAttributeError(path.Root("accessor_id"), problem.AlreadyExists.Of(title(c.Plan)), fmt.Sprintf(
		"a token of this accessor id exists that is not in Terraform's state and differs from this one; take it over with terraform import ADDRESS %s, or choose another id", id))
	return false
}

func (kind) PlanDelete(context.Context, *call) {}

func (kind) Read(ctx context.Context, c *call) bool {
	found, err := get(ctx, c.Server, c.Prior.ID.ValueString())
	if imported := c.Prior.AccessorID.IsNull(); answer.LacksRight(err) && !imported {
		c.AddWarning(problem.NotCompared.Of(title(c.Prior)), answer.NotCompared)
		return true
	}
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title(c.Prior)), answer.Reason(err))
		return false
	}
	if found == nil || found.ExpirationTime != nil && found.ExpirationTime.Before(time.Now()) {
		return false
	}
	c.Prior.follow(found)
	return true
}

func (kind) Create(ctx context.Context, c *call) {
	if !c.Plan.AccessorID.IsUnknown() {
		c.Plan.ID = c.Plan.AccessorID
		if taken(ctx, c) || c.HasError() {
			return
		}
	}
	id, err := accessorID(c.Plan)
	if err != nil {
		c.AddError(problem.CreateFailed.Of(title(c.Plan)), err.Error())
		return
	}
	wanted := &api.ACLToken{AccessorID: id, Local: c.Plan.Local.ValueBool()}
	if end, err := time.Parse(time.RFC3339, c.Plan.ExpirationTime.ValueString()); err == nil {
		wanted.ExpirationTime = &end
	}
	c.Plan.into(wanted)
	created, err := createOnce(ctx, c.Server, wanted)
	if err != nil {
		c.AddError(problem.RefusedByConsul.Of(title(c.Plan)), answer.Reason(err))
		return
	}
	c.Plan.ID, c.Plan.AccessorID = types.StringValue(created.AccessorID), types.StringValue(created.AccessorID)
}

// Update changes the token that is there and keeps what no attribute describes.
func (kind) Update(ctx context.Context, c *call) {
	token, err := get(ctx, c.Server, c.Prior.ID.ValueString())
	if err == nil && token == nil {
		c.AddError(problem.NotFound.Of(title(c.Plan)), "it was deleted after the plan; plan again")
		return
	}
	if err == nil {
		c.Plan.into(token)
		_, _, err = c.Server.ACL().TokenUpdate(token, (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil {
		c.AddError(problem.RefusedByConsul.Of(title(c.Plan)), answer.Reason(err))
	}
}

func (kind) Delete(ctx context.Context, c *call) {
	id := c.Prior.ID.ValueString()
	_, err := c.Server.ACL().TokenDelete(id, (&api.WriteOptions{}).WithContext(ctx))
	err = answer.Deleted(err, func() (bool, error) {
		found, err := get(ctx, c.Server, id)
		return found != nil, err
	})
	if err != nil {
		c.AddError(problem.DeleteFailed.Of(title(c.Prior)), answer.Reason(err))
	}
}

// get gives nil if there is no such token.
func get(ctx context.Context, client *api.Client, id string) (*api.ACLToken, error) {
	found, _, err := client.ACL().TokenRead(id, (&api.QueryOptions{}).WithContext(ctx))
	if answer.NotFound(err) {
		return nil, nil
	}
	return found, err
}

func title(m *model) string {
	name := m.Description.ValueString()
	if id := m.AccessorID.ValueString(); id != "" {
		name = id
	}
	return "[consul acl token " + name + "]"
}
