package secret

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
)

// shortest is the length from which on a value is looked for in messages; shorter ones are too likely a part of a word.
const shortest = 6

// InJob gives the values of a job that are secrets by their names, the longest first.
func InJob(job *api.Job) []string {
	text, err := json.Marshal(job)
	if err != nil {
		return nil
	}
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		return nil
	}
	var found []string
	collect("", document, &found)
	slices.SortFunc(found, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(found)
}

func collect(name string, value any, found *[]string) {
	switch value := value.(type) {
	case map[string]any:
		for key, inner := range value {
			collect(key, inner, found)
		}
	case []any:
		for _, inner := range value {
			collect(name, inner, found)
		}
	case string:
		if len(value) >= shortest && !strings.ContainsAny(value, " \n") && Named(name, value) {
			*found = append(*found, value)
		}
	}
}
