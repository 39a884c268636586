package consul

import (
	"context"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/identity"
	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
)

type bindingRuleModel struct {
	ID          types.String                `tfsdk:"id"`
	AuthMethod  types.String                `tfsdk:"auth_method"`
	Description types.String                `tfsdk:"description"`
	Selector    types.String                `tfsdk:"selector"`
	BindType    types.String                `tfsdk:"bind_type"`
	BindName    types.String                `tfsdk:"bind_name"`
	Namespace   types.String                `tfsdk:"namespace"`
	Partition   types.String                `tfsdk:"partition"`
	BindVars    []identity.TemplateVariable `tfsdk:"bind_vars"`
}

var bindTypes = []string{"node", "policy", "role", "service", "templated-policy"}

// newBindingRule is consul_acl_binding_rule. It has no name, so it is not taken over when it exists already.
//
// See https://developer.hashicorp.com/consul/api-docs/acl/binding-rules
func newBindingRule() resource.Resource {
	return managed(kind[bindingRuleModel, api.ACLBindingRule]{
		typeName: "consul_acl_binding_rule", noun: "consul acl binding rule of",
		schema: schema.Schema{
			MarkdownDescription: "A Consul ACL binding rule.",
			Attributes: map[string]schema.Attribute{
				"id": lifecycle.ID("How Consul knows it."),
				"auth_method": schema.StringAttribute{Required: true, MarkdownDescription: "Name of the auth method.",
					PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}},
				"description": text("For humans."),
				"selector":    text("For which identities it applies. Default: all."),
				"bind_type":   schema.StringAttribute{Required: true, MarkdownDescription: strings.Join(bindTypes, ", ") + ".", Validators: lifecycle.OneOf(bindTypes...)},
				"bind_name":   required("Name of what is bound; may hold `${value...}` of the identity."),
				"namespace":   fixed("Namespace (Consul Enterprise)."), "partition": fixed("Partition (Consul Enterprise)."),
			},
			Blocks: map[string]schema.Block{
				"bind_vars": schema.ListNestedBlock{
					MarkdownDescription: "Variables of a templated policy. One block at most.",
					Validators:          lifecycle.OneBlock(),
					NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
						"name": text("Name of the node, workload identity or service."),
					}},
				},
			},
		},
		common: func(m *bindingRuleModel) common { return common{&m.ID, &m.Namespace, &m.Partition, m.AuthMethod} },
		wanted: func(_ context.Context, m *bindingRuleModel) (*api.ACLBindingRule, diag.Diagnostics) {
			wanted := &api.ACLBindingRule{ID: m.ID.ValueString(), AuthMethod: m.AuthMethod.ValueString(), Description: m.Description.ValueString(),
				Selector: m.Selector.ValueString(), BindType: api.BindingRuleBindType(m.BindType.ValueString()), BindName: m.BindName.ValueString()}
			for _, variable := range m.BindVars {
				wanted.BindVars = &api.ACLTemplatedPolicyVariables{Name: variable.Name.ValueString()}
			}
			return wanted, nil
		},
		follow: func(_ context.Context, m *bindingRuleModel, found *api.ACLBindingRule) diag.Diagnostics {
			m.AuthMethod = types.StringValue(found.AuthMethod)
			m.BindType, m.BindName = types.StringValue(string(found.BindType)), types.StringValue(found.BindName)
			follow.Text(&m.Description, found.Description)
			follow.Text(&m.Selector, found.Selector)
			if found.BindVars == nil || found.BindVars.Name == "" {
				if len(m.BindVars) > 0 && m.BindVars[0].Name.ValueString() != "" {
					m.BindVars = nil
				}
			} else {
				m.BindVars = []identity.TemplateVariable{{Name: types.StringValue(found.BindVars.Name)}}
			}
			return nil
		},
		idOf: func(a *api.ACLBindingRule) string { return a.ID },
		read: func(acl *api.ACL, id string, query *api.QueryOptions) (*api.ACLBindingRule, error) {
			found, _, err := acl.BindingRuleRead(id, query)
			return found, err
		},
		create: func(acl *api.ACL, object *api.ACLBindingRule, write *api.WriteOptions) (*api.ACLBindingRule, error) {
			object.ID = ""
			return createRuleOnce(acl, object, write)
		},
		update: func(acl *api.ACL, object *api.ACLBindingRule, write *api.WriteOptions) (*api.ACLBindingRule, error) {
			created, _, err := acl.BindingRuleUpdate(object, write)
			return created, err
		},
		remove: func(acl *api.ACL, id string, write *api.WriteOptions) error {
			_, err := acl.BindingRuleDelete(id, write)
			return err
		},
	})
}
