// Package autopilot is the resource type consul_autopilot_config.
package autopilot

import (
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/consul/enterprise"
	"cdknomad/provider/internal/election"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/consul/api-docs/operator/autopilot
func New() resource.Resource { return lifecycle.New[*api.Client, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*api.Client, model]

func (kind) TypeName() string { return "consul_autopilot_config" }

func (kind) Schema() schema.Schema {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description}
	}
	datacenter := text("Datacenter of the servers. Default: that of the provider.")
	datacenter.PlanModifiers = []planmodifier.String{stringplanmodifier.RequiresReplace()}
	return schema.Schema{
		MarkdownDescription: "The configuration of autopilot, which looks after Consul's servers. A datacenter has one, so a project has one of these at most. What is " +
			"not set has Consul's default. Destroying it restores the configuration that existed before it was created.",
		Attributes: map[string]schema.Attribute{
			"id":                        lifecycle.ID("Always the same for a datacenter."),
			"datacenter":                datacenter,
			"cleanup_dead_servers":      schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether servers that failed are removed when a new one joins. Default: true."},
			"last_contact_threshold":    text("Time without contact to the leader after which a server is unhealthy, such as 200ms, which is the default."),
			"max_trailing_logs":         schema.Int64Attribute{Optional: true, MarkdownDescription: "Number of log entries that a healthy server may be behind the leader. Default: 250."},
			"server_stabilization_time": text("Time that a new server must be healthy before it gets a vote. Default: 10s."),
			"redundancy_zone_tag":       text("Key of the node metadata with the zone of a server (Consul Enterprise)."),
			"disable_upgrade_migration": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether servers of a new version get a vote one by one (Consul Enterprise). Default: false."},
			"upgrade_version_tag":       text("Key of the node metadata with the version of a server (Consul Enterprise). Default: the version of Consul."),
		},
	}
}

const title = "[consul autopilot config]"

// before is the name under which the configuration from before the creation is remembered.
const before = "before"

// idOf has the form of the official provider's ids.
func (m *model) idOf() types.String {
	return types.StringValue("consul-autopilot-" + m.Datacenter.ValueString())
}

func (kind) Plan(ctx context.Context, c *call) {
	problems := append(c.Plan.check(), enterprise.Refused(ctx, c.Server, c.Plan.enterprise())...)
	if len(problems) > 0 {
		c.AddError(problem.NotValid.Of(title), strings.Join(problems, "\n"))
		return
	}
	if c.Prior != nil {
		if configured := c.Configured(ctx); configured != nil {
			c.Plan.keep(configured, c.Prior)
		}
		return
	}
	if c.Server == nil || !c.FullyKnown() {
		return
	}
	c.Plan.ID = c.Plan.idOf()
	current, err := get(ctx, c.Server, c.Plan)
	if answer.LacksRight(err) {
		return // a token that only plans: the apply shows what is missing
	}
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title), answer.Reason(err))
		return
	}
	if replaced := differences(current, c.Plan.into(*current)); len(replaced) > 0 {
		c.AddWarning(problem.SettingsReplaced.Of(title), "the servers always have one, and this apply changes:\n  "+strings.Join(replaced, "\n  "))
	}
}

func (kind) PlanDelete(context.Context, *call) {}

func (kind) Read(ctx context.Context, c *call) bool {
	current, err := get(ctx, c.Server, c.Prior)
	if answer.LacksRight(err) {
		c.AddWarning(problem.NotCompared.Of(title), answer.NotCompared)
		return true
	}
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title), answer.Reason(err))
		return false
	}
	c.Prior.follow(current)
	return true
}

func (kind) Create(ctx context.Context, c *call) {
	current, err := get(ctx, c.Server, c.Plan)
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title), answer.Reason(err))
		return
	}
	c.Remember(ctx, before, current)
	write(ctx, c, c.Plan, c.Plan.into(*current))
	c.Plan.ID = c.Plan.idOf()
}

func (kind) Update(ctx context.Context, c *call) {
	current, err := get(ctx, c.Server, c.Plan)
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title), answer.Reason(err))
		return
	}
	write(ctx, c, c.Plan, c.Plan.into(*current))
}

// Delete restores what the resource described. An imported one leaves everything as it is, because what existed before is not known.
func (kind) Delete(ctx context.Context, c *call) {
	var old api.AutopilotConfiguration
	if !c.Recall(ctx, before, &old) {
		c.AddWarning(problem.NotDestroyed.Summary(title+" stays as it is"), "it was imported, so what existed before is not known; it is only removed from the state")
		return
	}
	current, err := get(ctx, c.Server, c.Prior)
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title), answer.Reason(err))
		return
	}
	old.MinQuorum, old.CreateIndex, old.ModifyIndex = current.MinQuorum, current.CreateIndex, current.ModifyIndex
	write(ctx, c, c.Prior, old)
}

// write sends the index of what was read, so that a write of another client in between is not lost.
func write(ctx context.Context, c *call, of *model, wanted api.AutopilotConfiguration) {
	_, err := election.Once(election.Write[struct{}]{
		IsGuarded: true, // by the index
		Do: func() (struct{}, error) {
			options := (&api.WriteOptions{Datacenter: of.Datacenter.ValueString()}).WithContext(ctx)
			isWritten, err := c.Server.Operator().AutopilotCASConfiguration(&wanted, options)
			if err == nil && !isWritten {
				err = election.ErrRefused
			}
			return struct{}{}, err
		},
		Find: func() (struct{}, bool, error) {
			current, err := get(ctx, c.Server, of)
			return struct{}{}, err == nil && current.ModifyIndex != wanted.ModifyIndex && len(differences(current, wanted)) == 0, err
		},
	})
	if errors.Is(err, election.ErrRefused) {
		c.AddError(problem.ChangedSincePlan.Summary(title+" was changed meanwhile"), "nothing was overwritten; plan again to see the change")
	} else if err != nil {
		c.AddError(problem.RefusedByConsul.Of(title), answer.Reason(err))
	}
}

func get(ctx context.Context, server *api.Client, m *model) (*api.AutopilotConfiguration, error) {
	options := &api.QueryOptions{Datacenter: m.Datacenter.ValueString(), RequireConsistent: true}
	return server.Operator().AutopilotGetConfiguration(options.WithContext(ctx))
}
