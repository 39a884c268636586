package sources

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type scalingPoliciesModel struct {
	ID       types.String    `tfsdk:"id" is:"optional,computed" doc:"A number that depends only on the arguments."`
	JobID    types.String    `tfsdk:"job_id" is:"optional" doc:"Only policies of this job."`
	Type     types.String    `tfsdk:"type" is:"optional" doc:"Only policies of this type, such as horizontal."`
	Policies []scalingPolicy `tfsdk:"policies" doc:"The policies."`
}

type scalingPolicy struct {
	ID      string            `tfsdk:"id"`
	Enabled bool              `tfsdk:"enabled"`
	Type    string            `tfsdk:"type"`
	Target  map[string]string `tfsdk:"target"`
}

func scalingPolicies() func() datasource.DataSource {
	return of("nomad_scaling_policies", "Scaling policies of the provider's namespace.", func(ctx context.Context, client *api.Client, model *scalingPoliciesModel) error {
		job, kind := model.JobID.ValueString(), model.Type.ValueString()
		found, _, err := client.Scaling().ListPolicies(query(ctx, api.QueryOptions{Params: map[string]string{"job": job, "type": kind}}))
		model.ID = identify(job + kind)
		model.Policies = source.Each(found, func(policy *api.ScalingPolicyListStub) scalingPolicy {
			return scalingPolicy{policy.ID, policy.Enabled, policy.Type, policy.Target}
		})
		return err
	})
}

type scalingPolicyModel struct {
	ID      types.String      `tfsdk:"id" is:"required" doc:"Id of the policy."`
	Enabled bool              `tfsdk:"enabled" doc:"Whether the policy is enabled."`
	Type    string            `tfsdk:"type" doc:"Type of the policy, such as horizontal."`
	Min     int64             `tfsdk:"min" doc:"Lowest count."`
	Max     int64             `tfsdk:"max" doc:"Highest count."`
	Policy  string            `tfsdk:"policy" doc:"What the autoscaler reads, as JSON."`
	Target  map[string]string `tfsdk:"target" doc:"What is scaled: Namespace, Job, Group, and for some types Task."`
}

func scalingPolicySource() func() datasource.DataSource {
	return of("nomad_scaling_policy", "A scaling policy.", func(ctx context.Context, client *api.Client, model *scalingPolicyModel) error {
		policy, _, err := client.Scaling().GetPolicy(model.ID.ValueString(), query(ctx, api.QueryOptions{}))
		if err != nil {
			return err
		}
		text, err := json.Marshal(policy.Policy)
		if err != nil {
			return fmt.Errorf("the policy is not JSON: %w", err)
		}
		model.Enabled, model.Type, model.Policy, model.Target = valueOf(policy.Enabled), policy.Type, string(text), policy.Target
		model.Min, model.Max = valueOf(policy.Min), valueOf(policy.Max)
		return nil
	})
}
