package sources

import (
	"context"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type nodePoolModel struct {
	ID          types.String              `tfsdk:"id" is:"optional,computed" doc:"The name."`
	Name        types.String              `tfsdk:"name" is:"required" doc:"Name of the node pool."`
	Description string                    `tfsdk:"description" doc:"Description of the node pool."`
	Meta        map[string]string         `tfsdk:"meta" doc:"Keys and values of the node pool."`
	IdentityTTL *string                   `tfsdk:"node_identity_ttl" doc:"Lifetime of the identities of the pool's nodes; null before Nomad 1.11."`
	Scheduler   source.Set[poolScheduler] `tfsdk:"scheduler_config" doc:"Scheduler configuration of the node pool (Nomad Enterprise)."`
}

type poolScheduler struct {
	Algorithm              string `tfsdk:"scheduler_algorithm"`
	MemoryOversubscription string `tfsdk:"memory_oversubscription"`
}

func schedulerOf(current *api.NodePoolSchedulerConfiguration) []poolScheduler {
	if current == nil {
		return nil
	}
	memory := ""
	if enabled := current.MemoryOversubscriptionEnabled; enabled != nil {
		memory = map[bool]string{true: "enabled", false: "disabled"}[*enabled]
	}
	return []poolScheduler{{string(current.SchedulerAlgorithm), memory}}
}

func identityTTL(pool *api.NodePool) *string {
	if pool.NodeIdentityTTL == 0 {
		return nil
	}
	text := pool.NodeIdentityTTL.String()
	return &text
}

func nodePoolSource() func() datasource.DataSource {
	return of("nomad_node_pool", "A node pool.", func(ctx context.Context, client *api.Client, model *nodePoolModel) error {
		pool, _, err := client.NodePools().Info(model.Name.ValueString(), query(ctx, api.QueryOptions{}))
		if err != nil {
			return err
		}
		model.ID, model.Description, model.Meta = model.Name, pool.Description, pool.Meta
		model.IdentityTTL, model.Scheduler = identityTTL(pool), schedulerOf(pool.SchedulerConfiguration)
		return nil
	})
}

type nodePoolsModel struct {
	ID     types.String `tfsdk:"id" is:"optional,computed" doc:"A number that depends only on prefix and filter."`
	Prefix types.String `tfsdk:"prefix" is:"optional" doc:"Only node pools whose names begin with it."`
	Filter types.String `tfsdk:"filter" is:"optional" doc:"[Filter expression](https://developer.hashicorp.com/nomad/api-docs#filtering)."`
	Pools  []poolStub   `tfsdk:"node_pools" doc:"The node pools."`
}

type poolStub struct {
	Name        string                    `tfsdk:"name"`
	Description string                    `tfsdk:"description"`
	Meta        map[string]string         `tfsdk:"meta"`
	IdentityTTL *string                   `tfsdk:"node_identity_ttl"`
	Scheduler   source.Set[poolScheduler] `tfsdk:"scheduler_config"`
}

func nodePools() func() datasource.DataSource {
	return of("nomad_node_pools", "The node pools of the cluster.", func(ctx context.Context, client *api.Client, model *nodePoolsModel) error {
		prefix, filter := model.Prefix.ValueString(), model.Filter.ValueString()
		pools, _, err := client.NodePools().List(query(ctx, api.QueryOptions{Prefix: prefix, Filter: filter}))
		model.ID = identify(prefix + filter)
		model.Pools = source.Each(pools, func(pool *api.NodePool) poolStub {
			return poolStub{pool.Name, pool.Description, pool.Meta, identityTTL(pool), schedulerOf(pool.SchedulerConfiguration)}
		})
		return err
	})
}
