package sources

import (
	"context"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type serviceModel struct {
	ServiceName   types.String   `tfsdk:"service_name" is:"required" doc:"Name of the service."`
	Namespace     types.String   `tfsdk:"namespace" is:"optional,computed" doc:"Namespace of the service. Default: default."`
	Filter        types.String   `tfsdk:"filter" is:"optional" doc:"[Filter expression](https://developer.hashicorp.com/nomad/api-docs#filtering)."`
	Choose        types.String   `tfsdk:"choose" is:"optional" doc:"COUNT|KEY: so many registrations, chosen by rendezvous hashing of the key."`
	Registrations []registration `tfsdk:"registrations" doc:"Registrations of the service; none if no allocation provides it."`
}

type registration struct {
	ID          string   `tfsdk:"id"`
	Address     string   `tfsdk:"address"`
	Port        int64    `tfsdk:"port"`
	NodeID      string   `tfsdk:"node_id"`
	Datacenter  string   `tfsdk:"datacenter"`
	AllocID     string   `tfsdk:"alloc_id"`
	JobID       string   `tfsdk:"job_id"`
	Namespace   string   `tfsdk:"namespace"`
	Tags        []string `tfsdk:"tags"`
	CreateIndex int64    `tfsdk:"create_index"`
	ModifyIndex int64    `tfsdk:"modify_index"`
}

func serviceSource() func() datasource.DataSource {
	return of("nomad_service", "The registrations of a service in Nomad's own service discovery.", func(ctx context.Context, client *api.Client, model *serviceModel) error {
		name, options := model.ServiceName.ValueString(), api.QueryOptions{Namespace: orDefault(&model.Namespace), Filter: model.Filter.ValueString()}
		if choose := model.Choose.ValueString(); choose != "" {
			options.Params = map[string]string{"choose": choose}
		}
		found, _, err := client.Services().Get(name, query(ctx, options))
		model.Registrations = source.Each(found, func(from *api.ServiceRegistration) registration {
			return registration{from.ID, from.Address, int64(from.Port), from.NodeID, from.Datacenter, from.AllocID, from.JobID, from.Namespace, from.Tags,
				int64(from.CreateIndex), int64(from.ModifyIndex)}
		})
		return err
	})
}

type servicesModel struct {
	Namespace types.String  `tfsdk:"namespace" is:"optional" doc:"Namespace, or * for all. Default: that of the provider."`
	Services  []serviceStub `tfsdk:"services" doc:"The services."`
}

type serviceStub struct {
	Namespace string   `tfsdk:"namespace"`
	Name      string   `tfsdk:"name"`
	Tags      []string `tfsdk:"tags"`
}

func services() func() datasource.DataSource {
	return of("nomad_services", "The services in Nomad's own service discovery.", func(ctx context.Context, client *api.Client, model *servicesModel) error {
		found, _, err := client.Services().List(query(ctx, api.QueryOptions{Namespace: model.Namespace.ValueString()}))
		for _, namespace := range found {
			for _, service := range namespace.Services {
				model.Services = append(model.Services, serviceStub{namespace.Namespace, service.ServiceName, service.Tags})
			}
		}
		return err
	})
}
