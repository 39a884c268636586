// Package aclauthmethod is the resource type nomad_acl_auth_method.
package aclauthmethod

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/nomad/api-docs/acl/auth-methods
func New() resource.Resource { return lifecycle.New[*cluster.Cluster, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*cluster.Cluster, model]

// written is the name under which the index of our own last write is remembered.
const written = "index"

func (kind) Plan(ctx context.Context, c *call) {
	configured := c.Configured(ctx)
	if configured == nil {
		return
	}
	if problems := append(configured.checkTwice(), c.Plan.filled(configured).check()...); len(problems) > 0 {
		c.AddError(problem.NotValid.Of(title(c.Plan)), strings.Join(problems, "\n"))
		return
	}
	c.Plan.complete()
	c.Plan.writeOnly(configured, c.Prior).Plan()
	if c.Prior != nil {
		c.Plan.keepSpelling(c.Prior)
	}
	if c.Plan.Name.IsUnknown() {
		return
	}
	c.Plan.ID = c.Plan.Name
	if c.Server == nil {
		return
	}
	planned.Create(c.Server, planned.AuthMethod, c.Plan.Name.ValueString())
	if c.Prior == nil && !c.Server.Held(cluster.AuthMethod(c.Plan.Name.ValueString())) {
		free(ctx, c)
	}
}

// free refuses a name that is taken. There is no taking over what a killed process made: the secrets of what is there
// cannot be compared.
func free(ctx context.Context, c *call) {
	name := c.Plan.Name.ValueString()
	found, err := get(ctx, c, name)
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), c.Server.Reason(err))
		return
	}
	if found != nil {
		c.AddAttributeError(path.Root("name"), problem.AlreadyExists.Of(title(c.Plan)), fmt.Sprintf(
			"an auth method %q exists that is not in Terraform's state; take it over with terraform import ADDRESS %s, or choose another name", name, name))
	}
}

func (kind) PlanDelete(context.Context, *call) {}

// Read cannot see the secrets. If another client wrote the method, they may differ: the state then has none, so
// that the plan shows them and an apply writes them again.
func (kind) Read(ctx context.Context, c *call) bool {
	found, err := get(ctx, c, c.Prior.ID.ValueString())
	if isOver, isKept := c.Server.EndsRead(&c.Diagnostics, title(c.Prior), c.Prior.Name.IsNull(), err); isOver {
		return isKept
	}
	if found == nil {
		return false
	}
	c.Server.Hold(cluster.AuthMethod(found.Name))
	c.Prior.follow(found)
	var index uint64
	if c.Recall(ctx, written, &index) && index != found.ModifyIndex {
		c.Prior.forgetSecrets()
	}
	return true
}

func (kind) Create(ctx context.Context, c *call) {
	wanted := toApply(ctx, c)
	if wanted == nil {
		return
	}
	if free(ctx, c); c.HasError() {
		return
	}
	created, _, err := c.Server.Client.ACLAuthMethods().Create(wanted, (&api.WriteOptions{}).WithContext(ctx))
	settle(ctx, c, created, err)
}

func (kind) Update(ctx context.Context, c *call) {
	wanted := toApply(ctx, c)
	if wanted == nil {
		return
	}
	err := c.Server.Connect(ctx)
	var created *api.ACLAuthMethod
	if err == nil {
		created, _, err = c.Server.Client.ACLAuthMethods().Update(wanted, (&api.WriteOptions{}).WithContext(ctx))
	}
	settle(ctx, c, created, err)
}

// toApply returns the auth method to write, with the secrets that only the configuration has, and completes their hashes. An apply asks
// for them again; nil if they are not those of the plan.
func toApply(ctx context.Context, c *call) *api.ACLAuthMethod {
	configured := c.Configured(ctx)
	if configured == nil {
		return nil
	}
	if c.Append(c.Plan.writeOnly(configured, c.Prior).Settle(title(c.Plan))...); c.HasError() {
		return nil
	}
	return c.Plan.filled(configured).method()
}

func settle(ctx context.Context, c *call, created *api.ACLAuthMethod, err error) {
	if err != nil {
		c.AddError(problem.RefusedByNomad.Of(title(c.Plan)), c.Server.Reason(err))
		return
	}
	c.Plan.ID = c.Plan.Name
	c.Plan.complete()
	c.Remember(ctx, written, created.ModifyIndex)
}

func (kind) Delete(ctx context.Context, c *call) {
	err := c.Server.Connect(ctx)
	if err == nil {
		_, err = c.Server.Client.ACLAuthMethods().Delete(c.Prior.ID.ValueString(), (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil && !cluster.NotFound(err) {
		c.AddError(problem.DeleteFailed.Of(title(c.Prior)), c.Server.Reason(err))
	}
}

// get gives nil if there is no such auth method.
func get(ctx context.Context, c *call, name string) (*api.ACLAuthMethod, error) {
	if err := c.Server.Connect(ctx); err != nil {
		return nil, err
	}
	found, _, err := c.Server.Client.ACLAuthMethods().Get(name, (&api.QueryOptions{}).WithContext(ctx))
	if cluster.NotFound(err) {
		return nil, nil
	}
	return found, err
}

func title(m *model) string {
	name := m.Name.ValueString()
	if name == "" {
		name = m.ID.ValueString()
	}
	return "[acl auth method " + name + "]"
}
