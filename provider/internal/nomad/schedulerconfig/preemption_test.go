package schedulerconfig

import (
	"slices"
	"testing"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestWhatIsNotSetIsNomadsDefaultAndTheRestIsLeftAlone(t *testing.T) {
	m := model{Algorithm: types.StringValue("spread"), MemoryOversubscription: types.BoolNull(), Preemption: types.MapNull(types.BoolType)}
	before := api.SchedulerConfiguration{SchedulerAlgorithm: "binpack", MemoryOversubscriptionEnabled: true, PauseEvalBroker: true, ModifyIndex: 7,
		PreemptionConfig: api.PreemptionConfig{BatchSchedulerEnabled: true}}
	want := api.SchedulerConfiguration{SchedulerAlgorithm: "spread", PauseEvalBroker: true, ModifyIndex: 7,
		PreemptionConfig: api.PreemptionConfig{SystemSchedulerEnabled: true}}
	if got := m.into(before); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	lines := []string{"scheduler_algorithm: binpack -> spread", "memory_oversubscription_enabled: true -> false",
		"preemption_config.batch_scheduler_enabled: true -> false", "preemption_config.system_scheduler_enabled: false -> true"}
	if got := differences(&before, want); !slices.Equal(got, lines) {
		t.Errorf("got %q, want %q", got, lines)
	}
}

func TestTheStateSaysOnlyWhatIsSetOrNotNomadsDefault(t *testing.T) {
	var m model
	m.Preemption = types.MapNull(types.BoolType)
	standard := api.SchedulerConfiguration{SchedulerAlgorithm: "binpack", PreemptionConfig: api.PreemptionConfig{SystemSchedulerEnabled: true}}
	if problems := m.follow(&standard); problems.HasError() || !m.Algorithm.IsNull() || !m.MemoryOversubscription.IsNull() || !m.Preemption.IsNull() {
		t.Errorf("got %+v, %v", m, problems)
	}
	standard.PreemptionConfig.SystemSchedulerEnabled = false
	if m.follow(&standard); m.Preemption.Elements()["system_scheduler_enabled"] != types.BoolValue(false) || len(m.Preemption.Elements()) != 1 {
		t.Errorf("got %s", m.Preemption)
	}
}
