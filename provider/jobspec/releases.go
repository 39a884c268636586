package jobspec

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/nomad/api"
)

//go:embed releases.json
var releasesText []byte

// releases has the fields of a job that not every compared release of Nomad knows, as Struct.Field of the API. codegen writes it from
// codegen/since.json, from which it also generates the types in TypeScript.
var releases = func() (fields map[string]Releases) {
	if err := json.Unmarshal(releasesText, &fields); err != nil {
		panic(err) // the list is part of the program
	}
	return fields
}()

// Releases are the releases of Nomad that know a field.
type Releases struct {
	// Since is the first release with the field, "" if all compared releases up to Removed have it.
	Since string `json:"since,omitempty"`
	// Removed is the first release without the field, "" if the newest one has it.
	Removed string `json:"removed,omitempty"`
}

// UnknownTo reports whether a version of Nomad does not know the field, so that its servers ignore it without an error.
func (r Releases) UnknownTo(version string) bool {
	return r.Since != "" && IsOlder(version, r.Since) || r.Removed != "" && !IsOlder(version, r.Removed)
}

// VersionedField is a field of a specification that not every compared release of Nomad knows.
type VersionedField struct {
	Path string // for example TaskGroups["web"].MaxRunDuration
	Releases
}

// VersionedFields returns the fields of a job that not every compared release of Nomad knows; of a block that not every release knows,
// only the block. A field without a value is left out: it means the same as no field.
func VersionedFields(job *api.Job) []VersionedField {
	var found []VersionedField
	visitVersioned(reflect.ValueOf(job), "", &found)
	return found
}

func visitVersioned(value reflect.Value, path string, found *[]VersionedField) {
	for value.Kind() == reflect.Pointer {
		value = value.Elem()
	}
	switch value.Kind() {
	case reflect.Struct:
		of := value.Type()
		for i := range of.NumField() {
			field, inner := of.Field(i), value.Field(i)
			name := jsonName(field)
			if name == "" || isUnset(inner) {
				continue
			}
			where := strings.TrimPrefix(path+"."+name, ".")
			if known, is := releases[of.Name()+"."+field.Name]; is {
				*found = append(*found, VersionedField{where, known})
			} else {
				visitVersioned(inner, where, found)
			}
		}
	case reflect.Map:
		if !holdsStructs(value.Type()) {
			return
		}
		keys := value.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, key := range keys {
			visitVersioned(value.MapIndex(key), path+"["+quote(key.String())+"]", found)
		}
	case reflect.Slice:
		if !holdsStructs(value.Type()) {
			return
		}
		for i := range value.Len() {
			visitVersioned(value.Index(i), path+"["+labelOf(value.Index(i), i)+"]", found)
		}
	}
}

func holdsStructs(of reflect.Type) bool {
	inner := of.Elem()
	for inner.Kind() == reflect.Pointer {
		inner = inner.Elem()
	}
	return inner.Kind() == reflect.Struct
}

// labelOf is [label] for an element of a list of structs.
func labelOf(element reflect.Value, index int) string {
	for element.Kind() == reflect.Pointer {
		element = element.Elem()
	}
	for _, key := range []string{"Name", "Label"} {
		name := element
		if name.IsValid() {
			name = name.FieldByName(key)
		}
		for name.Kind() == reflect.Pointer {
			name = name.Elem()
		}
		if name.Kind() == reflect.String && name.String() != "" {
			return quote(name.String())
		}
	}
	return fmt.Sprint(index)
}

// isUnset reports whether a value means the same as no value, as in a specification that `nomad job run -output` writes.
func isUnset(value reflect.Value) bool {
	switch value.Kind() {
	case reflect.Pointer:
		return value.IsNil() || isUnset(value.Elem())
	case reflect.Map, reflect.Slice:
		return value.Len() == 0
	}
	return value.IsZero()
}

// IsOlder reports whether a version comes before another, by as many of its numbers as the other has: 1.9.8 before 1.10, 1.10.2 not.
// What is no number, as in 1.2.0-dev, counts as 0.
func IsOlder(version, wanted string) bool {
	own := numbersOf(version)
	for i, part := range numbersOf(wanted) {
		mine := 0
		if i < len(own) {
			mine = own[i]
		}
		if mine != part {
			return mine < part
		}
	}
	return false
}

func numbersOf(version string) []int {
	var numbers []int
	for _, part := range strings.FieldsFunc(version, func(r rune) bool { return strings.ContainsRune(".-+", r) }) {
		number, _ := strconv.Atoi(part)
		numbers = append(numbers, number)
	}
	return numbers
}
