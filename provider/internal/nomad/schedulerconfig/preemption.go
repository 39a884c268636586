package schedulerconfig

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/jobspec/nearest"
	"cdknomad/provider/internal/follow"
)

// preemption is one key of preemption_config.
type preemption struct {
	key      string
	standard bool // what Nomad has if nobody says anything
	field    func(*api.PreemptionConfig) *bool
}

var preemptions = []preemption{
	{"batch_scheduler_enabled", false, func(p *api.PreemptionConfig) *bool { return &p.BatchSchedulerEnabled }},
	{"service_scheduler_enabled", false, func(p *api.PreemptionConfig) *bool { return &p.ServiceSchedulerEnabled }},
	{"sysbatch_scheduler_enabled", false, func(p *api.PreemptionConfig) *bool { return &p.SysBatchSchedulerEnabled }},
	{"system_scheduler_enabled", true, func(p *api.PreemptionConfig) *bool { return &p.SystemSchedulerEnabled }},
}

func checkKeys(given types.Map) []string {
	var keys, problems []string
	for _, known := range preemptions {
		keys = append(keys, known.key)
	}
	for key := range given.Elements() {
		if slices.Contains(keys, key) {
			continue
		}
		fix := "want one of " + strings.Join(keys, ", ")
		if near := nearest.Name(key, keys); near != "" {
			fix = "did you mean " + near + "?"
		}
		problems = append(problems, fmt.Sprintf("preemption_config: nomad knows no key %q; %s", key, fix))
	}
	slices.Sort(problems)
	return problems
}

// into gives a configuration with what the resource says, and all else as it is.
func (m *model) into(config api.SchedulerConfiguration) api.SchedulerConfiguration {
	config.SchedulerAlgorithm = api.SchedulerAlgorithmBinpack
	if name := m.Algorithm.ValueString(); name != "" {
		config.SchedulerAlgorithm = api.SchedulerAlgorithm(name)
	}
	config.MemoryOversubscriptionEnabled = m.MemoryOversubscription.ValueBool()
	for _, known := range preemptions {
		*known.field(&config.PreemptionConfig) = known.standard
		if value, ok := m.Preemption.Elements()[known.key].(types.Bool); ok && !value.IsNull() {
			*known.field(&config.PreemptionConfig) = value.ValueBool()
		}
	}
	return config
}

// follow brings the state to what the server has; what is not set stays so as long as Nomad has its default.
func (m *model) follow(current *api.SchedulerConfiguration) diag.Diagnostics {
	follow.Default(&m.Algorithm, string(current.SchedulerAlgorithm), string(api.SchedulerAlgorithmBinpack))
	follow.Bool(&m.MemoryOversubscription, current.MemoryOversubscriptionEnabled, false)
	elements := map[string]attr.Value{}
	for _, known := range preemptions {
		value := *known.field(&current.PreemptionConfig)
		if _, given := m.Preemption.Elements()[known.key]; given || value != known.standard {
			elements[known.key] = types.BoolValue(value)
		}
	}
	if len(elements) == 0 && m.Preemption.IsNull() {
		m.Preemption = types.MapNull(types.BoolType)
		return nil
	}
	kept, problems := types.MapValue(types.BoolType, elements)
	m.Preemption = kept
	return problems
}

// differences says what becomes of what.
func differences(from *api.SchedulerConfiguration, to api.SchedulerConfiguration) []string {
	var lines []string
	say := func(name string, old, new any) {
		if old != new {
			lines = append(lines, fmt.Sprintf("%s: %v -> %v", name, old, new))
		}
	}
	say("scheduler_algorithm", from.SchedulerAlgorithm, to.SchedulerAlgorithm)
	say("memory_oversubscription_enabled", from.MemoryOversubscriptionEnabled, to.MemoryOversubscriptionEnabled)
	for _, known := range preemptions {
		say("preemption_config."+known.key, *known.field(&from.PreemptionConfig), *known.field(&to.PreemptionConfig))
	}
	return lines
}
