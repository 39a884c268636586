package autopilot

import (
	"fmt"
	"time"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/enterprise"
	"cdknomad/provider/internal/follow"
)

type model struct {
	ID                      types.String `tfsdk:"id"`
	Datacenter              types.String `tfsdk:"datacenter"`
	CleanupDeadServers      types.Bool   `tfsdk:"cleanup_dead_servers"`
	LastContactThreshold    types.String `tfsdk:"last_contact_threshold"`
	MaxTrailingLogs         types.Int64  `tfsdk:"max_trailing_logs"`
	ServerStabilizationTime types.String `tfsdk:"server_stabilization_time"`
	RedundancyZoneTag       types.String `tfsdk:"redundancy_zone_tag"`
	DisableUpgradeMigration types.Bool   `tfsdk:"disable_upgrade_migration"`
	UpgradeVersionTag       types.String `tfsdk:"upgrade_version_tag"`
}

// standard is what Consul has if nobody sets anything.
var standard = api.NewAutopilotConfiguration()

// into returns a configuration with what the resource has, and everything else as it is. The durations of the model are valid.
func (m *model) into(config api.AutopilotConfiguration) api.AutopilotConfiguration {
	config.CleanupDeadServers = standard.CleanupDeadServers
	if !m.CleanupDeadServers.IsNull() {
		config.CleanupDeadServers = m.CleanupDeadServers.ValueBool()
	}
	config.MaxTrailingLogs = standard.MaxTrailingLogs
	if !m.MaxTrailingLogs.IsNull() {
		config.MaxTrailingLogs = uint64(m.MaxTrailingLogs.ValueInt64())
	}
	config.LastContactThreshold = durationOr(m.LastContactThreshold, standard.LastContactThreshold)
	config.ServerStabilizationTime = durationOr(m.ServerStabilizationTime, standard.ServerStabilizationTime)
	config.RedundancyZoneTag = m.RedundancyZoneTag.ValueString()
	config.DisableUpgradeMigration = m.DisableUpgradeMigration.ValueBool()
	config.UpgradeVersionTag = m.UpgradeVersionTag.ValueString()
	return config
}

func durationOr(text types.String, standard *api.ReadableDuration) *api.ReadableDuration {
	if duration, err := time.ParseDuration(text.ValueString()); err == nil {
		return api.NewReadableDuration(duration)
	}
	return standard
}

// follow sets the model to what Consul has. What is not set stays so as long as Consul has its default.
func (m *model) follow(found *api.AutopilotConfiguration) {
	follow.Bool(&m.CleanupDeadServers, found.CleanupDeadServers, standard.CleanupDeadServers)
	if !m.MaxTrailingLogs.IsNull() || found.MaxTrailingLogs != standard.MaxTrailingLogs {
		m.MaxTrailingLogs = types.Int64Value(int64(found.MaxTrailingLogs))
	}
	followDuration(&m.LastContactThreshold, found.LastContactThreshold, standard.LastContactThreshold)
	followDuration(&m.ServerStabilizationTime, found.ServerStabilizationTime, standard.ServerStabilizationTime)
	follow.Text(&m.RedundancyZoneTag, found.RedundancyZoneTag)
	follow.Bool(&m.DisableUpgradeMigration, found.DisableUpgradeMigration, false)
	follow.Text(&m.UpgradeVersionTag, found.UpgradeVersionTag)
}

func followDuration(target *types.String, found, standard *api.ReadableDuration) {
	isDefault := target.IsNull() && found.Duration() == standard.Duration()
	if !isDefault && !follow.SameDuration(*target, types.StringValue(found.String())) {
		*target = types.StringValue(found.String())
	}
}

// keep takes what the official provider stores for an attribute that is not set, and another spelling of the same duration. It begins with the
// configuration: in the plan, a zero value of the state passes for one that is not set, and Consul's defaults are others.
func (m *model) keep(configured, prior *model) {
	m.CleanupDeadServers, m.MaxTrailingLogs = configured.CleanupDeadServers, configured.MaxTrailingLogs
	if m.CleanupDeadServers.IsNull() && prior.CleanupDeadServers.ValueBool() == standard.CleanupDeadServers {
		m.CleanupDeadServers = prior.CleanupDeadServers
	}
	if m.MaxTrailingLogs.IsNull() && uint64(prior.MaxTrailingLogs.ValueInt64()) == standard.MaxTrailingLogs {
		m.MaxTrailingLogs = prior.MaxTrailingLogs
	}
	m.LastContactThreshold = kept(configured.LastContactThreshold, prior.LastContactThreshold, standard.LastContactThreshold)
	m.ServerStabilizationTime = kept(configured.ServerStabilizationTime, prior.ServerStabilizationTime, standard.ServerStabilizationTime)
}

func kept(configured, prior types.String, standard *api.ReadableDuration) types.String {
	isDefault := configured.IsNull() && follow.SameDuration(prior, types.StringValue(standard.String()))
	if isDefault || follow.SameDuration(configured, prior) {
		return prior
	}
	return configured
}

// check returns what Consul would refuse.
func (m *model) check() (problems []string) {
	for _, each := range []struct {
		name string
		text types.String
	}{{"last_contact_threshold", m.LastContactThreshold}, {"server_stabilization_time", m.ServerStabilizationTime}} {
		if each.text.IsNull() || each.text.IsUnknown() {
			continue
		}
		if duration, err := time.ParseDuration(each.text.ValueString()); err != nil || duration < 0 {
			problems = append(problems, fmt.Sprintf("%s: got %q, want a duration such as 200ms or 10s", each.name, each.text.ValueString()))
		}
	}
	if logs := m.MaxTrailingLogs; logs.ValueInt64() < 0 {
		problems = append(problems, fmt.Sprintf("max_trailing_logs: got %d, want 0 or more", logs.ValueInt64()))
	}
	return problems
}

// enterprise returns the values that only Consul Enterprise acts on.
func (m *model) enterprise() []enterprise.Value {
	migration := ""
	if m.DisableUpgradeMigration.ValueBool() {
		migration = "true"
	}
	return []enterprise.Value{
		{Path: "redundancy_zone_tag", Got: m.RedundancyZoneTag.ValueString(), Feature: "redundancy zones"},
		{Path: "disable_upgrade_migration", Got: migration, Feature: "upgrade migrations"},
		{Path: "upgrade_version_tag", Got: m.UpgradeVersionTag.ValueString(), Feature: "upgrade migrations"},
	}
}

// differences lists what a write changes.
func differences(from *api.AutopilotConfiguration, to api.AutopilotConfiguration) (lines []string) {
	add := func(name string, old, new any) {
		if old != new {
			lines = append(lines, fmt.Sprintf("%s: %v -> %v", name, old, new))
		}
	}
	add("cleanup_dead_servers", from.CleanupDeadServers, to.CleanupDeadServers)
	add("last_contact_threshold", from.LastContactThreshold.String(), to.LastContactThreshold.String())
	add("max_trailing_logs", from.MaxTrailingLogs, to.MaxTrailingLogs)
	add("server_stabilization_time", from.ServerStabilizationTime.String(), to.ServerStabilizationTime.String())
	add("redundancy_zone_tag", from.RedundancyZoneTag, to.RedundancyZoneTag)
	add("disable_upgrade_migration", from.DisableUpgradeMigration, to.DisableUpgradeMigration)
	add("upgrade_version_tag", from.UpgradeVersionTag, to.UpgradeVersionTag)
	return lines
}
