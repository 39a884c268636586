package acceptance

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// jobFields is testdata/fields/jobs.json.
type jobFields struct {
	// Starts are jobs that have the fields. Durations are texts. `only` limits a job to the fields below some paths.
	Starts map[string]object
	// Values are the values of a field that cannot be derived from its value in the start.
	// The key is STRUCT.FIELD, or a path, or a path with its start.
	Values     map[string]fieldValues
	Exceptions []exception
	// Also are the fields that Nomad derives from those below a path, or from one row, so that a plan shows them too.
	Also map[string][]string
	// As are the fields in which Nomad keeps those below a path, so that a plan shows them there after a change on the server.
	As map[string]string
}

// derivedFrom returns the fields that Nomad derives from a field, with the others that a second value changes.
func (f jobFields) derivedFrom(key, path string, beside object) []string {
	var derived []string
	for at, fields := range f.Also {
		if isPart(path, at) || key == at {
			derived = append(derived, fields...)
		}
	}
	parent := path[:strings.LastIndex("."+path, ".")]
	for name := range beside {
		derived = append(derived, parent+name)
	}
	return derived
}

// keptAs returns the field in which Nomad keeps a field, "" if it keeps the field itself.
func (f jobFields) keptAs(path string) string {
	kept, longest := "", ""
	for from, to := range f.As {
		if isPart(path, from) && len(from) > len(longest) {
			kept, longest = to+strings.TrimPrefix(path, from), from
		}
	}
	return kept
}

// fieldValues are the two values of a field.
type fieldValues struct {
	// First is the value to start from, if the start does not have it.
	First json.RawMessage
	// Second is the changed value, null for none. {"$append": ...} adds a block to a list, or entries to a map.
	Second json.RawMessage
	// With are values of the same block that the field needs or excludes, before and after.
	With object
	// WithSecond are values of the same block that only the second value needs.
	WithSecond object `json:"with_second"`
}

// change returns the first values of some names.
func (f jobFields) change(names ...string) (fieldValues, bool) {
	for _, name := range names {
		if values, found := f.Values[name]; found {
			return values, true
		}
	}
	return fieldValues{}, false
}

// extended returns a second value. It adds a block or entries to the first one if the value says so.
func extended(first, second any) any {
	fields, _ := second.(object)
	switch more := fields["$append"].(type) {
	case nil:
		return second
	case object:
		if entries, isMap := first.(object); isMap {
			copied := maps.Clone(entries)
			maps.Copy(copied, more)
			return copied
		}
	}
	return append(slices.Clone(asList(first)), fields["$append"])
}

// fieldOfAJob is a field at one place of a start.
type fieldOfAJob struct {
	key, field    string // row of the table; STRUCT.FIELD of Nomad's API
	path          string // names only
	keptAs        string // path of the field in which Nomad keeps it, if that is another
	first, second object // the jobs
	derived       []string
}

func readJobFields(t *testing.T) jobFields { return readTable[jobFields](t, "jobs.json") }

// readTable reads a file of testdata/fields.
func readTable[T any](t *testing.T, name string) (table T) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "fields", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	return table
}
