package sources

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type serviceHealthModel struct {
	ID         types.String   `tfsdk:"id" is:"optional,computed" doc:"A text with the datacenter, name, and tag."`
	Name       types.String   `tfsdk:"name" is:"required" doc:"Name of the service."`
	Datacenter types.String   `tfsdk:"datacenter" is:"optional" doc:"Datacenter. Default: that of the provider, else the agent's own."`
	Near       types.String   `tfsdk:"near" is:"optional" doc:"Node by whose distance the answer is sorted; _agent is the agent's own."`
	Tag        types.String   `tfsdk:"tag" is:"optional" doc:"Only instances with this tag."`
	NodeMeta   types.Map      `tfsdk:"node_meta" is:"optional" doc:"Only instances on nodes with these keys and values."`
	Filter     types.String   `tfsdk:"filter" is:"optional" doc:"[Filter expression](https://developer.hashicorp.com/consul/api-docs/features/filtering)."`
	Passing    types.Bool     `tfsdk:"passing" is:"optional" doc:"Whether only instances are returned whose checks all pass. Default: true."`
	WaitFor    types.String   `tfsdk:"wait_for" is:"optional" doc:"Longest time to wait for the first passing instance, such as 30s. Default: no wait."`
	Results    []healthResult `tfsdk:"results" doc:"The instances, each with its node and checks."`
}

type healthResult struct {
	Node    []healthNode    `tfsdk:"node"`
	Service []healthService `tfsdk:"service"`
	Checks  []healthCheck   `tfsdk:"checks"`
}

type healthNode struct {
	ID              string            `tfsdk:"id"`
	Name            string            `tfsdk:"name"`
	Address         string            `tfsdk:"address"`
	Datacenter      string            `tfsdk:"datacenter"`
	TaggedAddresses map[string]string `tfsdk:"tagged_addresses"`
	Meta            map[string]string `tfsdk:"meta"`
}

type healthService struct {
	ID      string            `tfsdk:"id"`
	Name    string            `tfsdk:"name"`
	Tags    []string          `tfsdk:"tags"`
	Address string            `tfsdk:"address"`
	Meta    map[string]string `tfsdk:"meta"`
	Port    int64             `tfsdk:"port"`
}

type healthCheck struct {
	Node        string   `tfsdk:"node"`
	ID          string   `tfsdk:"id"`
	Name        string   `tfsdk:"name"`
	Status      string   `tfsdk:"status"`
	Notes       string   `tfsdk:"notes"`
	Output      string   `tfsdk:"output"`
	ServiceID   string   `tfsdk:"service_id"`
	ServiceName string   `tfsdk:"service_name"`
	ServiceTags []string `tfsdk:"service_tags"`
}

// healthPause is how often a service is read while an instance of it is waited for.
var healthPause = time.Second

func serviceHealth() func() datasource.DataSource {
	return of("consul_service_health", "The instances of a service with the results of their checks.", func(ctx context.Context, consul *Consul, model *serviceHealthModel) (err error) {
		if model.Passing.IsNull() {
			model.Passing = types.BoolValue(true)
		}
		if model.Datacenter.ValueString() == "" {
			name, err := consul.datacenter()
			if err != nil {
				return err
			}
			model.Datacenter = types.StringValue(name)
		}
		entries, err := model.instances(ctx, consul.Client)
		if err != nil {
			return err
		}
		model.ID = types.StringValue(fmt.Sprintf("service-health-%s-%q-%q", model.Datacenter.ValueString(), model.Name.ValueString(), model.Tag.ValueString()))
		model.Results = source.Each(entries, resultOf)
		return nil
	})
}

// instances reads the instances, and waits for the first one if that is asked for.
func (m *serviceHealthModel) instances(ctx context.Context, client *api.Client) ([]*api.ServiceEntry, error) {
	var patience time.Duration
	if text := m.WaitFor.ValueString(); text != "" && m.Passing.ValueBool() {
		var err error
		if patience, err = time.ParseDuration(text); err != nil {
			return nil, fmt.Errorf("wait_for: got %q, want a duration such as 30s", text)
		}
	}
	options := (&api.QueryOptions{Near: m.Near.ValueString(), NodeMeta: textsOf(ctx, m.NodeMeta), Datacenter: m.Datacenter.ValueString(),
		Filter: m.Filter.ValueString()}).WithContext(ctx)
	for end := time.Now().Add(patience); ; {
		entries, _, err := client.Health().Service(m.Name.ValueString(), m.Tag.ValueString(), m.Passing.ValueBool(), options)
		if err != nil || len(entries) > 0 || patience == 0 {
			return entries, err
		}
		if time.Now().After(end) {
			return nil, fmt.Errorf("no instance of service %q passed its checks within %s", m.Name.ValueString(), patience)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(healthPause):
		}
	}
}

func resultOf(entry *api.ServiceEntry) healthResult {
	node, service := entry.Node, entry.Service
	return healthResult{
		Node:    []healthNode{{node.ID, node.Node, node.Address, node.Datacenter, node.TaggedAddresses, node.Meta}},
		Service: []healthService{{service.ID, service.Service, service.Tags, service.Address, service.Meta, int64(service.Port)}},
		Checks: source.Each(entry.Checks, func(check *api.HealthCheck) healthCheck {
			return healthCheck{check.Node, check.CheckID, check.Name, check.Status, check.Notes, check.Output, check.ServiceID, check.ServiceName, check.ServiceTags}
		}),
	}
}
