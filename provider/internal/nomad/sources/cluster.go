package sources

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type datacentersModel struct {
	ID              types.String `tfsdk:"id" is:"optional,computed" doc:"Always the same."`
	Prefix          types.String `tfsdk:"prefix" is:"optional" doc:"Only datacenters whose names begin with it."`
	IgnoreDownNodes types.Bool   `tfsdk:"ignore_down_nodes" is:"optional" doc:"Whether nodes that are down do not count. Default: false."`
	Datacenters     []string     `tfsdk:"datacenters" doc:"Names of the datacenters of the nodes, sorted."`
}

func datacenters() func() datasource.DataSource {
	return of("nomad_datacenters", "The datacenters of the cluster's nodes.", func(ctx context.Context, client *api.Client, model *datacentersModel) error {
		found, _, err := client.Nodes().List(query(ctx, api.QueryOptions{}))
		model.ID, model.IgnoreDownNodes = types.StringValue("datacenters"), types.BoolValue(model.IgnoreDownNodes.ValueBool())
		for _, node := range found {
			isIgnored := model.IgnoreDownNodes.ValueBool() && node.Status == api.NodeStatusDown
			if !isIgnored && strings.HasPrefix(node.Datacenter, model.Prefix.ValueString()) {
				model.Datacenters = append(model.Datacenters, node.Datacenter)
			}
		}
		slices.Sort(model.Datacenters)
		model.Datacenters = slices.Compact(model.Datacenters)
		return err
	})
}

type regionsModel struct {
	ID      types.String `tfsdk:"id" is:"optional,computed" doc:"URL of the list."`
	Regions []string     `tfsdk:"regions" doc:"Names of the regions."`
}

func regions() func() datasource.DataSource {
	return of("nomad_regions", "The regions that the cluster is federated with, and its own.", func(_ context.Context, client *api.Client, model *regionsModel) (err error) {
		model.ID = types.StringValue(client.Address() + "/regions")
		model.Regions, err = client.Regions().List()
		return err
	})
}

type schedulerConfigModel struct {
	ID                     types.String    `tfsdk:"id" is:"optional,computed" doc:"Always the same."`
	Algorithm              string          `tfsdk:"scheduler_algorithm" doc:"binpack or spread."`
	MemoryOversubscription bool            `tfsdk:"memory_oversubscription_enabled" doc:"Whether tasks may use more memory than they reserve."`
	Preemption             map[string]bool `tfsdk:"preemption_config" doc:"Whether jobs of a higher priority may take the place of others, by type of job."`
}

func schedulerConfig() func() datasource.DataSource {
	return of("nomad_scheduler_config", "The configuration of the scheduler.", func(ctx context.Context, client *api.Client, model *schedulerConfigModel) error {
		answer, _, err := client.Operator().SchedulerGetConfiguration(query(ctx, api.QueryOptions{}))
		if err != nil {
			return err
		}
		current := valueOf(answer.SchedulerConfig)
		model.ID, model.Algorithm = types.StringValue("scheduler-config"), string(current.SchedulerAlgorithm)
		model.MemoryOversubscription = current.MemoryOversubscriptionEnabled
		model.Preemption = map[string]bool{
			"batch_scheduler_enabled":    current.PreemptionConfig.BatchSchedulerEnabled,
			"service_scheduler_enabled":  current.PreemptionConfig.ServiceSchedulerEnabled,
			"sysbatch_scheduler_enabled": current.PreemptionConfig.SysBatchSchedulerEnabled,
			"system_scheduler_enabled":   current.PreemptionConfig.SystemSchedulerEnabled,
		}
		return nil
	})
}
