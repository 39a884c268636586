package job

import (
	"encoding/json"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

// privateFields takes apart what the framework makes of all that is kept beside the state of one resource.
func privateFields(private []byte) map[string][]byte {
	var kept map[string][]byte
	if err := json.Unmarshal(private, &kept); err != nil {
		return nil
	}
	return kept
}

// RememberedIndex is the index at which the provider last saw the job; false if it remembers none, or also a failure, which
// the plan has to hear of.
func RememberedIndex(private []byte) (uint64, bool) {
	var kept struct {
		Index uint64 `json:"index"`
	}
	fields := privateFields(private)
	value := fields[rememberedKey]
	if len(fields[failureKey]) > 0 || len(value) == 0 || json.Unmarshal(value, &kept) != nil {
		return 0, false
	}
	return kept.Index, true
}

// FailureRemembered says whether the last apply of the job failed.
func FailureRemembered(private []byte) bool { return len(privateFields(private)[failureKey]) > 0 }

// emptyAttributes are the attributes of this version's schema as a state without them holds them.
var emptyAttributes = sync.OnceValue(func() map[string]json.RawMessage {
	described := jobSchema()
	empty := make(map[string]json.RawMessage, len(described.Attributes)+len(described.Blocks))
	for name := range described.Attributes {
		empty[name] = json.RawMessage("null")
	}
	for name, block := range described.Blocks {
		empty[name] = json.RawMessage("null")
		if _, list := block.(schema.ListNestedBlock); list {
			empty[name] = json.RawMessage("[]")
		}
	}
	return empty
})

// leftOut are the attributes that the official provider has and an earlier version of this one had.
var leftOut = []string{"task_groups"}

// Complete brings a state of an earlier version to this one's schema: what it lacks is added, what was left since is taken
// out. It says whether there is nothing else in it.
func Complete(state map[string]json.RawMessage) bool {
	for _, name := range leftOut {
		delete(state, name)
	}
	attributes := emptyAttributes()
	for name, nothing := range attributes {
		if _, found := state[name]; !found {
			state[name] = nothing
		}
	}
	return len(state) == len(attributes)
}
