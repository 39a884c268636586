package job

import (
	"bytes"
	"encoding/json"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

// privateFields decodes the private data next to the state of a resource.
func privateFields(private []byte) map[string][]byte {
	var fields map[string][]byte
	if err := json.Unmarshal(private, &fields); err != nil {
		return nil
	}
	return fields
}

// SnapshotIndex returns the index of the stored snapshot. It is false if there is none, or if a failure is stored too, which
// the plan must report.
func SnapshotIndex(private []byte) (uint64, bool) {
	var stored struct {
		Index uint64 `json:"index"`
	}
	fields := privateFields(private)
	value := fields[snapshotKey]
	if len(fields[failureKey]) > 0 || len(value) == 0 || json.Unmarshal(value, &stored) != nil {
		return 0, false
	}
	return stored.Index, true
}

// HasFailure reports whether the last apply of the job failed.
func HasFailure(private []byte) bool {
	// Most jobs have none, and their private data is not decoded.
	return bytes.Contains(private, []byte(failureKey)) && len(privateFields(private)[failureKey]) > 0
}

// emptyAttributes holds the JSON value of each attribute of the schema when it is not set.
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

// removed are attributes of the official provider and of earlier versions of this one.
var removed = []string{"task_groups"}

// Complete converts a state of an earlier version to the current schema: it adds missing attributes and deletes removed
// ones. It reports whether the state then has the attributes of the schema only.
func Complete(state map[string]json.RawMessage) bool {
	for _, name := range removed {
		delete(state, name)
	}
	attributes := emptyAttributes()
	for name, unset := range attributes {
		if _, found := state[name]; !found {
			state[name] = unset
		}
	}
	return len(state) == len(attributes)
}

// IsAttribute reports whether the schema has an attribute or a block of this name.
func IsAttribute(name string) bool {
	_, is := emptyAttributes()[name]
	return is
}

// AttributeCount returns the number of attributes and blocks of the schema.
func AttributeCount() int { return len(emptyAttributes()) }
