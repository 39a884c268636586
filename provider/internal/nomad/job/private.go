package job

import (
	"encoding/json"
	"sync"
)

// privateFields takes apart what the framework makes of all that is kept beside the state of one resource.
func privateFields(private []byte) map[string][]byte {
	var kept map[string][]byte
	if err := json.Unmarshal(private, &kept); err != nil {
		return nil
	}
	return kept
}

// RememberedIndex is the index at which the provider last saw the job; false if it remembers none.
func RememberedIndex(private []byte) (uint64, bool) {
	var kept struct {
		Index uint64 `json:"index"`
	}
	value := privateFields(private)[rememberedKey]
	if len(value) == 0 || json.Unmarshal(value, &kept) != nil {
		return 0, false
	}
	return kept.Index, true
}

// FailureRemembered says whether the last apply of the job failed.
func FailureRemembered(private []byte) bool { return len(privateFields(private)[failureKey]) > 0 }

var attributeNames = sync.OnceValue(func() []string {
	described := jobSchema()
	names := make([]string, 0, len(described.Attributes)+len(described.Blocks))
	for name := range described.Attributes {
		names = append(names, name)
	}
	for name := range described.Blocks {
		names = append(names, name)
	}
	return names
})

// HasAttributes says whether a state has exactly the attributes of this version's schema.
func HasAttributes(state map[string]json.RawMessage) bool {
	names := attributeNames()
	if len(state) != len(names) {
		return false
	}
	for _, name := range names {
		if _, found := state[name]; !found {
			return false
		}
	}
	return true
}
