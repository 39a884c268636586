package sources

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type nodesModel struct {
	ID         types.String  `tfsdk:"id" is:"optional,computed" doc:"A text with the datacenter."`
	Datacenter string        `tfsdk:"datacenter" doc:"Datacenter that was asked."`
	IDs        []string      `tfsdk:"node_ids" doc:"Ids of the nodes."`
	Names      []string      `tfsdk:"node_names" doc:"Names of the nodes."`
	Nodes      []node        `tfsdk:"nodes" doc:"The nodes."`
	Options    []nodeOptions `tfsdk:"query_options" is:"block" doc:"Options of the request. One block at most."`
}

type node struct {
	ID              string            `tfsdk:"id"`
	Name            string            `tfsdk:"name"`
	Address         string            `tfsdk:"address"`
	Meta            map[string]string `tfsdk:"meta"`
	TaggedAddresses map[string]string `tfsdk:"tagged_addresses"`
}

// nodes returns one of the two data sources that have the same attributes.
func nodes(name string) func() datasource.DataSource {
	return of(name, "The nodes of Consul's catalog.", func(ctx context.Context, consul *Consul, model *nodesModel) error {
		options, err := consul.query(ctx, source.Each(model.Options, nodeOptions.withNamespace))
		if err != nil {
			return err
		}
		found, _, err := consul.Client.Catalog().Nodes(options)
		model.ID, model.Datacenter = types.StringValue("catalog-nodes-"+options.Datacenter), options.Datacenter
		for _, from := range found {
			id := from.ID
			if id == "" { // a node that was registered from outside
				id = from.Node
			}
			model.IDs, model.Names = append(model.IDs, id), append(model.Names, from.Node)
			model.Nodes = append(model.Nodes, node{id, from.Node, from.Address, from.Meta, from.TaggedAddresses})
		}
		return err
	})
}

type servicesModel struct {
	ID         types.String      `tfsdk:"id" is:"optional,computed" doc:"A text with the datacenter."`
	Datacenter string            `tfsdk:"datacenter" doc:"Datacenter that was asked."`
	Names      []string          `tfsdk:"names" doc:"Names of the services, sorted."`
	Services   map[string]string `tfsdk:"services" doc:"Tags of each service by its name, with spaces between them."`
	Tags       map[string]string `tfsdk:"tags" doc:"Services of each tag, with spaces between them."`
	Options    []serviceOptions  `tfsdk:"query_options" is:"block" doc:"Options of the request. One block at most."`
}

// services returns one of the two data sources that have the same attributes.
func services(name string) func() datasource.DataSource {
	return of(name, "The services of Consul's catalog.", func(ctx context.Context, consul *Consul, model *servicesModel) error {
		options, err := consul.query(ctx, model.Options)
		if err != nil {
			return err
		}
		found, _, err := consul.Client.Catalog().Services(options)
		model.ID, model.Datacenter = types.StringValue("catalog-services-"+options.Datacenter), options.Datacenter
		model.Names = slices.Sorted(maps.Keys(found))
		model.Services = map[string]string{}
		withTag := map[string][]string{}
		for _, name := range model.Names {
			tags := slices.Sorted(slices.Values(found[name]))
			model.Services[name] = strings.Join(tags, " ")
			for _, tag := range slices.Compact(tags) {
				withTag[tag] = append(withTag[tag], name)
			}
		}
		model.Tags = map[string]string{}
		for tag, names := range withTag {
			model.Tags[tag] = strings.Join(names, " ")
		}
		return err
	})
}

type serviceModel struct {
	ID         types.String     `tfsdk:"id" is:"optional,computed" doc:"A text with the datacenter, name, and tag."`
	Name       types.String     `tfsdk:"name" is:"required" doc:"Name of the service."`
	Datacenter types.String     `tfsdk:"datacenter" is:"optional" doc:"Datacenter. Default: that of the provider, else the agent's own."`
	Tag        types.String     `tfsdk:"tag" is:"optional" doc:"Only instances with this tag."`
	Filter     types.String     `tfsdk:"filter" is:"optional" doc:"[Filter expression](https://developer.hashicorp.com/consul/api-docs/features/filtering)."`
	Instances  []catalogService `tfsdk:"service" doc:"Instances of the service; none if no agent has registered it. Numbers and booleans are texts."`
	Options    []serviceOptions `tfsdk:"query_options" is:"block" doc:"Options of the request. One block at most."`
}

type catalogService struct {
	CreateIndex       string            `tfsdk:"create_index"`
	ModifyIndex       string            `tfsdk:"modify_index"`
	NodeID            string            `tfsdk:"node_id"`
	NodeName          string            `tfsdk:"node_name"`
	NodeAddress       string            `tfsdk:"node_address"`
	NodeMeta          map[string]string `tfsdk:"node_meta"`
	ID                string            `tfsdk:"id"`
	Name              string            `tfsdk:"name"`
	Address           string            `tfsdk:"address"`
	Port              string            `tfsdk:"port"`
	Tags              []string          `tfsdk:"tags"`
	Meta              map[string]string `tfsdk:"meta"`
	TaggedAddresses   map[string]string `tfsdk:"tagged_addresses"`
	EnableTagOverride string            `tfsdk:"enable_tag_override"`
}

// service returns one of the two data sources that have the same attributes.
func service(name string) func() datasource.DataSource {
	return of(name, "The instances of a service in Consul's catalog.", func(ctx context.Context, consul *Consul, model *serviceModel) error {
		options, err := consul.query(ctx, model.Options)
		if err != nil {
			return err
		}
		if datacenter := model.Datacenter.ValueString(); datacenter != "" {
			options.Datacenter = datacenter
		}
		options.Filter = model.Filter.ValueString()
		name, tag := model.Name.ValueString(), model.Tag.ValueString()
		found, _, err := consul.Client.Catalog().Service(name, tag, options)
		model.ID = types.StringValue(fmt.Sprintf("catalog-service-%s-%q-%q", options.Datacenter, name, tag))
		model.Datacenter, model.Tag = types.StringValue(options.Datacenter), types.StringValue(tag)
		model.Instances = source.Each(found, instanceOf)
		return err
	})
}

func instanceOf(from *api.CatalogService) catalogService {
	address := from.ServiceAddress
	if address == "" { // the service has that of its node
		address = from.Address
	}
	return catalogService{
		CreateIndex: strconv.FormatUint(from.CreateIndex, 10), ModifyIndex: strconv.FormatUint(from.ModifyIndex, 10),
		NodeID: from.ID, NodeName: from.Node, NodeAddress: from.Address, NodeMeta: from.NodeMeta,
		ID: from.ServiceID, Name: from.ServiceName, Address: address, Port: strconv.Itoa(from.ServicePort),
		Tags: slices.Sorted(slices.Values(from.ServiceTags)), Meta: from.ServiceMeta, TaggedAddresses: from.TaggedAddresses,
		EnableTagOverride: strconv.FormatBool(from.ServiceEnableTagOverride),
	}
}
