// Package jobspec reads the JSON of a Nomad job: it decodes strictly, compares two jobs by meaning, writes changes of a
// server into a configuration, and shortens a running job. It has no side effects.
package jobspec

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/jobspec/nearest"
)

// Problem is one thing that is wrong with a job specification.
type Problem struct {
	Path    string // where in the document, for example TaskGroups["web"].Count
	Message string // what was got, what is allowed, how to fix it
	// unknownKey means that the API does not have the key.
	unknownKey bool
}

func (p Problem) String() string {
	if p.Path == "" {
		return p.Message
	}
	return p.Path + ": " + p.Message
}

// Decode reads the JSON of one job, alone or inside {"Job": ...}, the form of `nomad job run -output`. Nomad ignores unknown
// keys, so that a misspelled one would be lost: here each is a problem with a suggestion. It returns all problems of the
// document; the job is nil if there is any.
//
// See https://developer.hashicorp.com/nomad/api-docs/json-jobs
func Decode(text string) (*api.Job, []Problem) { return decode(text, nil) }

// decode is Decode. If newer is not nil, it receives the path of each unknown key, which is then not a problem.
func decode(text string, newer func(where string)) (*api.Job, []Problem) {
	document, err := readDocument([]byte(text))
	if err != nil {
		return nil, []Problem{{Message: fmt.Sprintf("not a JSON document: %s; write the job as JSON, for example with jsonencode()", err)}}
	}
	root, ok := document.(object)
	if !ok {
		return nil, []Problem{{Message: fmt.Sprintf("got %s, want a JSON object that describes a job", kindOf(document))}}
	}
	wrapped := isWrapped(root)
	root = unwrap(root)
	var problems []Problem
	check(root, reflect.TypeFor[api.Job](), "", &problems)
	isExact := len(problems) == 0 && hasEachKeyOnce(text, document)
	if newer != nil {
		problems = slices.DeleteFunc(problems, func(one Problem) bool { return one.unknownKey })
		visitNewer(root, nil, reflect.TypeFor[api.Job](), "", func(where, _ string, _ any, _ object) { newer(where) })
	}
	if id, _ := root["ID"].(string); id == "" {
		problems = append(problems, Problem{Path: "ID", Message: "not set; every job needs an ID, the name under which Nomad knows it"})
	}
	if len(problems) > 0 {
		sort.SliceStable(problems, func(i, j int) bool { return problems[i].Path < problems[j].Path })
		return nil, problems
	}
	var job *api.Job
	if isExact {
		job, err = decodeText(text, wrapped)
	} else {
		job, err = decodeObject(root)
	}
	if err != nil {
		return nil, []Problem{{Message: err.Error()}}
	}
	return job, nil
}

// decodeText is decodeObject for the text of a document with the keys of the API, each once. The job is alone or inside {"Job": ...}.
func decodeText(text string, wrapped bool) (*api.Job, error) {
	job := new(api.Job)
	if wrapped {
		return job, json.Unmarshal([]byte(text), &struct{ Job *api.Job }{job})
	}
	return job, json.Unmarshal([]byte(text), job)
}

// hasEachKeyOnce reports whether no object of a document has a key twice in its text. A colon outside of a string follows each key.
func hasEachKeyOnce(text string, document any) bool {
	colons, isString := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case isString && c == '\\':
			i++
		case c == '"':
			isString = !isString
		case !isString && c == ':':
			colons++
		}
	}
	return colons == countKeys(document)
}

func countKeys(value any) int {
	count := 0
	switch v := value.(type) {
	case object:
		count = len(v)
		for _, inner := range v {
			count += countKeys(inner)
		}
	case list:
		for _, inner := range v {
			count += countKeys(inner)
		}
	}
	return count
}

// isWrapped reports whether a document is a job inside {"Job": ...}.
func isWrapped(root object) bool {
	_, ok := root["Job"].(object)
	return ok && len(root) == 1
}

func unwrap(root object) object {
	if isWrapped(root) {
		return root["Job"].(object)
	}
	return root
}

func decodeObject(root object) (*api.Job, error) {
	text, err := json.Marshal(root)
	if err != nil {
		return nil, err
	}
	job := new(api.Job)
	if err := json.Unmarshal(text, job); err != nil {
		return nil, err
	}
	return job, nil
}

var durationType = reflect.TypeFor[time.Duration]()

func check(value any, want reflect.Type, path string, problems *[]Problem) {
	for want.Kind() == reflect.Pointer {
		want = want.Elem()
	}
	if value == nil || want.Kind() == reflect.Interface {
		return
	}
	wrong := func(allowed string) {
		*problems = append(*problems, Problem{Path: path, Message: fmt.Sprintf("got %s, want %s", kindOf(value), allowed)})
	}
	switch {
	case want == durationType:
		if !isWhole(value) {
			wrong("a duration as a whole number of nanoseconds; 10 seconds are 10000000000")
		}
	case want.Kind() == reflect.Struct:
		if fields, ok := value.(object); ok {
			checkStruct(fields, want, path, problems)
		} else {
			wrong("an object")
		}
	case want.Kind() == reflect.Map:
		entries, ok := value.(object)
		if !ok {
			wrong("an object")
			return
		}
		for _, key := range sortedKeys(entries) {
			check(entries[key], want.Elem(), path+"["+quote(key)+"]", problems)
		}
	case want.Kind() == reflect.Slice && want.Elem().Kind() == reflect.Uint8:
		text, ok := value.(string)
		if _, err := base64.StdEncoding.DecodeString(text); !ok || err != nil {
			wrong("bytes as a base64 string")
		}
	case want.Kind() == reflect.Slice:
		elements, ok := value.(list)
		if !ok {
			wrong("a list")
			return
		}
		for i, element := range elements {
			where := path + "[" + label(element, i) + "]"
			if element == nil {
				*problems = append(*problems, Problem{Path: where, Message: "got null; leave the element out"})
				continue
			}
			check(element, want.Elem(), where, problems)
		}
	case want.Kind() == reflect.Bool:
		if _, ok := value.(bool); !ok {
			wrong("true or false")
		}
	case want.Kind() == reflect.String:
		if _, ok := value.(string); !ok {
			wrong("a string")
		}
	case want.Kind() == reflect.Float32 || want.Kind() == reflect.Float64:
		if _, ok := value.(json.Number); !ok {
			wrong("a number")
		}
	case want.Kind() >= reflect.Uint && want.Kind() <= reflect.Uint64:
		if !isWhole(value) || strings.HasPrefix(fmt.Sprint(value), "-") {
			wrong("a whole number that is not negative")
		}
	default:
		if !isWhole(value) {
			wrong("a whole number")
		}
	}
}

func checkStruct(fields object, want reflect.Type, path string, problems *[]Problem) {
	names := fieldTypes(want)
	for _, key := range sortedKeys(fields) {
		where := strings.TrimPrefix(path+"."+key, ".")
		if fieldType, known := names[key]; known {
			check(fields[key], fieldType, where, problems)
			continue
		}
		known := sortedKeys(names)
		hint := "one of " + strings.Join(known, ", ") + " is allowed here"
		if near := nearest.Name(key, known); near != "" {
			hint = "did you mean " + near + "?"
		}
		*problems = append(*problems, Problem{Path: where, Message: "Nomad knows no such key in " + want.Name() + "; " + hint, unknownKey: true})
	}
}

func jsonName(field reflect.StructField) string {
	if !field.IsExported() {
		return ""
	}
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	switch name {
	case "-":
		return ""
	case "":
		return field.Name
	}
	return name
}

func isWhole(value any) bool {
	number, ok := value.(json.Number)
	return ok && !strings.ContainsAny(number.String(), ".eE")
}

// label returns the name of a list element for a path, or its position if it has no name.
func label(element any, index int) string {
	if fields, ok := element.(object); ok {
		for _, key := range []string{"Name", "Label"} {
			if name, ok := fields[key].(string); ok && name != "" {
				return quote(name)
			}
		}
	}
	return fmt.Sprint(index)
}

func quote(text string) string { return fmt.Sprintf("%q", text) }

// kindOf describes a value. It does not repeat the text of a string, which may be a secret.
func kindOf(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case bool:
		return fmt.Sprint(v)
	case string:
		return "a string"
	case json.Number:
		return "the number " + v.String()
	case list:
		return "a list"
	}
	return "an object"
}

func sortedKeys[V any](fields map[string]V) []string { return slices.Sorted(maps.Keys(fields)) }
