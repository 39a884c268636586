package acceptance

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// differences lists the paths of the leaves in which two documents differ, without the positions in lists.
func differences(a, b any) []string {
	x, y := map[string]string{}, map[string]string{}
	flatten("", "", a, x)
	flatten("", "", b, y)
	names := map[string]bool{}
	for at := range x {
		if value, found := y[at]; !found || value != x[at] {
			names[named(at)] = true
		}
	}
	for at := range y {
		if _, found := x[at]; !found {
			names[named(at)] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// named returns a path without the positions in lists.
func named(at string) string {
	parts := strings.Split(at, ".")
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return strings.HasPrefix(part, "#") }), ".")
}

// flatten writes the leaves of a document by path. Empty values are the same as none.
func flatten(at, separator string, value any, leaves map[string]string) {
	switch v := value.(type) {
	case object:
		for key, inner := range v {
			flatten(at+separator+key, ".", inner, leaves)
		}
	case []any:
		for i, inner := range v {
			flatten(fmt.Sprintf("%s%s#%d", at, separator, i), ".", inner, leaves)
		}
	case nil:
	default:
		leaves[at] = fmt.Sprint(v)
	}
}

func isPartOfAny(name string, fields []string) bool {
	return slices.ContainsFunc(fields, func(field string) bool { return isPart(name, field) })
}

// matches reports whether one of the names is a field or a part of it.
func matches(names []string, field string) bool {
	return slices.ContainsFunc(names, func(one string) bool { return isPart(one, field) })
}

func isPart(name, field string) bool {
	return field != "" && (name == field || strings.HasPrefix(name, field+"."))
}
