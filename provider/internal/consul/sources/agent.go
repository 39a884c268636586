package sources

import (
	"context"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type agentConfigModel struct {
	ID         types.String `tfsdk:"id" is:"optional,computed" doc:"agent- and the id of the node."`
	Datacenter string       `tfsdk:"datacenter" doc:"Datacenter of the agent."`
	NodeID     string       `tfsdk:"node_id" doc:"Id of the agent's node."`
	NodeName   string       `tfsdk:"node_name" doc:"Name of the agent's node."`
	Server     bool         `tfsdk:"server" doc:"Whether the agent is a server."`
	Revision   string       `tfsdk:"revision" doc:"Revision of Consul's source."`
	Version    string       `tfsdk:"version" doc:"Version of Consul."`
}

func agentConfig() func() datasource.DataSource {
	return of("consul_agent_config", "The configuration of the agent that the provider talks to.", func(ctx context.Context, consul *Consul, model *agentConfigModel) error {
		var self struct {
			Config struct {
				Datacenter, NodeID, NodeName, Revision, Version string
				Server                                          bool
			}
		}
		if _, err := consul.Client.Raw().Query("/v1/agent/self", &self, (&api.QueryOptions{}).WithContext(ctx)); err != nil {
			return err
		}
		config := self.Config
		model.ID = types.StringValue("agent-" + config.NodeID)
		model.Datacenter, model.NodeID, model.NodeName = config.Datacenter, config.NodeID, config.NodeName
		model.Server, model.Revision, model.Version = config.Server, config.Revision, config.Version
		return nil
	})
}

type datacentersModel struct {
	ID          types.String `tfsdk:"id" is:"optional,computed" doc:"Always the same."`
	Datacenters []string     `tfsdk:"datacenters" doc:"Names of the datacenters, the nearest first."`
}

func datacenters() func() datasource.DataSource {
	return of("consul_datacenters", "The datacenters that the agent knows.", func(_ context.Context, consul *Consul, model *datacentersModel) (err error) {
		model.ID = types.StringValue("-")
		model.Datacenters, err = consul.Client.Catalog().Datacenters()
		return err
	})
}

type autopilotHealthModel struct {
	ID               types.String   `tfsdk:"id" is:"optional,computed" doc:"A text with the datacenter."`
	Datacenter       types.String   `tfsdk:"datacenter" is:"optional" doc:"Datacenter. Default: that of the provider, else the agent's own."`
	Healthy          bool           `tfsdk:"healthy" doc:"Whether all servers are healthy."`
	FailureTolerance int64          `tfsdk:"failure_tolerance" doc:"Number of servers that can fail without an outage."`
	Servers          []serverHealth `tfsdk:"servers" doc:"The servers. Their times change with every read."`
}

type serverHealth struct {
	ID          string `tfsdk:"id"`
	Name        string `tfsdk:"name"`
	Address     string `tfsdk:"address"`
	SerfStatus  string `tfsdk:"serf_status"`
	Version     string `tfsdk:"version"`
	Leader      bool   `tfsdk:"leader"`
	LastContact string `tfsdk:"last_contact"`
	LastTerm    int64  `tfsdk:"last_term"`
	LastIndex   int64  `tfsdk:"last_index"`
	Healthy     bool   `tfsdk:"healthy"`
	Voter       bool   `tfsdk:"voter"`
	StableSince string `tfsdk:"stable_since"`
}

func autopilotHealth() func() datasource.DataSource {
	return of("consul_autopilot_health", "The health of Consul's servers.", func(ctx context.Context, consul *Consul, model *autopilotHealthModel) (err error) {
		datacenter := model.Datacenter.ValueString()
		if datacenter == "" {
			if datacenter, err = consul.datacenter(); err != nil {
				return err
			}
		}
		health, err := consul.Client.Operator().AutopilotServerHealth((&api.QueryOptions{Datacenter: datacenter}).WithContext(ctx))
		if err != nil {
			return err
		}
		model.ID = types.StringValue("autopilot-health-" + datacenter)
		model.Healthy, model.FailureTolerance = health.Healthy, int64(health.FailureTolerance)
		model.Servers = source.Each(health.Servers, func(server api.ServerHealth) serverHealth {
			return serverHealth{server.ID, server.Name, server.Address, server.SerfStatus, server.Version, server.Leader, server.LastContact.String(),
				int64(server.LastTerm), int64(server.LastIndex), server.Healthy, server.Voter, server.StableSince.String()}
		})
		return nil
	})
}
