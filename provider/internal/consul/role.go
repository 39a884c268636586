package consul

import (
	"context"
	"regexp"
	"slices"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/identity"
	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
)

type roleModel struct {
	ID                types.String               `tfsdk:"id"`
	Name              types.String               `tfsdk:"name"`
	Description       types.String               `tfsdk:"description"`
	Policies          types.Set                  `tfsdk:"policies"`
	Namespace         types.String               `tfsdk:"namespace"`
	Partition         types.String               `tfsdk:"partition"`
	ServiceIdentities []serviceIdentity          `tfsdk:"service_identities"`
	NodeIdentities    []identity.Node            `tfsdk:"node_identities"`
	TemplatedPolicies []identity.TemplatedPolicy `tfsdk:"templated_policies"`
}

type serviceIdentity struct {
	ServiceName types.String `tfsdk:"service_name"`
	Datacenters types.Set    `tfsdk:"datacenters"`
}

// newRole is consul_acl_role.
//
// See https://developer.hashicorp.com/consul/api-docs/acl/roles
func newRole() resource.Resource { return managed(newRoleKind()) }

func newRoleKind() kind[roleModel, api.ACLRole] {
	return kind[roleModel, api.ACLRole]{
		typeName: "consul_acl_role", noun: "consul acl role",
		schema: schema.Schema{
			MarkdownDescription: "A Consul ACL role.",
			Attributes: map[string]schema.Attribute{
				"id": lifecycle.ID("How Consul knows it."), "name": required("The name."), "description": text("For humans."),
				"policies":  schema.SetAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Names or ids of policies."},
				"namespace": fixed("Namespace (Consul Enterprise)."), "partition": fixed("Partition (Consul Enterprise)."),
			},
			Blocks: map[string]schema.Block{
				"service_identities": schema.SetNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"service_name": required("Name of the service."),
					"datacenters":  schema.SetAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Only valid in these. Default: all."},
				}}},
				"node_identities": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"node_name": required("Name of the node."), "datacenter": required("Its datacenter."),
				}}},
				"templated_policies": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{
					Attributes: map[string]schema.Attribute{
						"template_name": required("Name of the template."),
						"datacenters":   schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Only valid in these. Default: all."},
					},
					Blocks: map[string]schema.Block{"template_variables": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{
						Attributes: map[string]schema.Attribute{"name": text("Name of the node, workload identity or service.")},
					}}},
				}},
			},
		},
		common: func(m *roleModel) common { return common{&m.ID, &m.Namespace, &m.Partition, m.Name} },
		wanted: wantedRole,
		follow: followRole,
		keep: func(plan, prior *roleModel) {
			plan.NodeIdentities = identity.KeepNodes(plan.NodeIdentities, prior.NodeIdentities)
			plan.TemplatedPolicies = identity.KeepPolicies(plan.TemplatedPolicies, prior.TemplatedPolicies)
		},
		idOf: func(a *api.ACLRole) string { return a.ID },
		read: func(acl *api.ACL, id string, query *api.QueryOptions) (*api.ACLRole, error) {
			found, _, err := acl.RoleRead(id, query)
			return found, err
		},
		named: func(acl *api.ACL, name string, query *api.QueryOptions) (*api.ACLRole, error) {
			found, _, err := acl.RoleReadByName(name, query)
			return found, err
		},
		create: func(acl *api.ACL, object *api.ACLRole, write *api.WriteOptions) (*api.ACLRole, error) {
			object.ID = ""
			created, _, err := acl.RoleCreate(object, write)
			return created, err
		},
		update: func(acl *api.ACL, object *api.ACLRole, write *api.WriteOptions) (*api.ACLRole, error) {
			created, _, err := acl.RoleUpdate(object, write)
			return created, err
		},
		remove: func(acl *api.ACL, id string, write *api.WriteOptions) error {
			_, err := acl.RoleDelete(id, write)
			return err
		},
	}
}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

func wantedRole(ctx context.Context, m *roleModel) (*api.ACLRole, diag.Diagnostics) {
	var problems diag.Diagnostics
	wanted := &api.ACLRole{ID: m.ID.ValueString(), Name: m.Name.ValueString(), Description: m.Description.ValueString()}
	var policies []string
	problems.Append(m.Policies.ElementsAs(ctx, &policies, false)...)
	for _, policy := range policies {
		if uuid.MatchString(policy) {
			wanted.Policies = append(wanted.Policies, &api.ACLLink{ID: policy})
		} else {
			wanted.Policies = append(wanted.Policies, &api.ACLLink{Name: policy})
		}
	}
	for _, block := range m.ServiceIdentities {
		service := &api.ACLServiceIdentity{ServiceName: block.ServiceName.ValueString()}
		problems.Append(block.Datacenters.ElementsAs(ctx, &service.Datacenters, false)...)
		wanted.ServiceIdentities = append(wanted.ServiceIdentities, service)
	}
	wanted.NodeIdentities, wanted.TemplatedPolicies = identity.WireNodes(m.NodeIdentities), identity.WirePolicies(m.TemplatedPolicies)
	return wanted, problems
}

func followRole(ctx context.Context, m *roleModel, found *api.ACLRole) diag.Diagnostics {
	var problems diag.Diagnostics
	m.Name = types.StringValue(found.Name)
	follow.Text(&m.Description, found.Description)
	problems.Append(followPolicies(ctx, m, found.Policies)...)

	prior := m.ServiceIdentities
	m.ServiceIdentities = nil
	for _, service := range found.ServiceIdentities {
		state := serviceIdentity{types.StringValue(service.ServiceName), types.SetNull(types.StringType)}
		for _, old := range prior {
			if old.ServiceName.Equal(state.ServiceName) {
				state.Datacenters = old.Datacenters
			}
		}
		follow.Set(&state.Datacenters, service.Datacenters)
		m.ServiceIdentities = append(m.ServiceIdentities, state)
	}
	m.NodeIdentities = identity.FollowNodes(m.NodeIdentities, found.NodeIdentities)
	m.TemplatedPolicies = identity.FollowPolicies(m.TemplatedPolicies, found.TemplatedPolicies)
	return problems
}

// followPolicies names each policy the way the state does: by id or by name.
func followPolicies(ctx context.Context, m *roleModel, links []*api.ACLLink) diag.Diagnostics {
	var known, current []string
	problems := m.Policies.ElementsAs(ctx, &known, false)
	for _, link := range links {
		if slices.Contains(known, link.ID) {
			current = append(current, link.ID)
		} else {
			current = append(current, link.Name)
		}
	}
	follow.Set(&m.Policies, current)
	return problems
}
