package configentry

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/consul/api"

	"cdknomad/jobspec/nearest"
)

var kinds = []string{
	api.APIGateway, api.ExportedServices, api.FileSystemCertificate, api.HTTPRoute, api.IngressGateway, api.InlineCertificate, api.JWTProvider,
	api.MeshConfig, api.ProxyDefaults, api.SamenessGroup, api.ServiceDefaults, api.ServiceIntentions, api.ServiceResolver, api.ServiceRouter,
	api.ServiceSplitter, api.TCPRoute, api.TerminatingGateway,
}

// checkKind returns a message if a kind is probably misspelled, else "". A kind that resembles none of ours may be one of a
// newer Consul, which then judges at apply.
func checkKind(kind string) string {
	if slices.Contains(kinds, kind) {
		return ""
	}
	if near := nearest.Name(kind, kinds); near != "" {
		return fmt.Sprintf("kind: consul knows no kind %q; did you mean %s?", kind, near)
	}
	return ""
}

// checkNames returns a message for each key that is probably misspelled. A key that resembles none that we know may be one of
// a newer Consul, which then judges at apply.
func checkNames(kind string, document object) []string {
	if !slices.Contains(kinds, kind) {
		return nil
	}
	entry, err := api.MakeConfigEntry(kind, "")
	if err != nil {
		return nil
	}
	var problems []string
	walk(document, reflect.TypeOf(entry), "config_json", &problems)
	return problems
}

var durationType = reflect.TypeFor[time.Duration]()

func walk(value any, want reflect.Type, where string, problems *[]string) {
	for want.Kind() == reflect.Pointer {
		want = want.Elem()
	}
	switch v := value.(type) {
	case list:
		if want.Kind() == reflect.Slice {
			for i, element := range v {
				walk(element, want.Elem(), fmt.Sprintf("%s[%d]", where, i), problems)
			}
		}
	case object:
		switch {
		case want == durationType:
		case want.Kind() == reflect.Map:
			for _, key := range sortedKeys(v) {
				walk(v[key], want.Elem(), fmt.Sprintf("%s[%q]", where, key), problems)
			}
		case want.Kind() == reflect.Struct:
			walkFields(v, want, where, problems)
		}
	}
}

func walkFields(fields object, want reflect.Type, where string, problems *[]string) {
	types := map[string]reflect.Type{}
	var names []string
	for _, field := range reflect.VisibleFields(want) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" {
			name = field.Name
		}
		types[fold(name)] = field.Type
		types[fold(field.Name)] = field.Type
		names = append(names, name)
	}
	for _, key := range sortedKeys(fields) {
		if fieldType, known := types[fold(key)]; known {
			walk(fields[key], fieldType, where+"."+key, problems)
		} else if near := nearest.Name(key, names); near != "" {
			*problems = append(*problems, fmt.Sprintf("%s.%s: consul knows no such key here; did you mean %s?", where, key, near))
		}
	}
}

func sortedKeys(fields object) []string {
	keys := make([]string, 0, len(fields))
	for key := range fields {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
