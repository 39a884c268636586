package consul

import (
	"context"
	"fmt"
	"reflect"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/oldhcl"
)

type policyModel struct {
	ID          types.String `tfsdk:"id"`
	Name        types.String `tfsdk:"name"`
	Description types.String `tfsdk:"description"`
	Rules       types.String `tfsdk:"rules"`
	Datacenters types.Set    `tfsdk:"datacenters"`
	Namespace   types.String `tfsdk:"namespace"`
	Partition   types.String `tfsdk:"partition"`
}

// newPolicy is consul_acl_policy.
//
// See https://developer.hashicorp.com/consul/api-docs/acl/policies
func newPolicy() resource.Resource {
	return managed(kind[policyModel, api.ACLPolicy]{
		typeName: "consul_acl_policy", noun: "consul acl policy",
		schema: schema.Schema{
			MarkdownDescription: "A Consul ACL policy. Layout and comments of its rules make no difference.",
			Attributes: map[string]schema.Attribute{
				"id": lifecycle.ID("How Consul knows it."), "name": required("The name."), "description": text("For humans."),
				"rules":       schema.StringAttribute{Required: true, MarkdownDescription: "The rules in HCL or JSON.", PlanModifiers: lifecycle.KeepSpelling(sameRules)},
				"datacenters": schema.SetAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Only valid in these datacenters. Default: all."},
				"namespace":   fixed("Namespace (Consul Enterprise)."), "partition": fixed("Partition (Consul Enterprise)."),
			},
		},
		common: func(m *policyModel) common { return common{&m.ID, &m.Namespace, &m.Partition, m.Name} },
		wanted: func(ctx context.Context, m *policyModel) (*api.ACLPolicy, diag.Diagnostics) {
			wanted := &api.ACLPolicy{ID: m.ID.ValueString(), Name: m.Name.ValueString(), Description: m.Description.ValueString(), Rules: m.Rules.ValueString()}
			return wanted, m.Datacenters.ElementsAs(ctx, &wanted.Datacenters, false)
		},
		follow: func(ctx context.Context, m *policyModel, found *api.ACLPolicy) diag.Diagnostics {
			m.Name = types.StringValue(found.Name)
			follow.Text(&m.Description, found.Description)
			if !sameRules(m.Rules.ValueString(), found.Rules) {
				m.Rules = types.StringValue(found.Rules)
			}
			follow.Set(&m.Datacenters, found.Datacenters)
			return nil
		},
		check: func(m *policyModel) []string {
			if _, err := oldhcl.Decode(m.Rules.ValueString()); err != nil && !m.Rules.IsUnknown() {
				return []string{fmt.Sprintf("rules: %s", err)}
			}
			return nil
		},
		idOf: func(a *api.ACLPolicy) string { return a.ID },
		read: func(acl *api.ACL, id string, query *api.QueryOptions) (*api.ACLPolicy, error) {
			found, _, err := acl.PolicyRead(id, query)
			return found, err
		},
		named: func(acl *api.ACL, name string, query *api.QueryOptions) (*api.ACLPolicy, error) {
			found, _, err := acl.PolicyReadByName(name, query)
			return found, err
		},
		create: func(acl *api.ACL, object *api.ACLPolicy, write *api.WriteOptions) (*api.ACLPolicy, error) {
			object.ID = ""
			created, _, err := acl.PolicyCreate(object, write)
			return created, err
		},
		update: func(acl *api.ACL, object *api.ACLPolicy, write *api.WriteOptions) (*api.ACLPolicy, error) {
			created, _, err := acl.PolicyUpdate(object, write)
			return created, err
		},
		remove: func(acl *api.ACL, id string, write *api.WriteOptions) error {
			_, err := acl.PolicyDelete(id, write)
			return err
		},
	})
}

// sameRules says whether two texts state the same rules.
func sameRules(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := oldhcl.Decode(a)
	y, errY := oldhcl.Decode(b)
	return errX == nil && errY == nil && reflect.DeepEqual(x, y)
}
