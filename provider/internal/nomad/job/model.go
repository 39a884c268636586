package job

import (
	"context"
	"slices"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
)

// model is the resource in the plan and in the state, in the order of the schema.
type model struct {
	Jobspec              types.String `tfsdk:"jobspec"`
	JSON                 types.Bool   `tfsdk:"json"`
	Detach               types.Bool   `tfsdk:"detach"`
	DeregisterOnDestroy  types.Bool   `tfsdk:"deregister_on_destroy"`
	DeregisterOnIDChange types.Bool   `tfsdk:"deregister_on_id_change"`
	PurgeOnDestroy       types.Bool   `tfsdk:"purge_on_destroy"`
	Protect              types.Bool   `tfsdk:"protect"`
	FailFast             types.Bool   `tfsdk:"fail_fast"`
	NewerFields          types.Bool   `tfsdk:"newer_fields"`
	PolicyOverride       types.Bool   `tfsdk:"policy_override"`
	PreserveCounts       types.Bool   `tfsdk:"preserve_counts"`
	PreserveResources    types.Bool   `tfsdk:"preserve_resources"`
	RerunIfDead          types.Bool   `tfsdk:"rerun_if_dead"`
	ReadAllocationIDs    types.Bool   `tfsdk:"read_allocation_ids"`
	ID                   types.String `tfsdk:"id"`
	Name                 types.String `tfsdk:"name"`
	Namespace            types.String `tfsdk:"namespace"`
	Type                 types.String `tfsdk:"type"`
	Region               types.String `tfsdk:"region"`
	Datacenters          types.Set    `tfsdk:"datacenters"`
	Status               types.String `tfsdk:"status"`
	ModifyIndex          types.String `tfsdk:"modify_index"`
	DeploymentID         types.String `tfsdk:"deployment_id"`
	DeploymentStatus     types.String `tfsdk:"deployment_status"`
	AllocationIDs        types.List   `tfsdk:"allocation_ids"`
	Scheduler            types.Map    `tfsdk:"scheduler"`
	HCL2                 types.List   `tfsdk:"hcl2"`
	Timeouts             *timeouts    `tfsdk:"timeouts"`
}

type timeouts struct {
	Create types.String `tfsdk:"create"`
	Update types.String `tfsdk:"update"`
}

func (m *model) key() cluster.Key {
	return cluster.Key{Namespace: m.Namespace.ValueString(), ID: m.ID.ValueString()}
}

func (m *model) timeout(of func(*timeouts) types.String) types.String {
	if m.Timeouts == nil {
		return types.StringNull()
	}
	return of(m.Timeouts)
}

// takeComputed copies the computed attributes of the state, because none of them will change.
func (m *model) takeComputed(prior *model) {
	m.ID, m.Name, m.Namespace, m.Type, m.Region = prior.ID, prior.Name, prior.Namespace, prior.Type, prior.Region
	m.Datacenters, m.AllocationIDs = prior.Datacenters, prior.AllocationIDs
	m.Status, m.ModifyIndex, m.Scheduler = prior.Status, prior.ModifyIndex, prior.Scheduler
	m.DeploymentID, m.DeploymentStatus = prior.DeploymentID, prior.DeploymentStatus
}

// describe sets the attributes that follow from the specification. Region and datacenters stay as they are if the
// specification leaves them to the server.
func (m *model) describe(ctx context.Context, job *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	m.ID = types.StringValue(*job.ID)
	m.Name = types.StringValue(orDefault(job.Name, *job.ID))
	m.Namespace = types.StringValue(orDefault(job.Namespace, api.DefaultNamespace))
	m.Type = types.StringValue(orDefault(job.Type, api.JobTypeService))
	if job.Region != nil && *job.Region != "" {
		m.Region = types.StringValue(*job.Region)
	}
	if len(job.Datacenters) > 0 {
		var found diag.Diagnostics
		m.Datacenters, found = types.SetValueFrom(ctx, types.StringType, job.Datacenters)
		problems.Append(found...)
	}
	return problems
}

func orDefault(value *string, fallback string) string {
	if value == nil || *value == "" {
		return fallback
	}
	return *value
}

func sortedNames[V any](values map[string]V) []string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
