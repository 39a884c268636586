// Package aclrole is the resource type nomad_acl_role.
package aclrole

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/jobspec/nearest"
	"cdknomad/provider/internal/election"
	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/nomad/api-docs/acl/roles
func New() resource.Resource { return lifecycle.New[*cluster.Cluster, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*cluster.Cluster, model]

type model struct {
	ID          types.String `tfsdk:"id"`
	Name        types.String `tfsdk:"name"`
	Description types.String `tfsdk:"description"`
	Policies    []link       `tfsdk:"policy"`
}

type link struct {
	Name types.String `tfsdk:"name"`
}

func (kind) TypeName() string { return "nomad_acl_role" }

func (kind) Schema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A Nomad ACL role: a name for a set of ACL policies.",
		Attributes: map[string]schema.Attribute{
			"id":          lifecycle.ID("Nomad's id of the role. Tokens link a role by it, so that renaming the role changes no token."),
			"name":        schema.StringAttribute{Required: true, MarkdownDescription: "Up to 128 letters, digits and dashes. No two roles share one."},
			"description": schema.StringAttribute{Optional: true, MarkdownDescription: "For humans, up to 256 characters."},
		},
		Blocks: map[string]schema.Block{
			"policy": schema.SetNestedBlock{
				MarkdownDescription: "A policy of the role. One block at least.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"name": schema.StringAttribute{Required: true, MarkdownDescription: "Name of the policy."},
				}},
			},
		},
	}
}

var validName = regexp.MustCompile(`^[a-zA-Z0-9-]{1,128}$`)

const maxDescription = 256

func (kind) Plan(ctx context.Context, c *call) {
	name := c.Plan.Name.ValueString()
	if !c.Plan.Name.IsUnknown() && !validName.MatchString(name) {
		c.AddAttributeError(path.Root("name"), problem.NotValid.Summary(title(c.Plan)+" has no valid name"), fmt.Sprintf("got %q, want 1 to 128 letters, digits and dashes", name))
	}
	if length := len(c.Plan.Description.ValueString()); length > maxDescription {
		c.AddAttributeError(path.Root("description"), problem.NotValid.Summary(title(c.Plan)+" has too long a description"),
			fmt.Sprintf("got %d characters, at most %d are allowed", length, maxDescription))
	}
	if len(c.Plan.Policies) == 0 {
		c.AddAttributeError(path.Root("policy"), problem.NotValid.Summary(title(c.Plan)+" has no policy"), "got no policy block, at least one is needed: policy { name = \"...\" }")
	}
	if c.HasError() || c.Server == nil || c.Plan.Name.IsUnknown() {
		return
	}
	planned.Create(c.Server, planned.Role, name)
	if err := c.Server.Connect(ctx); err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), err.Error())
		return
	}
	if c.Prior == nil || c.Prior.Name.ValueString() != name {
		taken(ctx, c)
	}
	if !c.HasError() {
		warnOfMisspelt(ctx, c)
	}
}

// warnOfMisspelt cannot be an error, and says nothing of a name that is like no other: this very plan may create the policy.
func warnOfMisspelt(ctx context.Context, c *call) {
	stubs, _, err := c.Server.Client.ACLPolicies().List((&api.QueryOptions{}).WithContext(ctx))
	if err != nil {
		return // the token may not list policies; the server judges at apply
	}
	var existing, lines []string
	for _, stub := range stubs {
		existing = append(existing, stub.Name)
	}
	for _, policy := range c.Plan.Policies {
		name := policy.Name.ValueString()
		if policy.Name.IsUnknown() || slices.Contains(existing, name) {
			continue
		}
		if near := nearest.Name(name, existing); near != "" {
			lines = append(lines, fmt.Sprintf("policy %q does not exist; unless this plan makes it, did you mean %s?", name, near))
		}
	}
	if len(lines) > 0 {
		slices.Sort(lines)
		c.AddAttributeWarning(path.Root("policy"), problem.ReferenceMissing.Summary(title(c.Plan)+" names a policy that may be misspelled"), strings.Join(lines, "\n"))
	}
}

// taken gives the id of a role of the same name and content, which a process that was killed may have created. Any other
// role of the name is an error.
func taken(ctx context.Context, c *call) string {
	found, _, err := c.Server.Client.ACLRoles().GetByName(c.Plan.Name.ValueString(), (&api.QueryOptions{}).WithContext(ctx))
	if cluster.NotFound(err) {
		return ""
	}
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), c.Server.Reason(err))
		return ""
	}
	if c.Prior == nil && c.Plan.isSame(found) {
		return found.ID
	}
	c.AddAttributeError(path.Root("name"), problem.AlreadyExists.Of(title(c.Plan)), fmt.Sprintf(
		"a role %q exists that is not this one and differs from it; take it over with terraform import ADDRESS %s, or choose another name", found.Name, found.ID))
	return ""
}

func (kind) PlanDelete(context.Context, *call) {}

func (kind) Read(ctx context.Context, c *call) bool {
	err := c.Server.Connect(ctx)
	var found *api.ACLRole
	if err == nil {
		found, _, err = c.Server.Client.ACLRoles().Get(c.Prior.ID.ValueString(), (&api.QueryOptions{}).WithContext(ctx))
	}
	if isOver, isKept := c.Server.EndsRead(&c.Diagnostics, title(c.Prior), c.Prior.Name.IsNull(), err); isOver {
		return isKept
	}
	c.Prior.Name = types.StringValue(found.Name)
	follow.Text(&c.Prior.Description, found.Description)
	c.Prior.Policies = nil
	for _, policy := range found.Policies {
		c.Prior.Policies = append(c.Prior.Policies, link{types.StringValue(policy.Name)})
	}
	return true
}

func (kind) Create(ctx context.Context, c *call) {
	if err := c.Server.Connect(ctx); err != nil {
		c.AddError(problem.CreateFailed.Summary(title(c.Plan)+" cannot be made"), err.Error())
		return
	}
	if id := taken(ctx, c); id != "" || c.HasError() {
		c.Plan.ID = types.StringValue(id)
		return
	}
	id, err := createOnce(ctx, c)
	if err != nil {
		c.AddError(problem.RefusedByNomad.Of(title(c.Plan)), c.Server.Reason(err))
		return
	}
	c.Plan.ID = types.StringValue(id)
}

// createOnce creates the role and returns its id. Nomad refuses a second role of the same name.
func createOnce(ctx context.Context, c *call) (string, error) {
	return election.Once(election.Write[string]{
		IsGuarded: true,
		Do: func() (string, error) {
			created, _, err := c.Server.Client.ACLRoles().Create(c.Plan.role(), (&api.WriteOptions{}).WithContext(ctx))
			if err != nil {
				return "", err
			}
			return created.ID, nil
		},
		Find: func() (string, bool, error) {
			found, _, err := c.Server.Client.ACLRoles().GetByName(c.Plan.Name.ValueString(), (&api.QueryOptions{}).WithContext(ctx))
			if cluster.NotFound(err) {
				return "", false, nil
			}
			if err != nil {
				return "", false, err
			}
			return found.ID, c.Plan.isSame(found), nil
		},
	})
}

func (kind) Update(ctx context.Context, c *call) {
	wanted := c.Plan.role()
	wanted.ID = c.Prior.ID.ValueString()
	err := c.Server.Connect(ctx)
	if err == nil {
		_, _, err = c.Server.Client.ACLRoles().Update(wanted, (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil {
		c.AddError(problem.RefusedByNomad.Of(title(c.Plan)), c.Server.Reason(err))
	}
}

func (kind) Delete(ctx context.Context, c *call) {
	err := c.Server.Connect(ctx)
	if err == nil {
		_, err = c.Server.Client.ACLRoles().Delete(c.Prior.ID.ValueString(), (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil && !cluster.NotFound(err) {
		c.AddError(problem.DeleteFailed.Of(title(c.Prior)), c.Server.Reason(err))
	}
}

func (m *model) role() *api.ACLRole {
	role := &api.ACLRole{Name: m.Name.ValueString(), Description: m.Description.ValueString()}
	for _, policy := range m.Policies {
		role.Policies = append(role.Policies, &api.ACLRolePolicyLink{Name: policy.Name.ValueString()})
	}
	return role
}

// isSame reports whether a role of this name is as planned.
func (m *model) isSame(found *api.ACLRole) bool {
	wanted := m.role()
	return found.Description == wanted.Description && slices.Equal(names(found.Policies), names(wanted.Policies))
}

func names(links []*api.ACLRolePolicyLink) []string {
	var all []string
	for _, policy := range links {
		all = append(all, policy.Name)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func title(m *model) string {
	name := m.Name.ValueString()
	if name == "" {
		name = m.ID.ValueString()
	}
	return "[acl role " + name + "]"
}
