package acceptance

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"
)

// structsOfAJob returns the structs that api.Job reaches.
func structsOfAJob() map[string]reflect.Type {
	found := map[string]reflect.Type{}
	var visit func(reflect.Type)
	visit = func(of reflect.Type) {
		switch of.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			visit(of.Elem())
		case reflect.Struct:
			if found[of.Name()] == nil {
				found[of.Name()] = of
				for i := range of.NumField() {
					visit(of.Field(i).Type)
				}
			}
		}
	}
	visit(reflect.TypeFor[api.Job]())
	return found
}

// fieldsOfJobs returns the fields of all starts, and the fields of Nomad's API that no start has.
func fieldsOfJobs(t *testing.T, table jobFields) (fields []fieldOfAJob, missing []string) {
	t.Helper()
	seen, covered := map[string]bool{}, map[string]bool{}
	// the start named service comes first, because the others repeat some of its fields
	names := slices.Sorted(maps.Keys(table.Starts))
	slices.SortStableFunc(names, func(a, b string) int { return strings.Compare(fmt.Sprint(a != "service"), fmt.Sprint(b != "service")) })
	for _, name := range names {
		start := maps.Clone(table.Starts[name])
		var only []string
		for _, each := range asList(start["only"]) {
			only = append(only, each.(string))
		}
		delete(start, "only")
		wanted := func(path string) bool {
			return len(only) == 0 || slices.ContainsFunc(only, func(one string) bool { return isPart(path, one) })
		}
		var visit func(block object, of reflect.Type, path, place string, at []any)
		visit = func(block object, of reflect.Type, path, place string, at []any) {
			for i := range of.NumField() {
				field := of.Field(i)
				id := of.Name() + "." + field.Name
				where := strings.TrimPrefix(path+"."+field.Name, ".")
				here := append(slices.Clone(at), field.Name)
				spot := place + "." + field.Name // without the keys of maps
				key := where
				if name != "service" {
					key += " (" + name + ")"
				}
				change, special := table.change(key, where, id)
				value, has := block[field.Name]
				if has = has || special && change.First != nil; has && wanted(where) && !seen[name+spot] {
					seen[name+spot], covered[id] = true, true
					one := fieldOfAJob{key: key, field: id, path: where, keptAs: table.keptAs(where)}
					first, second := value, any(nil)
					if special && change.First != nil {
						first = decoded(t, change.First)
					}
					if special && change.Second != nil {
						second = extended(first, decoded(t, change.Second))
					} else {
						second = altered(first, field.Type)
					}
					one.first = changedAt(start, here, first, change.With)
					more := maps.Clone(change.With)
					if more == nil {
						more = object{}
					}
					maps.Copy(more, change.WithSecond)
					one.second = changedAt(start, here, second, more)
					one.derived = table.derivedFrom(key, where, change.WithSecond)
					fields = append(fields, one)
				}
				inner, kind := structOf(field.Type)
				if block[field.Name] == nil || inner == nil {
					continue
				}
				switch kind {
				case reflect.Slice:
					for n, element := range asList(value) {
						visit(element.(object), inner, where, spot, append(slices.Clone(here), n))
					}
				case reflect.Map:
					for _, key := range slices.Sorted(maps.Keys(value.(object))) {
						visit(value.(object)[key].(object), inner, where+"."+key, spot, append(slices.Clone(here), key))
					}
				default:
					visit(value.(object), inner, where, spot, here)
				}
			}
		}
		visit(start, reflect.TypeFor[api.Job](), "", "", nil)
	}
	for name, of := range structsOfAJob() {
		for i := range of.NumField() {
			if id := name + "." + of.Field(i).Name; !covered[id] {
				missing = append(missing, id)
			}
		}
	}
	slices.Sort(missing)
	return fields, missing
}

func asList(value any) []any {
	list, _ := value.([]any)
	return list
}

// structOf returns the struct that a field holds, directly, in a list, or in a map.
func structOf(of reflect.Type) (reflect.Type, reflect.Kind) {
	kind := of.Kind()
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice || of.Kind() == reflect.Map {
		if of.Kind() != reflect.Pointer {
			kind = of.Kind()
		}
		of = of.Elem()
	}
	if of.Kind() == reflect.Struct {
		return of, kind
	}
	return nil, kind
}

func decoded(t *testing.T, text json.RawMessage) any {
	t.Helper()
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// altered returns another value of the same type; for a block, none.
func altered(value any, of reflect.Type) any {
	switch v := value.(type) {
	case string:
		if strings.HasSuffix(of.String(), "time.Duration") {
			return "1" + v
		}
		return v + "-2"
	case bool:
		return !v
	case float64:
		return v + 1
	case []any:
		if len(v) > 0 {
			if text, isText := v[0].(string); isText {
				return append(slices.Clone(v), text+"-2")
			}
			if number, isNumber := v[0].(float64); isNumber {
				return []any{number + 1}
			}
		}
	case object:
		if inner, _ := structOf(of); inner == nil {
			copied := maps.Clone(v)
			for key, each := range v {
				copied[key] = altered(each, reflect.TypeFor[string]())
				break
			}
			return copied
		}
	}
	return nil
}

// changedAt returns a deep copy of a job with a value at a path, and further values beside it. Null removes a value.
func changedAt(job object, path []any, value any, beside object) object {
	text, _ := json.Marshal(job)
	var copied object
	_ = json.Unmarshal(text, &copied)
	var holder any = copied
	for _, step := range path[:len(path)-1] {
		switch at := step.(type) {
		case int:
			holder = holder.([]any)[at]
		case string:
			holder = holder.(object)[at]
		}
	}
	block := holder.(object)
	set := func(key string, value any) {
		if value == nil {
			delete(block, key)
		} else {
			block[key] = value
		}
	}
	set(path[len(path)-1].(string), value)
	for key, each := range beside {
		set(key, each)
	}
	return copied
}

// inNanoseconds replaces the durations of a job by numbers.
func inNanoseconds(value any, of reflect.Type) any {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	switch v := value.(type) {
	case string:
		if of == reflect.TypeFor[time.Duration]() {
			if duration, err := time.ParseDuration(v); err == nil {
				return int64(duration)
			}
		}
	case []any:
		copied := make([]any, len(v))
		for i := range v {
			copied[i] = v[i]
			if of.Kind() == reflect.Slice {
				copied[i] = inNanoseconds(v[i], of.Elem())
			}
		}
		return copied
	case object:
		copied := object{}
		for key, each := range v {
			copied[key] = each
			if of.Kind() == reflect.Struct {
				if field, known := of.FieldByName(key); known {
					copied[key] = inNanoseconds(each, field.Type)
				}
			} else if of.Kind() == reflect.Map {
				copied[key] = inNanoseconds(each, of.Elem())
			}
		}
		return copied
	}
	return value
}
