package consul

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/consul/enterprise"
	"cdknomad/provider/internal/election"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/problem"
)

// kind is the lifecycle.Kind of an ACL object that Consul writes as a whole: it holds what differs from one resource type to
// the next. M is its model, A the object of Consul's API.
type kind[M, A any] struct {
	typeName string
	noun     string // for messages
	schema   schema.Schema

	common func(*M) common
	wanted func(context.Context, *M) (*A, diag.Diagnostics)
	// follow sets the state to what Consul has. A value that means the same keeps its spelling.
	follow func(context.Context, *M, *A) diag.Diagnostics
	// keep takes from the prior state what the plan only orders otherwise, where Consul keeps no order. May be nil.
	keep func(plan, prior *M)
	// check returns what Consul would refuse. May be nil.
	check func(*M) []string
	// enterprise returns the values besides namespace and partition that only Consul Enterprise accepts. May be nil.
	enterprise func(*M) []enterprise.Value

	// secrets is set if the type has write-only arguments.
	secrets *secrets[M]

	idOf   func(*A) string
	prefix string                                                             // of an id that the official provider makes of the name; "" if its ids are the server's
	read   func(acl *api.ACL, id string, query *api.QueryOptions) (*A, error) // nil if there is none
	named  func(acl *api.ACL, name string, query *api.QueryOptions) (*A, error)
	create func(acl *api.ACL, object *A, write *api.WriteOptions) (*A, error)
	update func(acl *api.ACL, object *A, write *api.WriteOptions) (*A, error)
	remove func(acl *api.ACL, id string, write *api.WriteOptions) error
}

// common holds the attributes that all types have.
type common struct {
	id, namespace, partition *types.String
	name                     types.String // as messages call it
}

func (c common) query(ctx context.Context) *api.QueryOptions {
	return (&api.QueryOptions{Namespace: c.namespace.ValueString(), Partition: c.partition.ValueString()}).WithContext(ctx)
}

func (c common) write(ctx context.Context) *api.WriteOptions {
	return (&api.WriteOptions{Namespace: c.namespace.ValueString(), Partition: c.partition.ValueString()}).WithContext(ctx)
}

// managed returns the resource type of a kind for the provider's list.
func managed[M, A any](k kind[M, A]) resource.Resource { return lifecycle.New[*api.Client, M](k) }

func (k kind[M, A]) TypeName() string { return k.typeName }

func (k kind[M, A]) Schema() schema.Schema { return k.schema }

// officialID returns the id in a state of the official provider if that differs from the server's, else "".
func (k kind[M, A]) officialID(name string) string {
	if k.prefix == "" {
		return ""
	}
	return k.prefix + name
}

// serverID returns the id by which Consul knows an object of a state.
func (k kind[M, A]) serverID(fields common) string {
	if id := fields.id.ValueString(); k.prefix == "" || id != k.officialID(fields.name.ValueString()) {
		return id
	}
	return fields.name.ValueString()
}

// title names an object in messages.
func (k kind[M, A]) title(name string) string { return "[" + k.noun + " " + name + "]" }

func (k kind[M, A]) Plan(ctx context.Context, c *lifecycle.Call[*api.Client, M]) {
	fields := k.common(c.Plan)
	values := enterprise.Places(*fields.namespace, *fields.partition)
	if k.enterprise != nil {
		values = append(values, k.enterprise(c.Plan)...)
	}
	problems := enterprise.Refused(ctx, c.Server, values)
	if k.check != nil {
		problems = append(problems, k.check(c.Plan)...)
	}
	problems = append(problems, k.secrets.plan(ctx, c)...)
	if len(problems) > 0 {
		c.AddError(problem.NotValid.Of(k.title(fields.name.ValueString())), strings.Join(problems, "\n"))
	}
	if k.keep != nil && c.Prior != nil {
		k.keep(c.Plan, c.Prior)
	}
}

func (kind[M, A]) PlanDelete(context.Context, *lifecycle.Call[*api.Client, M]) {}

func (k kind[M, A]) Read(ctx context.Context, c *lifecycle.Call[*api.Client, M]) bool {
	fields := k.common(c.Prior)
	found, err := k.read(c.Server.ACL(), k.serverID(fields), fields.query(ctx))
	if imported := fields.name.IsNull(); answer.LacksRight(err) && !imported {
		c.AddWarning(problem.NotCompared.Of(k.title(fields.name.ValueString())), answer.NotCompared)
		return true
	}
	if err != nil && !answer.NotFound(err) {
		c.AddError(problem.ReadFailed.Of(k.title(fields.id.ValueString())), answer.Reason(err))
		return false
	}
	if found == nil || err != nil {
		return false
	}
	if fields.id.ValueString() != k.officialID(fields.name.ValueString()) {
		*fields.id = types.StringValue(k.idOf(found))
	}
	c.Append(k.follow(ctx, c.Prior, found)...)
	return true
}

// Create takes over an object that is exactly as planned, because an apply that was killed may have created it.
func (k kind[M, A]) Create(ctx context.Context, c *lifecycle.Call[*api.Client, M]) {
	wanted := k.toApply(ctx, c)
	if c.HasError() {
		return
	}
	fields := k.common(c.Plan)
	title := k.title(fields.name.ValueString())
	if k.named != nil {
		if found, err := k.named(c.Server.ACL(), fields.name.ValueString(), fields.query(ctx)); err == nil && found != nil {
			seen := *c.Plan
			if problems := k.follow(ctx, &seen, found); problems.HasError() || !sameText(seen, *c.Plan) {
				c.AddError(problem.AlreadyExists.Of(title),
					"it is not in Terraform's state and differs from this one; take it over with terraform import ADDRESS "+k.idOf(found)+", or choose another name")
				return
			}
			*fields.id = types.StringValue(k.idOf(found))
			return
		}
	}
	created, err := k.createOnce(ctx, c, wanted)
	if err != nil {
		c.AddError(problem.RefusedByConsul.Of(title), answer.Reason(err))
		return
	}
	*fields.id = types.StringValue(k.idOf(created))
}

// createOnce creates an object. Consul refuses a second one of the same name, and an object without a name looks for itself.
func (k kind[M, A]) createOnce(ctx context.Context, c *lifecycle.Call[*api.Client, M], wanted *A) (*A, error) {
	fields := k.common(c.Plan)
	do := func() (*A, error) { return k.create(c.Server.ACL(), wanted, fields.write(ctx)) }
	if k.named == nil {
		return do()
	}
	return election.Once(election.Write[*A]{IsGuarded: true, Do: do, Find: func() (*A, bool, error) {
		query := fields.query(ctx)
		query.RequireConsistent = true
		found, err := k.named(c.Server.ACL(), fields.name.ValueString(), query)
		if answer.NotFound(err) || err == nil && found == nil {
			return nil, false, nil
		}
		if err != nil {
			return nil, false, err
		}
		seen := *c.Plan
		problems := k.follow(ctx, &seen, found)
		return found, !problems.HasError() && sameText(seen, *c.Plan), nil
	}})
}

func (k kind[M, A]) Update(ctx context.Context, c *lifecycle.Call[*api.Client, M]) {
	wanted := k.toApply(ctx, c)
	if c.HasError() {
		return
	}
	fields := k.common(c.Plan)
	if _, err := k.update(c.Server.ACL(), wanted, fields.write(ctx)); err != nil {
		c.AddError(problem.RefusedByConsul.Of(k.title(fields.name.ValueString())), answer.Reason(err))
	}
}

// toApply returns the object to write, with the secrets that only the configuration has. An apply asks for them again.
func (k kind[M, A]) toApply(ctx context.Context, c *lifecycle.Call[*api.Client, M]) *A {
	fields := k.common(c.Plan)
	filled := k.secrets.settle(ctx, c, k.title(fields.name.ValueString()))
	if c.HasError() {
		return nil
	}
	wanted, problems := k.wanted(ctx, filled)
	c.Append(problems...)
	return wanted
}

func (k kind[M, A]) Delete(ctx context.Context, c *lifecycle.Call[*api.Client, M]) {
	fields := k.common(c.Prior)
	id := k.serverID(fields)
	err := k.remove(c.Server.ACL(), id, fields.write(ctx))
	err = answer.Deleted(err, func() (bool, error) {
		found, err := k.read(c.Server.ACL(), id, fields.query(ctx))
		return found != nil, err
	})
	if err != nil {
		c.AddError(problem.DeleteFailed.Of(k.title(fields.name.ValueString())), answer.Reason(err))
	}
}

// sameText compares two models by their text.
func sameText[M any](a, b M) bool { return fmt.Sprintf("%v", a) == fmt.Sprintf("%v", b) }

// Attributes that all types have.

func fixed(description string) schema.Attribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}}
}

func text(description string) schema.Attribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: description}
}

func required(description string) schema.Attribute {
	return schema.StringAttribute{Required: true, MarkdownDescription: description}
}
