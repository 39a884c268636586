// Package schedulerconfig is the resource type nomad_scheduler_config.
package schedulerconfig

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/election"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/nomad/api-docs/operator/scheduler
func New() resource.Resource { return lifecycle.New[*cluster.Cluster, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*cluster.Cluster, model]

type model struct {
	ID                     types.String `tfsdk:"id"`
	Algorithm              types.String `tfsdk:"scheduler_algorithm"`
	MemoryOversubscription types.Bool   `tfsdk:"memory_oversubscription_enabled"`
	Preemption             types.Map    `tfsdk:"preemption_config"`
}

// singleton is the id: a cluster has one configuration.
const (
	singleton         = "nomad-scheduler-config"
	officialSingleton = "nomad-scheduler-configuration-global" // of the official provider
)

func (kind) TypeName() string { return "nomad_scheduler_config" }

func (kind) Schema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The configuration of Nomad's scheduler; a cluster has one, so a project has one of these at most. What is not set " +
			"has Nomad's default. Destroying it brings back what stood before it was created.",
		Attributes: map[string]schema.Attribute{
			"id":                              lifecycle.ID("Always the same."),
			"scheduler_algorithm":             schema.StringAttribute{Optional: true, MarkdownDescription: "`binpack` or `spread`. Default: `binpack`."},
			"memory_oversubscription_enabled": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether a task may use more memory than it reserved, up to memory_max. Default: false."},
			"preemption_config": schema.MapAttribute{Optional: true, ElementType: types.BoolType,
				MarkdownDescription: "Whether jobs of a type may push out jobs of lower priority: `system_scheduler_enabled` (default true), " +
					"`sysbatch_scheduler_enabled`, `batch_scheduler_enabled`, `service_scheduler_enabled` (default false)."},
		},
	}
}

// before is the name under which the configuration from before the creation is remembered.
const before = "before"

func (kind) Plan(ctx context.Context, c *call) {
	if problems := c.Plan.check(); len(problems) > 0 {
		c.AddError(problem.NotValid.Of(title), strings.Join(problems, "\n"))
		return
	}
	if c.Prior != nil {
		none := api.SchedulerConfiguration{}
		if !c.Plan.Preemption.IsNull() && !c.Plan.Preemption.IsUnknown() && c.Plan.into(none).PreemptionConfig == c.Prior.into(none).PreemptionConfig {
			c.Plan.Preemption = c.Prior.Preemption // the official provider stores the defaults too
		}
		return
	}
	c.Plan.ID = types.StringValue(singleton)
	if c.Server == nil || c.Plan.Preemption.IsUnknown() || c.Plan.Algorithm.IsUnknown() || c.Plan.MemoryOversubscription.IsUnknown() {
		return
	}
	current, err := get(ctx, c.Server)
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title), c.Server.Reason(err))
		return
	}
	if replaced := differences(current, c.Plan.into(*current)); len(replaced) > 0 {
		c.AddWarning(problem.SettingsReplaced.Of(title), "the cluster always has one, and this apply changes:\n  "+strings.Join(replaced, "\n  "))
	}
}

func (kind) PlanDelete(context.Context, *call) {}

func (kind) Read(ctx context.Context, c *call) bool {
	current, err := get(ctx, c.Server)
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title), c.Server.Reason(err))
		return false
	}
	if c.Prior.ID.ValueString() != officialSingleton {
		c.Prior.ID = types.StringValue(singleton)
	}
	c.Append(c.Prior.follow(current)...)
	return true
}

func (kind) Create(ctx context.Context, c *call) {
	current, err := get(ctx, c.Server)
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title), c.Server.Reason(err))
		return
	}
	c.Remember(ctx, before, current)
	write(ctx, c, c.Plan.into(*current))
	c.Plan.ID = types.StringValue(singleton)
}

func (kind) Update(ctx context.Context, c *call) {
	current, err := get(ctx, c.Server)
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title), c.Server.Reason(err))
		return
	}
	write(ctx, c, c.Plan.into(*current))
}

// Delete gives back what the resource described. An imported one leaves everything as it is, as nothing is known of
// what was before.
func (kind) Delete(ctx context.Context, c *call) {
	var old api.SchedulerConfiguration
	if !c.Recall(ctx, before, &old) {
		c.AddWarning(problem.NotDestroyed.Summary(title+" stays as it is"), "it was imported, so what stood before is not known; it is only forgotten")
		return
	}
	current, err := get(ctx, c.Server)
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title), c.Server.Reason(err))
		return
	}
	current.SchedulerAlgorithm, current.MemoryOversubscriptionEnabled, current.PreemptionConfig = old.SchedulerAlgorithm, old.MemoryOversubscriptionEnabled, old.PreemptionConfig
	write(ctx, c, *current)
}

// write sends the index of what was read, so that a write of another client in between is not lost.
func write(ctx context.Context, c *call, wanted api.SchedulerConfiguration) {
	_, err := election.Once(election.Write[struct{}]{
		IsGuarded: true, // by the index
		Do: func() (struct{}, error) {
			answer, _, err := c.Server.Client.Operator().SchedulerCASConfiguration(&wanted, (&api.WriteOptions{}).WithContext(ctx))
			if err == nil && !answer.Updated {
				err = election.ErrRefused
			}
			return struct{}{}, err
		},
		Find: func() (struct{}, bool, error) {
			current, err := get(ctx, c.Server)
			return struct{}{}, err == nil && current.ModifyIndex != wanted.ModifyIndex && len(differences(current, wanted)) == 0, err
		},
	})
	if errors.Is(err, election.ErrRefused) {
		c.AddError(problem.ChangedSincePlan.Summary(title+" was changed meanwhile"), "nothing was overwritten; plan again to see the change")
	} else if err != nil {
		c.AddError(problem.RefusedByNomad.Of(title), c.Server.Reason(err))
	}
}

func get(ctx context.Context, server *cluster.Cluster) (*api.SchedulerConfiguration, error) {
	if err := server.Connect(ctx); err != nil {
		return nil, err
	}
	answer, _, err := server.Client.Operator().SchedulerGetConfiguration((&api.QueryOptions{}).WithContext(ctx))
	if err != nil {
		return nil, err
	}
	return answer.SchedulerConfig, nil
}

const title = "[scheduler config]"

// check gives all that Nomad would refuse or ignore.
func (m *model) check() []string {
	var problems []string
	algorithms := []string{string(api.SchedulerAlgorithmBinpack), string(api.SchedulerAlgorithmSpread)}
	if name := m.Algorithm.ValueString(); !m.Algorithm.IsUnknown() && !m.Algorithm.IsNull() && !slices.Contains(algorithms, name) {
		problems = append(problems, fmt.Sprintf("scheduler_algorithm: got %q, want one of %s", name, strings.Join(algorithms, ", ")))
	}
	return append(problems, checkKeys(m.Preemption)...)
}
