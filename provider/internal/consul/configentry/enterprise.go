package configentry

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/consul/enterprise"
)

// features are the fields of entries that only Consul Enterprise accepts, by their folded names.
var features = map[string]string{"namespace": "namespaces", "partition": "partitions", "samenessgroup": "sameness groups"}

// enterpriseValues returns what an entry sets for features of Consul Enterprise. "default" is the namespace and the partition that the
// Community edition has.
func enterpriseValues(kind string, document object) []enterprise.Value {
	if kind == api.SamenessGroup {
		return []enterprise.Value{{Path: "kind", Got: kind, Feature: features["samenessgroup"]}}
	}
	entry, err := api.MakeConfigEntry(kind, "")
	if err != nil {
		return nil
	}
	body := object{}
	for key, value := range document {
		if !servers[fold(key)] { // what stands at the top is an attribute of the resource
			body[key] = value
		}
	}
	return findFeatures(body, reflect.TypeOf(entry), "config_json")
}

// findFeatures follows the type of the entry, because a key of free text, such as one of Meta, may have any name.
func findFeatures(value any, of reflect.Type, where string) []enterprise.Value {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	var found []enterprise.Value
	switch v := value.(type) {
	case list:
		if of.Kind() == reflect.Slice {
			for i, element := range v {
				found = append(found, findFeatures(element, of.Elem(), fmt.Sprintf("%s[%d]", where, i))...)
			}
		}
	case object:
		for _, key := range sortedKeys(v) {
			switch of.Kind() {
			case reflect.Map:
				found = append(found, findFeatures(v[key], of.Elem(), fmt.Sprintf("%s[%q]", where, key))...)
			case reflect.Struct:
				field, isField := of.FieldByNameFunc(func(name string) bool { return fold(name) == fold(key) })
				if !isField {
					continue
				}
				text, isText := v[key].(string)
				if feature := features[fold(key)]; feature != "" && isText && !strings.EqualFold(text, "default") {
					found = append(found, enterprise.Value{Path: where + "." + key, Got: text, Feature: feature})
				}
				found = append(found, findFeatures(v[key], field.Type, where+"."+key)...)
			}
		}
	}
	return found
}
