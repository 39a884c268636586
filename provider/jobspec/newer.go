package jobspec

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/hashicorp/nomad/api"
)

// DecodeNewer reads the JSON of one job for a newer Nomad: keys that this version of the API does not know are no problem.
// It returns their paths.
func DecodeNewer(text string) (job *api.Job, unknown []string, problems []Problem) {
	job, problems = decode(text, func(where string) { unknown = append(unknown, where) })
	return job, unknown, problems
}

// WithNewerFields returns the document of a job with the keys of its specification that this version of the API does not
// know. Elements of lists are found by name, those without a name by position.
func WithNewerFields(job *api.Job, text string) (map[string]any, error) {
	document, err := documentOf(job)
	if err != nil {
		return nil, err
	}
	specification, err := specificationOf(text)
	if err != nil {
		return nil, err
	}
	visitNewer(specification, document, reflect.TypeFor[api.Job](), "", func(_ string, key string, value any, target object) {
		if target != nil {
			target[key] = value
		}
	})
	return document, nil
}

// SameNewerFields reports whether two specifications have the same keys that this version of the API does not know, with
// the same values.
func SameNewerFields(a, b string) bool {
	fieldsOf := func(text string) object {
		fields := object{}
		if specification, err := specificationOf(text); err == nil {
			visitNewer(specification, nil, reflect.TypeFor[api.Job](), "", func(where, _ string, value any, _ object) { fields[where] = value })
		}
		return fields
	}
	return equal(fieldsOf(a), fieldsOf(b))
}

func specificationOf(text string) (object, error) {
	document, err := readDocument([]byte(text))
	if err != nil {
		return nil, err
	}
	root, ok := document.(object)
	if !ok {
		return nil, fmt.Errorf("got %s, want a JSON object that describes a job", kindOf(document))
	}
	return unwrap(root), nil
}

// visitNewer calls found for each key of a value that its type does not have, with the object at the same place of target.
func visitNewer(value, target any, want reflect.Type, path string, found func(where, key string, value any, target object)) {
	for want.Kind() == reflect.Pointer {
		want = want.Elem()
	}
	switch fields := value.(type) {
	case object:
		at, _ := target.(object)
		switch want.Kind() {
		case reflect.Struct:
			names := fieldTypes(want)
			for _, key := range sortedKeys(fields) {
				where := strings.TrimPrefix(path+"."+key, ".")
				if known, is := names[key]; is {
					visitNewer(fields[key], at[key], known, where, found)
				} else {
					found(where, key, fields[key], at)
				}
			}
		case reflect.Map:
			for _, key := range sortedKeys(fields) {
				visitNewer(fields[key], at[key], want.Elem(), path+"["+quote(key)+"]", found)
			}
		}
	case list:
		if want.Kind() != reflect.Slice {
			return
		}
		at, _ := target.(list)
		for i, element := range fields {
			visitNewer(element, elementLike(at, element, i), want.Elem(), path+"["+label(element, i)+"]", found)
		}
	}
}

// elementLike returns the element of a list with the name of another element, or the one at its position.
func elementLike(elements list, other any, index int) any {
	name := label(other, index)
	for i, element := range elements {
		if label(element, i) == name {
			return element
		}
	}
	return nil
}

func fieldTypes(of reflect.Type) map[string]reflect.Type {
	names := map[string]reflect.Type{}
	for i := range of.NumField() {
		if name := jsonName(of.Field(i)); name != "" {
			names[name] = of.Field(i).Type
		}
	}
	return names
}
