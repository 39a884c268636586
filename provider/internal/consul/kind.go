package consul

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
)

// kind says of one resource type what differs from the others: M is its model, A the object of Consul's API.
type kind[M, A any] struct {
	typeName string
	noun     string // for messages
	schema   schema.Schema

	common func(*M) common
	wanted func(context.Context, *M) (*A, diag.Diagnostics)
	// follow brings the state to what Consul has; what means the same keeps its spelling.
	follow func(context.Context, *M, *A) diag.Diagnostics
	// keep gives the planned spelling: that of the prior state wherever it means the same. May be nil.
	keep func(plan, prior *M)
	// check gives what Consul would refuse. May be nil.
	check func(*M) []string

	idOf   func(*A) string
	read   func(acl *api.ACL, id string, query *api.QueryOptions) (*A, error) // nil if there is none
	named  func(acl *api.ACL, name string, query *api.QueryOptions) (*A, error)
	create func(acl *api.ACL, object *A, write *api.WriteOptions) (*A, error)
	update func(acl *api.ACL, object *A, write *api.WriteOptions) (*A, error)
	remove func(acl *api.ACL, id string, write *api.WriteOptions) error
}

// common are the attributes that all types have.
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

// of makes the resource type of a kind: the life of an object is the same for all of them.
type of[M, A any] struct {
	kind[M, A]
	acl *api.ACL
}

func (r *of[M, A]) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = r.typeName
}

func (r *of[M, A]) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = r.schema
}

func (r *of[M, A]) Configure(_ context.Context, request resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.acl = acl(request.ProviderData)
}

// ImportState takes the id of the object.
func (r *of[M, A]) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), request, response)
}

func (r *of[M, A]) title(name string) string { return "[" + r.noun + " " + name + "]" }

func (r *of[M, A]) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	if request.Plan.Raw.IsNull() {
		return
	}
	var plan M
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	fields := r.common(&plan)
	if r.check != nil {
		if problems := r.check(&plan); len(problems) > 0 {
			response.Diagnostics.AddError(r.title(fields.name.ValueString())+" is not valid", strings.Join(problems, "\n"))
			return
		}
	}
	if !request.State.Raw.IsNull() {
		var prior M
		response.Diagnostics.Append(request.State.Get(ctx, &prior)...)
		if r.keep != nil && !response.Diagnostics.HasError() {
			r.keep(&plan, &prior)
			response.Diagnostics.Append(response.Plan.Set(ctx, &plan)...)
		}
		return
	}
}

func (r *of[M, A]) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state M
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	fields := r.common(&state)
	found, err := r.read(r.acl, fields.id.ValueString(), fields.query(ctx))
	if imported := fields.name.IsNull(); answer.LacksRight(err) && !imported {
		response.Diagnostics.AddWarning(r.title(fields.name.ValueString())+" is not compared", answer.NotCompared)
		return
	}
	if err != nil && !gone(err) {
		response.Diagnostics.AddError(r.title(fields.id.ValueString())+" cannot be read", reason(err))
		return
	}
	if found == nil || err != nil {
		response.State.RemoveResource(ctx)
		return
	}
	*fields.id = types.StringValue(r.idOf(found))
	response.Diagnostics.Append(r.follow(ctx, &state, found)...)
	response.Diagnostics.Append(response.State.Set(ctx, &state)...)
}

// Create takes an object over that has the name and is just as planned: a process that was killed may have made it.
func (r *of[M, A]) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var plan M
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	wanted, problems := r.wanted(ctx, &plan)
	response.Diagnostics.Append(problems...)
	if response.Diagnostics.HasError() {
		return
	}
	fields := r.common(&plan)
	title := r.title(fields.name.ValueString())
	if r.named != nil {
		if found, err := r.named(r.acl, fields.name.ValueString(), fields.query(ctx)); err == nil && found != nil {
			seen := plan
			problems := r.follow(ctx, &seen, found)
			if problems.HasError() || !sameText(seen, plan) {
				response.Diagnostics.AddError(title+" exists already",
					"it is not in Terraform's state and differs from this one; take it over with terraform import ADDRESS "+r.idOf(found)+", or choose another name")
				return
			}
			*fields.id = types.StringValue(r.idOf(found))
			response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
			return
		}
	}
	made, err := r.create(r.acl, wanted, fields.write(ctx))
	if err != nil {
		response.Diagnostics.AddError(title+" is refused by consul", reason(err))
		return
	}
	*fields.id = types.StringValue(r.idOf(made))
	response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
}

func (r *of[M, A]) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var plan M
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	wanted, problems := r.wanted(ctx, &plan)
	response.Diagnostics.Append(problems...)
	if response.Diagnostics.HasError() {
		return
	}
	fields := r.common(&plan)
	if _, err := r.update(r.acl, wanted, fields.write(ctx)); err != nil {
		response.Diagnostics.AddError(r.title(fields.name.ValueString())+" is refused by consul", reason(err))
		return
	}
	response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
}

func (r *of[M, A]) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state M
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	fields := r.common(&state)
	if err := r.remove(r.acl, fields.id.ValueString(), fields.write(ctx)); err != nil && !gone(err) {
		response.Diagnostics.AddError(r.title(fields.name.ValueString())+" cannot be deleted", reason(err))
	}
}

// sameText compares two models by what Terraform would show of them.
func sameText[M any](a, b M) bool { return fmt.Sprintf("%v", a) == fmt.Sprintf("%v", b) }

// gone says whether Consul answered that there is no such object. Its message for a missing ACL object differs from the
// one for a token without rights, though the status may be the same.
func gone(err error) bool {
	var status api.StatusError
	return errors.As(err, &status) && (status.Code == http.StatusNotFound ||
		(status.Code == http.StatusForbidden && strings.Contains(status.Body, "ACL not found") && !strings.Contains(status.Body, "token")))
}

func reason(err error) string {
	var status api.StatusError
	if errors.As(err, &status) && status.Body != "" {
		return strings.TrimSpace(status.Body)
	}
	return err.Error()
}

// Attributes that all types have.

func idAttribute() schema.Attribute {
	return schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "How Consul knows it.",
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}}
}

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

func followText(target *types.String, current string) {
	if current != "" || target.ValueString() != "" {
		*target = types.StringValue(current)
	}
}
