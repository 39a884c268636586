package main

import (
	"reflect"
	"time"

	"github.com/hashicorp/nomad/api"
)

// constants runs Nomad's own Canonicalize over a job in which every block exists and every field is empty, and returns
// the values that it sets, keyed by "Type.Field". A field with different values in different places has no constant.
func constants() map[string]any {
	job := &api.Job{}
	fillBlocks(reflect.ValueOf(job).Elem(), map[reflect.Type]bool{})
	job.Type = nil
	empty := &api.Job{}
	fillBlocks(reflect.ValueOf(empty).Elem(), map[reflect.Type]bool{})
	job.Canonicalize()

	found := map[string]any{}
	compare(reflect.ValueOf(empty).Elem(), reflect.ValueOf(job).Elem(), found)
	for key, value := range found {
		if value == nil {
			delete(found, key)
		}
	}
	return found
}

// filledBlocks returns the blocks that Canonicalize creates if they are absent.
func filledBlocks() map[string]bool {
	bare := func() *api.Job {
		sidecar := &api.Service{Connect: &api.ConsulConnect{SidecarTask: &api.SidecarTask{}}}
		return &api.Job{TaskGroups: []*api.TaskGroup{{Services: []*api.Service{sidecar}, Tasks: []*api.Task{{}}}}}
	}
	before, after := bare(), bare()
	after.Canonicalize()
	found := map[string]bool{}
	var walk func(b, a reflect.Value)
	walk = func(b, a reflect.Value) {
		for i := range b.NumField() {
			x, y := b.Field(i), a.Field(i)
			if blockType(x.Type()) == nil || y.IsZero() {
				continue
			}
			switch {
			case x.IsZero():
				found[b.Type().Name()+"."+b.Type().Field(i).Name] = true
			case x.Kind() == reflect.Pointer:
				walk(x.Elem(), y.Elem())
			case x.Kind() == reflect.Slice && x.Len() == y.Len():
				for j := range x.Len() {
					walk(reflect.Indirect(x.Index(j)), reflect.Indirect(y.Index(j)))
				}
			}
		}
	}
	walk(reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem())
	return found
}

// fillBlocks allocates one of every struct below v. It stops at a type that contains itself.
func fillBlocks(v reflect.Value, above map[reflect.Type]bool) {
	if above[v.Type()] {
		return
	}
	above[v.Type()] = true
	defer delete(above, v.Type())
	for i := range v.NumField() {
		field := v.Field(i)
		if block := blockType(field.Type()); block == nil {
			continue
		}
		switch field.Kind() {
		case reflect.Pointer:
			field.Set(reflect.New(field.Type().Elem()))
			fillBlocks(field.Elem(), above)
		case reflect.Slice:
			field.Set(reflect.MakeSlice(field.Type(), 1, 1))
			item := field.Index(0)
			if item.Kind() == reflect.Pointer {
				item.Set(reflect.New(item.Type().Elem()))
				item = item.Elem()
			}
			fillBlocks(item, above)
		}
	}
}

// compare records every field that is empty before and set after.
func compare(before, after reflect.Value, found map[string]any) {
	t := before.Type()
	for i := range t.NumField() {
		b, a := before.Field(i), after.Field(i)
		key := t.Name() + "." + t.Field(i).Name
		if blockType(b.Type()) != nil {
			switch {
			case b.Kind() == reflect.Pointer && !b.IsNil() && !a.IsNil():
				compare(b.Elem(), a.Elem(), found)
			case b.Kind() == reflect.Slice && b.Len() == 1 && a.Len() == 1:
				compare(reflect.Indirect(b.Index(0)), reflect.Indirect(a.Index(0)), found)
			}
			continue
		}
		if !b.IsZero() || a.IsZero() || a.Kind() == reflect.Slice || a.Kind() == reflect.Map {
			continue
		}
		value := constant(reflect.Indirect(a))
		if seen, ok := found[key]; ok && seen != value {
			value = nil
		}
		found[key] = value
	}
}

// constant returns the TypeScript form of a value. An empty string is not a default that a reader needs.
func constant(v reflect.Value) any {
	if v.Type() == reflect.TypeFor[time.Duration]() {
		return shortDuration(v.Interface().(time.Duration))
	}
	switch v.Kind() {
	case reflect.String:
		if v.Len() == 0 {
			return nil
		}
		return v.String()
	case reflect.Bool:
		return v.Bool()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return int64(v.Uint())
	}
	return nil
}

// shortDuration formats a duration in its short form: "5m" instead of "5m0s".
func shortDuration(d time.Duration) string {
	switch {
	case d == 0:
		return "0s"
	case d%time.Hour == 0:
		return duration(int64(d/time.Hour), "h")
	case d%time.Minute == 0:
		return duration(int64(d/time.Minute), "m")
	case d%time.Second == 0:
		return duration(int64(d/time.Second), "s")
	default:
		return d.String()
	}
}
