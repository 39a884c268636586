package sources

import (
	"context"
	"strconv"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type allocationsModel struct {
	ID          types.String `tfsdk:"id" is:"optional,computed" doc:"A number that depends only on prefix and filter."`
	Prefix      types.String `tfsdk:"prefix" is:"optional" doc:"Only allocations whose ids begin with it; an even number of hexadecimal digits."`
	Filter      types.String `tfsdk:"filter" is:"optional" doc:"[Filter expression](https://developer.hashicorp.com/nomad/api-docs#filtering)."`
	Namespace   types.String `tfsdk:"namespace" is:"optional" doc:"Namespace, or * for all. Default: that of the provider."`
	Allocations []allocation `tfsdk:"allocations" doc:"The allocations. Their state changes while jobs run, so a plan may show a difference each time."`
}

type allocation struct {
	ID                    string `tfsdk:"id"`
	EvalID                string `tfsdk:"eval_id"`
	Name                  string `tfsdk:"name"`
	Namespace             string `tfsdk:"namespace"`
	NodeID                string `tfsdk:"node_id"`
	NodeName              string `tfsdk:"node_name"`
	JobID                 string `tfsdk:"job_id"`
	JobType               string `tfsdk:"job_type"`
	JobVersion            int64  `tfsdk:"job_version"`
	TaskGroup             string `tfsdk:"task_group"`
	DesiredStatus         string `tfsdk:"desired_status"`
	ClientStatus          string `tfsdk:"client_status"`
	FollowupEvalID        string `tfsdk:"followup_eval_id"`
	NextAllocation        string `tfsdk:"next_allocation"`
	PreemptedByAllocation string `tfsdk:"preempted_by_allocation"`
	CreateIndex           int64  `tfsdk:"create_index"`
	ModifyIndex           int64  `tfsdk:"modify_index"`
	CreateTime            int64  `tfsdk:"create_time"`
	ModifyTime            int64  `tfsdk:"modify_time"`
}

func allocations() func() datasource.DataSource {
	return of("nomad_allocations", "Allocations of a namespace.", func(ctx context.Context, client *api.Client, model *allocationsModel) error {
		prefix, filter := model.Prefix.ValueString(), model.Filter.ValueString()
		found, _, err := client.Allocations().List(query(ctx, api.QueryOptions{Prefix: prefix, Filter: filter, Namespace: model.Namespace.ValueString()}))
		model.ID = identify(prefix + filter)
		model.Allocations = source.Each(found, func(stub *api.AllocationListStub) allocation {
			return allocation{stub.ID, stub.EvalID, stub.Name, stub.Namespace, stub.NodeID, stub.NodeName, stub.JobID, stub.JobType, int64(stub.JobVersion),
				stub.TaskGroup, stub.DesiredStatus, stub.ClientStatus, stub.FollowupEvalID, stub.NextAllocation, stub.PreemptedByAllocation,
				int64(stub.CreateIndex), int64(stub.ModifyIndex), stub.CreateTime, stub.ModifyTime}
		})
		return err
	})
}

type deploymentsModel struct {
	ID          types.String        `tfsdk:"id" is:"optional,computed" doc:"URL of the list."`
	Deployments []map[string]string `tfsdk:"deployments" doc:"ID, JobID, JobVersion, Status, and StatusDescription of each deployment."`
}

func deployments() func() datasource.DataSource {
	return of("nomad_deployments", "The deployments of the provider's namespace.", func(ctx context.Context, client *api.Client, model *deploymentsModel) error {
		found, _, err := client.Deployments().List(query(ctx, api.QueryOptions{}))
		model.ID = types.StringValue(client.Address() + "/deployments")
		model.Deployments = source.Each(found, func(deployment *api.Deployment) map[string]string {
			return map[string]string{
				"ID": deployment.ID, "JobID": deployment.JobID, "JobVersion": strconv.FormatUint(deployment.JobVersion, 10),
				"Status": deployment.Status, "StatusDescription": deployment.StatusDescription,
			}
		})
		return err
	})
}
