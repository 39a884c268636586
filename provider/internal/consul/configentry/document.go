package configentry

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

type (
	object = map[string]any
	list   = []any
)

// parse reads config_json; "" is an entry that says nothing.
func parse(text string) (object, error) {
	if text == "" {
		return object{}, nil
	}
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	fields, ok := value.(object)
	if !ok {
		return nil, fmt.Errorf("got %T, want a JSON object", value)
	}
	return fields, nil
}

// render writes a document with its keys in order.
func render(document object) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(document) // what came out of JSON goes into JSON
	return strings.TrimSpace(text.String())
}

// servers are the keys that Consul keeps by itself, or that are attributes.
var servers = map[string]bool{
	"kind": true, "name": true, "namespace": true, "partition": true, "createindex": true, "modifyindex": true, "hash": true, "status": true,
}

// essence is what an entry says: without what Consul keeps by itself, and without values that are the same as none.
func essence(document object) object {
	said := object{}
	for key, value := range document {
		if !servers[fold(key)] {
			said[key] = value
		}
	}
	return prune(said).(object)
}

func prune(value any) any {
	switch v := value.(type) {
	case object:
		kept := object{}
		for key, inner := range v {
			if pruned := prune(inner); !empty(pruned) {
				kept[key] = pruned
			}
		}
		return kept
	case list:
		kept := make(list, len(v))
		for i := range v {
			kept[i] = prune(v[i])
		}
		return kept
	}
	return value
}

func empty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case object:
		return len(v) == 0
	case list:
		return len(v) == 0
	}
	return reflect.ValueOf(value).IsZero()
}

// fold makes one name of the spellings that Consul takes: ConnectTimeout, connect_timeout.
func fold(key string) string { return strings.ToLower(strings.ReplaceAll(key, "_", "")) }

// find gives the key of an object that is a spelling of a name, and whether there is one: a key may be empty.
func find(fields object, name string) (string, bool) {
	if _, exact := fields[name]; exact {
		return name, true
	}
	for key := range fields {
		if fold(key) == fold(name) {
			return key, true
		}
	}
	return "", false
}

// same compares two documents by what they mean.
func same(a, b any) bool {
	switch x := a.(type) {
	case object:
		y, ok := b.(object)
		if !ok || len(x) != len(y) {
			return false
		}
		for key := range x {
			other, found := find(y, key)
			if !found || !same(x[key], y[other]) {
				return false
			}
		}
		return true
	case list:
		y, ok := b.(list)
		if !ok || len(x) != len(y) {
			return false
		}
		for i := range x {
			if !same(x[i], y[i]) {
				return false
			}
		}
		return true
	case string:
		y, ok := b.(string)
		return ok && (x == y || sameDuration(x, y))
	}
	return reflect.DeepEqual(a, b)
}

func sameDuration(a, b string) bool {
	x, errX := time.ParseDuration(a)
	y, errY := time.ParseDuration(b)
	return errX == nil && errY == nil && x == y
}

// standard is a value that Consul puts where an entry of a kind says nothing.
type standard struct {
	path  []string // "*" are the elements of a list
	value any      // nil: whatever it is, it is Consul's to compute
}

var standards = map[string][]standard{
	"service-intentions": {{[]string{"Sources", "*", "Precedence"}, nil}, {[]string{"Sources", "*", "Type"}, "consul"}},
	"http-route":         {{[]string{"Rules", "*", "Services", "*", "Weight"}, 1.0}},
	"jwt-provider":       {{[]string{"ClockSkewSeconds"}, 30.0}},
}

// essential is the essence without Consul's standards: two entries with the same are the same entry.
func essential(kind string, document object) object {
	said := essence(document)
	for _, known := range standards[kind] {
		drop(said, known.path, known.value)
	}
	return align(kind, said, object{})
}

func drop(value any, path []string, standard any) {
	if elements, ok := value.(list); ok && path[0] == "*" {
		for _, element := range elements {
			drop(element, path[1:], standard)
		}
		return
	}
	fields, ok := value.(object)
	if !ok {
		return
	}
	key, found := find(fields, path[0])
	switch {
	case !found:
	case len(path) > 1:
		drop(fields[key], path[1:], standard)
	case standard == nil || same(fields[key], standard):
		delete(fields, key)
	}
}

// carrier brings what changed on the server from before to now into the shape of a configuration, so that all else in it,
// and what Consul added by itself, stays out of sight.
type carrier struct{ kind string }

func (c carrier) value(path []string, config, before, now any) any {
	if same(before, now) {
		return config
	}
	switch n := now.(type) {
	case object:
		wanted, okConfig := config.(object)
		b, okBefore := before.(object)
		if okConfig && okBefore {
			return c.fields(path, wanted, b, n)
		}
	case list:
		wanted, okConfig := config.(list)
		b, okBefore := before.(list)
		if okConfig && okBefore {
			return c.elements(path, wanted, b, n)
		}
	}
	return now
}

// elements carries each element of a list into the shape of its counterpart in the configuration, in the order of the server.
func (c carrier) elements(path []string, config, before, now list) list {
	known := listAt(c.kind, path)
	carried := make(list, len(now))
	earlier, wanted := known.counterparts(now, before), known.counterparts(before, config)
	for i := range now {
		carried[i] = now[i]
		if at := earlier[i]; at >= 0 && wanted[at] >= 0 {
			carried[i] = c.value(path, config[wanted[at]], before[at], now[i])
		}
	}
	return carried
}

func (c carrier) fields(path []string, config, before, now object) object {
	carried := object{}
	for key, value := range config {
		carried[key] = value
	}
	for key := range before {
		if _, stays := find(now, key); stays {
			continue
		}
		if mine, found := find(config, key); found {
			delete(carried, mine)
		}
	}
	for key, value := range now {
		var old any
		if earlier, found := find(before, key); found {
			old = before[earlier]
		}
		if mine, found := find(config, key); found {
			carried[mine] = c.value(append(slices.Clip(path), key), config[mine], old, value)
		} else if !same(old, value) {
			carried[key] = value
		}
	}
	return carried
}
