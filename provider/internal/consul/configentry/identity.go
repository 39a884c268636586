package configentry

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// identities lists, by kind and key, the attributes that identify the elements of a list whose order Consul does not keep. Consul
// sorts the sources of intentions by their precedence.
var identities = map[string]map[string][]string{
	"service-intentions": {"Sources": {"Name", "Namespace", "Partition", "Peer", "SamenessGroup"}},
}

// align returns a document whose lists with identities have the order of a pattern; elements that the pattern does not have come
// last, sorted by identity.
func align(kind string, document, pattern object) object {
	aligned := maps.Clone(document)
	for name, attributes := range identities[kind] {
		key, found := find(document, name)
		elements, isList := document[key].(list)
		if !found || !isList {
			continue
		}
		var order []string
		if mine, found := find(pattern, name); found {
			wanted, _ := pattern[mine].(list)
			for _, element := range wanted {
				order = append(order, identityOf(element, attributes))
			}
		}
		position := func(identity string) int {
			if at := slices.Index(order, identity); at >= 0 {
				return at
			}
			return len(order)
		}
		sorted := slices.Clone(elements)
		slices.SortStableFunc(sorted, func(a, b any) int {
			x, y := identityOf(a, attributes), identityOf(b, attributes)
			if difference := position(x) - position(y); difference != 0 {
				return difference
			}
			return strings.Compare(x, y)
		})
		aligned[key] = sorted
	}
	return aligned
}

// identityOf returns the identity of an element; "" for one that is not an object.
func identityOf(element any, attributes []string) string {
	fields, isObject := element.(object)
	if !isObject {
		return ""
	}
	parts := make([]string, len(attributes))
	for i, name := range attributes {
		if key, found := find(fields, name); found && !empty(fields[key]) {
			parts[i] = fmt.Sprint(fields[key])
		}
	}
	return strings.Join(parts, "\x00")
}
