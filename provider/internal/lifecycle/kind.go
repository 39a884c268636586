// Package lifecycle is what all resource types have in common: how Terraform's requests become the few questions that
// differ from one type to the next.
package lifecycle

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// Kind is one resource type. M is its model, a struct with tfsdk tags that has a field for id; S is what the provider
// hands to its resources, a pointer that is nil as long as the provider's own configuration is not known.
//
// A method reports an error by adding it to the call; the changes of the method to the model are then dropped.
type Kind[S, M any] interface {
	TypeName() string
	Schema() schema.Schema

	// Plan is asked about a resource to create (Prior is nil) or to update. It refuses what the server would refuse,
	// fills in what can be known, and keeps the spelling of the state where it means the same.
	Plan(context.Context, *Call[S, M])
	// PlanDelete refuses a deletion by which something would be lost. Server is not nil.
	PlanDelete(context.Context, *Call[S, M])

	// Read brings Prior to what the server has, and gives false if there is no such object. After an import only id is set.
	Read(context.Context, *Call[S, M]) bool
	// Create and Update carry out Plan and complete it.
	Create(context.Context, *Call[S, M])
	Update(context.Context, *Call[S, M])
	// Delete removes what Prior describes; that it is gone already is no error.
	Delete(context.Context, *Call[S, M])
}

// Call is one request of Terraform about one resource.
type Call[S, M any] struct {
	diag.Diagnostics

	Server S
	Prior  *M // what the state says; nil if the resource is to be created
	Plan   *M // what is to be; nil if it is read or deleted

	config  tfsdk.Config // its schema is nil if the resource is read or deleted
	private private
}

// Configured returns the resource as the configuration has it, with the values of write-only arguments, which neither Prior nor Plan has.
// Nil if there is no configuration, or a problem with it, which is then added.
func (c *Call[S, M]) Configured(ctx context.Context) *M {
	if c.config.Schema == nil {
		return nil
	}
	configured := new(M)
	problems := c.config.Get(ctx, configured)
	c.Append(problems...)
	if problems.HasError() {
		return nil
	}
	return configured
}

// FullyKnown is whether the configuration of a planned resource has no value that is known only after the apply.
func (c *Call[S, M]) FullyKnown() bool { return c.config.Raw.IsFullyKnown() }
