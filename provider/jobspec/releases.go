package jobspec

import (
	_ "embed"
	"encoding/json"
	"reflect"
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

// VersionedFields returns the fields of a specification that not every compared release of Nomad knows; of a block that not every
// release knows, only the block. A field without a value is left out: it means the same as no field.
func VersionedFields(text string) []VersionedField {
	document, err := specificationOf(text)
	if err != nil {
		return nil
	}
	var found []VersionedField
	visitVersioned(document, reflect.TypeFor[api.Job](), "", &found)
	return found
}

func visitVersioned(value any, of reflect.Type, path string, found *[]VersionedField) {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	switch fields := value.(type) {
	case object:
		switch of.Kind() {
		case reflect.Struct:
			for i := range of.NumField() {
				field := of.Field(i)
				inner, has := fields[jsonName(field)]
				if !has || isUnset(inner) {
					continue
				}
				where := strings.TrimPrefix(path+"."+jsonName(field), ".")
				if known, is := releases[of.Name()+"."+field.Name]; is {
					*found = append(*found, VersionedField{where, known})
				} else {
					visitVersioned(inner, field.Type, where, found)
				}
			}
		case reflect.Map:
			for _, key := range sortedKeys(fields) {
				visitVersioned(fields[key], of.Elem(), path+"["+quote(key)+"]", found)
			}
		}
	case list:
		if of.Kind() == reflect.Slice {
			for i, element := range fields {
				visitVersioned(element, of.Elem(), path+"["+label(element, i)+"]", found)
			}
		}
	}
}

// isUnset reports whether a value means the same as no value, as in a specification that `nomad job run -output` writes.
func isUnset(value any) bool {
	number, isNumber := value.(json.Number)
	return empty(value) || value == false || isNumber && sameNumber(number, "0")
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
