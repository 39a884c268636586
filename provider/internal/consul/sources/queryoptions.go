package sources

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// nodeOptions is the block query_options of data sources of nodes, which are in no namespace.
type nodeOptions struct {
	AllowStale        types.Bool   `tfsdk:"allow_stale" is:"optional" doc:"Whether any server may answer. Default: true."`
	Datacenter        types.String `tfsdk:"datacenter" is:"optional" doc:"Datacenter. Default: that of the provider, else the agent's own."`
	Near              types.String `tfsdk:"near" is:"optional" doc:"Node by whose distance the answer is sorted; _agent is the agent's own."`
	NodeMeta          types.Map    `tfsdk:"node_meta" is:"optional" doc:"Only nodes with these keys and values."`
	Partition         types.String `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	RequireConsistent types.Bool   `tfsdk:"require_consistent" is:"optional" doc:"Whether the leader confirms with other servers that it is the leader. Default: false."`
	Token             types.String `tfsdk:"token" is:"optional,sensitive" doc:"ACL token for this request. It is in the state in plain text; give the token to the provider instead."`
	WaitIndex         types.Int64  `tfsdk:"wait_index" is:"optional" doc:"Index after which the server answers at once."`
	WaitTime          types.String `tfsdk:"wait_time" is:"optional" doc:"Longest time that the server waits for a change after wait_index, such as 10s."`
}

// serviceOptions is the block query_options of data sources of services.
type serviceOptions struct {
	AllowStale        types.Bool   `tfsdk:"allow_stale" is:"optional" doc:"Whether any server may answer. Default: true."`
	Datacenter        types.String `tfsdk:"datacenter" is:"optional" doc:"Datacenter. Default: that of the provider, else the agent's own."`
	Namespace         types.String `tfsdk:"namespace" is:"optional" doc:"Namespace (Consul Enterprise)."`
	Near              types.String `tfsdk:"near" is:"optional" doc:"Node by whose distance the answer is sorted; _agent is the agent's own."`
	NodeMeta          types.Map    `tfsdk:"node_meta" is:"optional" doc:"Only nodes with these keys and values."`
	Partition         types.String `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	RequireConsistent types.Bool   `tfsdk:"require_consistent" is:"optional" doc:"Whether the leader confirms with other servers that it is the leader. Default: false."`
	Token             types.String `tfsdk:"token" is:"optional,sensitive" doc:"ACL token for this request. It is in the state in plain text; give the token to the provider instead."`
	WaitIndex         types.Int64  `tfsdk:"wait_index" is:"optional" doc:"Index after which the server answers at once."`
	WaitTime          types.String `tfsdk:"wait_time" is:"optional" doc:"Longest time that the server waits for a change after wait_index, such as 10s."`
}

func (o nodeOptions) withNamespace() serviceOptions {
	return serviceOptions{o.AllowStale, o.Datacenter, types.StringNull(), o.Near, o.NodeMeta, o.Partition, o.RequireConsistent, o.Token, o.WaitIndex, o.WaitTime}
}

// query returns the options of a request, with the datacenter that it goes to.
func (c *Consul) query(ctx context.Context, blocks []serviceOptions) (*api.QueryOptions, error) {
	options := (&api.QueryOptions{}).WithContext(ctx)
	for _, block := range blocks {
		options.AllowStale = block.AllowStale.IsNull() && !block.RequireConsistent.ValueBool() || block.AllowStale.ValueBool()
		options.RequireConsistent = block.RequireConsistent.ValueBool()
		options.Datacenter, options.Namespace, options.Partition = block.Datacenter.ValueString(), block.Namespace.ValueString(), block.Partition.ValueString()
		options.Near, options.Token, options.WaitIndex = block.Near.ValueString(), block.Token.ValueString(), uint64(block.WaitIndex.ValueInt64())
		options.NodeMeta = textsOf(ctx, block.NodeMeta)
		if text := block.WaitTime.ValueString(); text != "" {
			wait, err := time.ParseDuration(text)
			if err != nil {
				return nil, fmt.Errorf("query_options.wait_time: got %q, want a duration such as 10s", text)
			}
			options.WaitTime = wait
		}
	}
	if options.Datacenter == "" {
		name, err := c.datacenter()
		if err != nil {
			return nil, err
		}
		options.Datacenter = name
	}
	return options, nil
}

// textsOf returns the values of a map of texts.
func textsOf(ctx context.Context, from types.Map) map[string]string {
	var texts map[string]string
	if !from.IsNull() {
		from.ElementsAs(ctx, &texts, false) // the schema has texts as elements, so this cannot fail
	}
	return texts
}
