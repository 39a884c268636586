package preparedquery

import (
	"slices"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
)

type model struct {
	ID             types.String `tfsdk:"id"`
	Datacenter     types.String `tfsdk:"datacenter"`
	Name           types.String `tfsdk:"name"`
	Session        types.String `tfsdk:"session"`
	Token          types.String `tfsdk:"token"`
	StoredToken    types.String `tfsdk:"stored_token"`
	Service        types.String `tfsdk:"service"`
	Tags           types.Set    `tfsdk:"tags"`
	Near           types.String `tfsdk:"near"`
	OnlyPassing    types.Bool   `tfsdk:"only_passing"`
	Connect        types.Bool   `tfsdk:"connect"`
	IgnoreCheckIDs types.List   `tfsdk:"ignore_check_ids"`
	NodeMeta       types.Map    `tfsdk:"node_meta"`
	ServiceMeta    types.Map    `tfsdk:"service_meta"`
	Failover       []failover   `tfsdk:"failover"`
	DNS            []dns        `tfsdk:"dns"`
	Template       []template   `tfsdk:"template"`
}

type failover struct {
	NearestN    types.Int64 `tfsdk:"nearest_n"`
	Datacenters types.List  `tfsdk:"datacenters"`
	Targets     []target    `tfsdk:"targets"`
}

type target struct {
	Datacenter types.String `tfsdk:"datacenter"`
	Peer       types.String `tfsdk:"peer"`
}

type dns struct {
	TTL types.String `tfsdk:"ttl"`
}

type template struct {
	Type            types.String `tfsdk:"type"`
	Regexp          types.String `tfsdk:"regexp"`
	RemoveEmptyTags types.Bool   `tfsdk:"remove_empty_tags"`
}

// definition returns the query as Consul's API has it.
func (m *model) definition() *api.PreparedQueryDefinition {
	query := &api.PreparedQueryDefinition{
		ID: m.ID.ValueString(), Name: m.Name.ValueString(), Session: m.Session.ValueString(), Token: m.StoredToken.ValueString(),
		Service: api.ServiceQuery{
			Service: m.Service.ValueString(), Near: m.Near.ValueString(), OnlyPassing: m.OnlyPassing.ValueBool(), Connect: m.Connect.ValueBool(),
			Tags: slices.Sorted(slices.Values(follow.Strings(m.Tags))), IgnoreCheckIDs: follow.Strings(m.IgnoreCheckIDs),
			NodeMeta: follow.StringMap(m.NodeMeta), ServiceMeta: follow.StringMap(m.ServiceMeta),
		},
	}
	for _, block := range m.Failover {
		query.Service.Failover = block.options()
	}
	for _, block := range m.DNS {
		query.DNS.TTL = block.TTL.ValueString()
	}
	for _, block := range m.Template {
		query.Template = api.QueryTemplate{Type: block.Type.ValueString(), Regexp: block.Regexp.ValueString(), RemoveEmptyTags: block.RemoveEmptyTags.ValueBool()}
	}
	return query
}

func (f failover) options() api.QueryFailoverOptions {
	options := api.QueryFailoverOptions{NearestN: int(f.NearestN.ValueInt64()), Datacenters: follow.Strings(f.Datacenters)}
	for _, one := range f.Targets {
		options.Targets = append(options.Targets, api.QueryFailoverTarget{Datacenter: one.Datacenter.ValueString(), Peer: one.Peer.ValueString()})
	}
	return options
}

// hidden is what Consul returns in place of the token of a query to a token without the right to see it.
const hidden = "<hidden>"

// follow sets the model to what Consul has. A value that means the same keeps its spelling.
func (m *model) follow(found *api.PreparedQueryDefinition) {
	m.Name, m.Service = types.StringValue(found.Name), types.StringValue(found.Service.Service)
	follow.Text(&m.Session, found.Session)
	if found.Token != hidden {
		follow.Text(&m.StoredToken, found.Token)
	}
	follow.Text(&m.Near, found.Service.Near)
	follow.Bool(&m.OnlyPassing, found.Service.OnlyPassing, false)
	follow.Bool(&m.Connect, found.Service.Connect, false)
	follow.Set(&m.Tags, found.Service.Tags)
	follow.List(&m.IgnoreCheckIDs, found.Service.IgnoreCheckIDs)
	follow.Map(&m.NodeMeta, found.Service.NodeMeta)
	follow.Map(&m.ServiceMeta, found.Service.ServiceMeta)
	m.followFailover(found.Service.Failover)
	if found.DNS.TTL != "" || len(m.DNS) > 0 {
		m.DNS = oneOf(m.DNS)
		follow.Text(&m.DNS[0].TTL, found.DNS.TTL)
	}
	if found.Template.Type == "" {
		m.Template = nil
		return
	}
	m.Template = oneOf(m.Template)
	block := &m.Template[0]
	block.Type, block.Regexp = types.StringValue(found.Template.Type), types.StringValue(found.Template.Regexp)
	follow.Bool(&block.RemoveEmptyTags, found.Template.RemoveEmptyTags, false)
}

func (m *model) followFailover(found api.QueryFailoverOptions) {
	isEmpty := found.NearestN == 0 && len(found.Datacenters) == 0 && len(found.Targets) == 0
	if isEmpty && len(m.Failover) == 0 {
		return
	}
	if len(m.Failover) == 0 {
		m.Failover = []failover{{Datacenters: types.ListNull(types.StringType)}}
	}
	m.Failover = oneOf(m.Failover)
	block := &m.Failover[0]
	if found.NearestN != int(block.NearestN.ValueInt64()) {
		block.NearestN = types.Int64Value(int64(found.NearestN))
	}
	follow.List(&block.Datacenters, found.Datacenters)
	targets := make([]target, len(found.Targets))
	for i, one := range found.Targets {
		if i < len(block.Targets) {
			targets[i] = block.Targets[i]
		}
		follow.Text(&targets[i].Datacenter, one.Datacenter)
		follow.Text(&targets[i].Peer, one.Peer)
	}
	if block.Targets = targets; len(targets) == 0 {
		block.Targets = nil
	}
}

// oneOf returns a copy of the blocks with at least one, so that a change of it is not a change of the original.
func oneOf[T any](blocks []T) []T {
	if len(blocks) == 0 {
		return make([]T, 1)
	}
	return slices.Clone(blocks)
}
