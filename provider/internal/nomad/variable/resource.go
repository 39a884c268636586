// Package variable is the resource type nomad_variable. No message of it holds an item.
package variable

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/election"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/nomad/api-docs/variables/variables
func New() resource.Resource { return lifecycle.New[*cluster.Cluster, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*cluster.Cluster, model]

func (k kind) Plan(ctx context.Context, c *call) {
	secret := writeOnlyOf(ctx, c)
	if problems := c.Plan.check(secret); len(problems) > 0 {
		c.AddError(problem.NotValid.Of(title(c.Plan)), strings.Join(problems, "\n"))
		return
	}
	secret.argument(c.Plan, c.Prior).Plan()
	if c.Plan.Path.IsUnknown() || c.Plan.Namespace.IsUnknown() {
		return
	}
	key := c.Plan.key()
	c.Plan.ID = types.StringValue(key.ID + "@" + key.Namespace)
	if c.Server == nil {
		return
	}
	switch {
	case c.Prior == nil:
		planCreate(ctx, c, secret)
	case c.Prior.key() != key:
		k.PlanDelete(ctx, c)
	default:
		if now, since := changed(ctx, c); since && !c.Plan.hasItemsOf(c.Prior) {
			c.AddWarning(problem.ChangedOutside.Of(title(c.Plan)),
				fmt.Sprintf("it was written at index %d, after the last apply; this apply puts the items of the configuration in place of those", now.Index))
		}
	}
}

// hasItemsOf is whether two models have the same items. A hash that is not known yet is another one.
func (m *model) hasItemsOf(other *model) bool {
	return m.Items.Equal(other.Items) && m.ItemsWOHash.Equal(other.ItemsWOHash)
}

func planCreate(ctx context.Context, c *call, secret writeOnly) {
	key := c.Plan.key()
	if !planned.Namespace(ctx, c.Server, key.Namespace) {
		c.AddAttributeError(path.Root("namespace"), problem.ReferenceMissing.Summary(title(c.Plan)+" names a namespace that does not exist"),
			fmt.Sprintf("namespace %q neither exists nor is created by this plan", key.Namespace))
		return
	}
	current, err := get(ctx, c.Server, key)
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), c.Server.Reason(err))
		return
	}
	if current != nil && !c.Plan.Items.IsUnknown() && !secret.isUnknown && !maps.Equal(current.Items, c.Plan.written(secret.items).Items) {
		taken(c)
	}
}

func taken(c *call) {
	c.AddAttributeError(path.Root("path"), problem.AlreadyExists.Of(title(c.Plan)), fmt.Sprintf(
		"it is not in Terraform's state and holds other items than these; take it over with terraform import ADDRESS %s, or choose another path", c.Plan.ID.ValueString()))
}

// changed is whether another client wrote the variable since the last apply, with its current mark.
func changed(ctx context.Context, c *call) (mark, bool) {
	var now, last mark
	if !c.Recall(ctx, seen, &now) || !c.Recall(ctx, applied, &last) {
		return now, false
	}
	return now, now.Digest != last.Digest
}

// PlanDelete refuses to lose what another client wrote. It reads again: Terraform plans to delete what left the
// configuration before it refreshes it.
func (kind) PlanDelete(ctx context.Context, c *call) {
	key := c.Prior.key()
	current, err := get(ctx, c.Server, key)
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title(c.Prior)), c.Server.Reason(err))
		return
	}
	if current != nil {
		now := *c.Prior
		now.follow(current.Items)
		c.Remember(ctx, seen, now.mark(current.ModifyIndex))
	}
	if now, since := changed(ctx, c); since && current != nil {
		c.AddError(problem.ChangedOutside.Of(title(c.Prior)), fmt.Sprintf(
			"it was written at index %d, after the last apply, and deleting it would lose that; look at it with nomad var get -namespace %s %s, "+
				"then apply the configuration once before it is deleted, or let go of it with terraform state rm", now.Index, key.Namespace, key.ID))
		return
	}
	c.Server.PlanDestroy(cluster.Object{Kind: cluster.Variable, Key: key})
}

func (kind) Read(ctx context.Context, c *call) bool {
	c.Prior.identify()
	current, err := get(ctx, c.Server, c.Prior.key())
	if isOver, isKept := c.Server.EndsRead(&c.Diagnostics, title(c.Prior), c.Prior.Items.IsNull() && c.Prior.ItemsWOHash.IsNull(), err); isOver {
		return isKept
	}
	if current == nil {
		return false
	}
	key := c.Prior.key()
	c.Prior.ID = types.StringValue(key.ID + "@" + key.Namespace)
	var before mark
	if c.Recall(ctx, seen, &before) && before.Index == current.ModifyIndex {
		c.Prior.trust(current.Items)
	}
	c.Prior.follow(current.Items)
	now := c.Prior.mark(current.ModifyIndex)
	c.Remember(ctx, seen, now)
	var last mark
	if !c.Recall(ctx, applied, &last) {
		c.Remember(ctx, applied, now)
	}
	return true
}

// Create takes over a variable with the same items: a process that was killed may have written it.
func (kind) Create(ctx context.Context, c *call) {
	secret, ok := writeOnlyToApply(ctx, c)
	if !ok {
		return
	}
	wanted := c.Plan.written(secret.items)
	c.Plan.ID = types.StringValue(wanted.Path + "@" + wanted.Namespace)
	write(ctx, c, wanted)
	if !c.HasError() {
		return
	}
	if current, err := get(ctx, c.Server, c.Plan.key()); err == nil && current != nil && maps.Equal(current.Items, wanted.Items) {
		c.Diagnostics = nil
		settle(ctx, c, current)
	}
}

// Update writes over what the plan has seen and over nothing else.
func (kind) Update(ctx context.Context, c *call) {
	secret, ok := writeOnlyToApply(ctx, c)
	if !ok {
		return
	}
	if c.Plan.hasItemsOf(c.Prior) && c.Plan.ItemsWOVersion.Equal(c.Prior.ItemsWOVersion) && c.Plan.key() == c.Prior.key() {
		return // only the state says the namespace default in another way, such as after an import
	}
	var now mark
	if !c.Recall(ctx, seen, &now) {
		current, err := get(ctx, c.Server, c.Prior.key())
		if err != nil || current == nil || !c.Prior.describes(current.Items) {
			c.AddError(problem.ChangedSincePlan.Of(title(c.Plan)), "plan again")
			return
		}
		now.Index = current.ModifyIndex
	}
	wanted := c.Plan.written(secret.items)
	wanted.ModifyIndex = now.Index
	write(ctx, c, wanted)
}

// writeOnlyToApply returns the items of items_wo, and completes their hash. An apply asks for them again; false if they are not those of
// the plan.
func writeOnlyToApply(ctx context.Context, c *call) (writeOnly, bool) {
	secret := writeOnlyOf(ctx, c)
	if problems := c.Plan.check(secret); len(problems) > 0 {
		c.AddError(problem.NotValid.Of(title(c.Plan)), strings.Join(problems, "\n"))
		return secret, false
	}
	c.Append(secret.argument(c.Plan, c.Prior).Settle(title(c.Plan))...)
	return secret, !c.HasError()
}

func write(ctx context.Context, c *call, wanted *api.Variable) {
	options := (&api.WriteOptions{Namespace: wanted.Namespace}).WithContext(ctx)
	err := c.Server.Connect(ctx)
	var created *api.Variable
	if err == nil {
		created, err = election.Once(election.Write[*api.Variable]{
			IsGuarded: true, // by the index
			Do: func() (*api.Variable, error) {
				created, _, err := c.Server.Client.Variables().CheckedUpdate(wanted, options)
				return created, err
			},
			Find: func() (*api.Variable, bool, error) {
				current, err := get(ctx, c.Server, c.Plan.key())
				return current, current != nil && current.ModifyIndex != wanted.ModifyIndex && maps.Equal(current.Items, wanted.Items), err
			},
		})
	}
	var conflict api.ErrCASConflict
	switch {
	case errors.As(err, &conflict) && wanted.ModifyIndex == 0:
		taken(c)
	case errors.As(err, &conflict):
		c.AddError(problem.ChangedSincePlan.Of(title(c.Plan)), fmt.Sprintf(
			"it was planned at index %d and another client wrote it since; nothing was overwritten, plan again to see the change", wanted.ModifyIndex))
	case err != nil:
		c.AddError(problem.RefusedByNomad.Of(title(c.Plan)), c.Server.Reason(err))
	default:
		settle(ctx, c, created)
	}
}

func settle(ctx context.Context, c *call, created *api.Variable) {
	now := c.Plan.mark(created.ModifyIndex)
	c.Remember(ctx, seen, now)
	c.Remember(ctx, applied, now)
}

func (kind) Delete(ctx context.Context, c *call) {
	key := c.Prior.key()
	current, err := get(ctx, c.Server, key)
	if err == nil && current == nil {
		return
	}
	var now mark
	if err == nil && !c.Recall(ctx, seen, &now) {
		now.Index = current.ModifyIndex
	}
	if err == nil {
		_, err = election.Once(election.Write[struct{}]{
			IsGuarded: true, // by the index
			Do: func() (struct{}, error) {
				_, err := c.Server.Client.Variables().CheckedDelete(key.ID, now.Index, (&api.WriteOptions{Namespace: key.Namespace}).WithContext(ctx))
				return struct{}{}, err
			},
			Find: func() (struct{}, bool, error) {
				current, err := get(ctx, c.Server, key)
				return struct{}{}, err == nil && current == nil, err
			},
		})
	}
	var conflict api.ErrCASConflict
	switch {
	case errors.As(err, &conflict):
		c.AddError(problem.ChangedSincePlan.Of(title(c.Prior)), fmt.Sprintf(
			"its deletion was planned at index %d and another client wrote it since; it is still there, plan again to see the change", now.Index))
	case err != nil && !cluster.NotFound(err):
		c.AddError(problem.DeleteFailed.Of(title(c.Prior)), c.Server.Reason(err))
	}
}

// get gives nil if there is no such variable.
func get(ctx context.Context, server *cluster.Cluster, key cluster.Key) (*api.Variable, error) {
	if err := server.Connect(ctx); err != nil {
		return nil, err
	}
	current, _, err := server.Client.Variables().Peek(key.ID, (&api.QueryOptions{Namespace: key.Namespace}).WithContext(ctx))
	return current, err
}

func title(m *model) string {
	key := m.key()
	return "[variable " + key.Namespace + "/" + key.ID + "]"
}
