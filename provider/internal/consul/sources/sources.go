// Package sources has the data sources of the Consul provider, one file per kind of object. Their attributes have the names, types, and
// values of the official provider, so that programs and HCL can change the provider.
package sources

import (
	"context"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/consul/kv"
	"cdknomad/provider/internal/source"
)

// All are all data sources of this provider. A new one is a function in a file of this package, a line here, and a line in
// ../../source/types.json.
var All = []func() datasource.DataSource{
	aclAuthMethod(), aclPolicy(), aclRole(), aclToken(), aclTokenSecret(),
	agentConfig(), autopilotHealth(), datacenters(),
	nodes("consul_catalog_nodes"), nodes("consul_nodes"),
	service("consul_catalog_service"), service("consul_service"), serviceHealth(),
	services("consul_catalog_services"), services("consul_services"),
	configEntry(), keys(), keyPrefix(),
	peering(), peerings(),
}

// Consul is what the provider hands to its data sources.
type Consul struct {
	Client *api.Client
	// Datacenter is that of the provider's configuration; "" is the agent's own.
	Datacenter string
}

// datacenter returns the name of the datacenter that requests go to unless an argument names another one.
func (c *Consul) datacenter() (string, error) {
	if c.Datacenter != "" {
		return c.Datacenter, nil
	}
	return kv.Datacenter(c.Client)
}

var server = source.Server[*Consul]{
	NotFound: answer.NotFound,
	Reason:   func(_ *Consul, err error) string { return answer.Reason(err) },
}

func of[M any](name, description string, read func(context.Context, *Consul, *M) error) func() datasource.DataSource {
	return source.New(server, source.Kind[*Consul, M]{Name: name, Description: description, Read: read})
}

// place returns the options of a request for an object in a namespace and partition.
func place(ctx context.Context, namespace, partition types.String) *api.QueryOptions {
	return (&api.QueryOptions{Namespace: namespace.ValueString(), Partition: partition.ValueString()}).WithContext(ctx)
}
