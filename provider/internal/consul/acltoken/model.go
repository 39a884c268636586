package acltoken

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/enterprise"
	"cdknomad/provider/internal/consul/identity"
	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
)

type model struct {
	ID                types.String               `tfsdk:"id"`
	AccessorID        types.String               `tfsdk:"accessor_id"`
	Description       types.String               `tfsdk:"description"`
	Policies          types.Set                  `tfsdk:"policies"`
	Roles             types.Set                  `tfsdk:"roles"`
	Local             types.Bool                 `tfsdk:"local"`
	ExpirationTime    types.String               `tfsdk:"expiration_time"`
	Namespace         types.String               `tfsdk:"namespace"`
	Partition         types.String               `tfsdk:"partition"`
	ServiceIdentities []serviceIdentity          `tfsdk:"service_identities"`
	NodeIdentities    []identity.Node            `tfsdk:"node_identities"`
	TemplatedPolicies []identity.TemplatedPolicy `tfsdk:"templated_policies"`
}

type serviceIdentity struct {
	ServiceName types.String `tfsdk:"service_name"`
	Datacenters types.List   `tfsdk:"datacenters"`
}

func (kind) TypeName() string { return "consul_acl_token" }

func (kind) Schema() schema.Schema {
	required := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Required: true, MarkdownDescription: description}
	}
	datacenters := schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Only valid in these. Default: all."}
	names := func(of string) schema.SetAttribute {
		return schema.SetAttribute{Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Names or ids of " + of + ". With attachments for this token, put the attribute into ignore_changes: what is not set here is taken away."}
	}
	return schema.Schema{
		MarkdownDescription: "A Consul ACL token. Its secret is not in the state; read it with the accessor id. An expired token is created again.",
		Attributes: map[string]schema.Attribute{
			"id": lifecycle.ID("The accessor id."),
			"accessor_id": schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "How Consul names the token without giving its rights: a UUID. Default: Consul chooses one.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()}},
			"description": schema.StringAttribute{Optional: true, MarkdownDescription: "For humans."},
			"policies":    names("policies"),
			"roles":       names("roles"),
			"local": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether it is valid in this datacenter only. Default: false.",
				PlanModifiers: []planmodifier.Bool{boolplanmodifier.RequiresReplaceIf(otherScope, "another scope is another token", "another scope is another token")}},
			"expiration_time": schema.StringAttribute{Optional: true, MarkdownDescription: "When it stops being valid (RFC 3339). Default: never.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(otherTime, "another end is another token", "another end is another token")}},
			"namespace": enterprise.Attribute(),
			"partition": enterprise.Attribute(),
		},
		Blocks: map[string]schema.Block{
			"service_identities": schema.ListNestedBlock{
				MarkdownDescription: "Rights of a service.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"service_name": required("Name of the service."), "datacenters": datacenters,
				}},
			},
			"node_identities": schema.ListNestedBlock{
				MarkdownDescription: "Rights of a node.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"node_name": required("Name of the node."), "datacenter": required("Its datacenter."),
				}},
			},
			"templated_policies": schema.ListNestedBlock{
				MarkdownDescription: "A policy made from one of Consul's templates.",
				NestedObject: schema.NestedBlockObject{
					Attributes: map[string]schema.Attribute{"template_name": required("Name of the template, such as `builtin/service`."), "datacenters": datacenters},
					Blocks: map[string]schema.Block{"template_variables": schema.ListNestedBlock{
						MarkdownDescription: "What the template is filled with. One block at most.",
						NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
							"name": schema.StringAttribute{Optional: true, MarkdownDescription: "Name of the node, workload identity or service."},
						}},
					}},
				},
			},
		},
	}
}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// check gives what Consul would refuse.
func (m *model) check() []string {
	problems := enterprise.Problems(m.Namespace, m.Partition)
	if id := m.AccessorID; !id.IsNull() && !id.IsUnknown() && !uuid.MatchString(id.ValueString()) {
		problems = append(problems, fmt.Sprintf("accessor_id: got %q, want a UUID in lower case", id.ValueString()))
	}
	if end := m.ExpirationTime; !end.IsNull() && !end.IsUnknown() {
		if _, err := time.Parse(time.RFC3339, end.ValueString()); err != nil {
			problems = append(problems, fmt.Sprintf("expiration_time: got %q, want a time such as 2030-01-31T12:00:00Z", end.ValueString()))
		}
	}
	for _, policy := range m.TemplatedPolicies {
		if len(policy.Variables) > 1 {
			problems = append(problems, fmt.Sprintf("templated_policies.template_variables: got %d blocks, at most one is allowed", len(policy.Variables)))
		}
	}
	slices.Sort(problems)
	return problems
}

// into writes what may be changed into a token.
func (m *model) into(token *api.ACLToken) {
	token.Description = m.Description.ValueString()
	token.Policies, token.Roles = links(follow.Strings(m.Policies)), links(follow.Strings(m.Roles))
	token.ServiceIdentities = nil
	for _, block := range m.ServiceIdentities {
		token.ServiceIdentities = append(token.ServiceIdentities, &api.ACLServiceIdentity{
			ServiceName: block.ServiceName.ValueString(), Datacenters: follow.Strings(block.Datacenters)})
	}
	token.NodeIdentities, token.TemplatedPolicies = identity.WireNodes(m.NodeIdentities), identity.WirePolicies(m.TemplatedPolicies)
}

// links makes links from names and ids.
func links(names []string) []*api.ACLLink {
	var all []*api.ACLLink
	for _, name := range names {
		link := &api.ACLLink{Name: name}
		if uuid.MatchString(name) {
			link = &api.ACLLink{ID: name}
		}
		all = append(all, link)
	}
	return all
}

func (m *model) follow(token *api.ACLToken) {
	m.ID, m.AccessorID = types.StringValue(token.AccessorID), types.StringValue(token.AccessorID)
	follow.Text(&m.Description, token.Description)
	followLinks(&m.Policies, token.Policies)
	followLinks(&m.Roles, token.Roles)
	follow.Bool(&m.Local, token.Local, false)
	m.followTime(token.ExpirationTime)
	m.followIdentities(token)
}

// followLinks calls a link by its id where the state does so, else by its name.
func followLinks(target *types.Set, current []*api.ACLLink) {
	before := follow.Strings(*target)
	var names []string
	for _, link := range current {
		if slices.Contains(before, link.ID) {
			names = append(names, link.ID)
		} else {
			names = append(names, link.Name)
		}
	}
	follow.Set(target, names)
}

func (m *model) followTime(current *time.Time) {
	if current == nil {
		m.ExpirationTime = types.StringNull()
		return
	}
	if before, err := time.Parse(time.RFC3339, m.ExpirationTime.ValueString()); err != nil || !before.Equal(*current) {
		m.ExpirationTime = types.StringValue(current.UTC().Format(time.RFC3339))
	}
}

// keepSpelling takes from the state what means the same: a time in another zone, and blocks in another order.
func (m *model) keepSpelling(prior *model) {
	if sameTime(m.ExpirationTime, prior.ExpirationTime) {
		m.ExpirationTime = prior.ExpirationTime
	}
	var wanted, had api.ACLToken
	m.into(&wanted)
	prior.into(&had)
	if identity.SameInAnyOrder(wanted.ServiceIdentities, had.ServiceIdentities, func(i *api.ACLServiceIdentity) string {
		return i.ServiceName + " " + strings.Join(slices.Sorted(slices.Values(i.Datacenters)), " ")
	}) && identity.SameNulls(m.ServiceIdentities, prior.ServiceIdentities, func(i serviceIdentity) bool { return i.Datacenters.IsNull() }) {
		m.ServiceIdentities = prior.ServiceIdentities
	}
	m.NodeIdentities = identity.KeepNodes(m.NodeIdentities, prior.NodeIdentities)
	m.TemplatedPolicies = identity.KeepPolicies(m.TemplatedPolicies, prior.TemplatedPolicies)
}

// followIdentities keeps the order of the state: to Consul it means nothing.
func (m *model) followIdentities(token *api.ACLToken) {
	var before api.ACLToken
	m.into(&before)
	services := map[string]serviceIdentity{}
	for _, block := range m.ServiceIdentities {
		services[block.ServiceName.ValueString()] = block
	}
	m.ServiceIdentities = nil
	name := func(found *api.ACLServiceIdentity) string { return found.ServiceName }
	for _, found := range identity.Arrange(token.ServiceIdentities, before.ServiceIdentities, name, name) {
		block := services[found.ServiceName]
		block.ServiceName = types.StringValue(found.ServiceName)
		identity.FollowUnordered(&block.Datacenters, found.Datacenters)
		m.ServiceIdentities = append(m.ServiceIdentities, block)
	}
	m.NodeIdentities = identity.FollowNodes(m.NodeIdentities, token.NodeIdentities)
	m.TemplatedPolicies = identity.FollowPolicies(m.TemplatedPolicies, token.TemplatedPolicies)
}
