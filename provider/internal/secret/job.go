package secret

import (
	"encoding/json"
	"regexp"
	"slices"

	"github.com/hashicorp/nomad/api"
)

// searchable matches a value that can be searched for in messages: a shorter one, or a plain word, occurs in too many that are not
// about it.
var searchable = regexp.MustCompile(`^\S{6,}$`)

var plainWord = regexp.MustCompile(`^[a-z]+$`)

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
		if searchable.MatchString(value) && !plainWord.MatchString(value) && Named(name, value) {
			*found = append(*found, value)
		}
	}
}
