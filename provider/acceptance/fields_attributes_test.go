package acceptance

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// objectFields is testdata/fields/objects.json: all types of resources but jobs.
type objectFields struct {
	Types map[string]objectType
	// Values are the values of an attribute that cannot be derived from its value in the start, by TYPE.ATTRIBUTE.
	Values     map[string]fieldValues
	Exceptions []exception
	// Settings are attributes of the provider alone, by TYPE.ATTRIBUTE: the server does not have them.
	Settings []string
	// Hidden are attributes that the server never returns, by TYPE.ATTRIBUTE. The hash of their object changes with them.
	Hidden []string
	// Also are the attributes that change with another one, by TYPE.ATTRIBUTE, by TYPE, or by TYPE (START).
	Also map[string][]string
}

// objectType says how the test reads and writes the objects of a type on the server.
type objectType struct {
	Starts map[string]object // attributes, by a word
	Read   string            // path of the API, with attributes of the state in braces
	Write  string            // the same, if it is another one
	Within string            // key of the answer that has the object
	List   bool              // whether the answer is a list with the object
	As     string            // key of a write that has the object
	AsList string            `json:"as_list"` // key of a write that has a list of objects
	Plugin bool              // whether the objects need a CSI plugin, which TestCSIVolumes runs
	InTurn bool              `json:"in_turn"` // whether one object after the other is written, because the CSI plugin is not safe for two at a time
	Link   string            // for an attachment to a token of Consul: what it attaches
	Keys   string            // for keys of Consul: the prefix, in place of a path
	Single bool              // the server has one such object
}

func readObjectFields(t *testing.T) objectFields { return readTable[objectFields](t, "objects.json") }

// fieldOfAnObject is an attribute of a start.
type fieldOfAnObject struct {
	kind, path    string
	first, second object
	derived       []string
}

func (f fieldOfAnObject) id() string { return f.kind + "." + f.path }

// fieldsOfObjects returns the attributes of all starts, and the attributes of all types that no start has.
func fieldsOfObjects(t *testing.T, table objectFields, schemas map[string]*tfprotov6.Schema) (fields []fieldOfAnObject, missing []string) {
	t.Helper()
	seen := map[string]bool{}
	for _, kind := range slices.Sorted(maps.Keys(table.Types)) {
		for _, name := range slices.Sorted(maps.Keys(table.Types[kind].Starts)) {
			start := table.Types[kind].Starts[name]
			eachAttribute(schemas[kind].Block, "", start, nil, func(path string, at []any, value any, isBlock bool) {
				id := kind + "." + path
				change, special := table.Values[id]
				if seen[id] || value == nil && change.First == nil {
					return
				}
				seen[id] = true
				first, second := value, any(nil)
				if change.First != nil {
					first = decoded(t, change.First)
				}
				if special && change.Second != nil {
					second = extended(first, decoded(t, change.Second))
				} else if !isBlock {
					second = altered(first, reflect.TypeFor[string]())
				}
				beside := maps.Clone(change.With)
				if beside == nil {
					beside = object{}
				}
				one := fieldOfAnObject{kind: kind, path: path, first: changedAt(start, at, first, beside)}
				maps.Copy(beside, change.WithSecond)
				one.second = changedAt(start, at, second, beside)
				one.derived = slices.Concat(table.Also[id], table.Also[kind], table.Also[fmt.Sprintf("%s (%s)", kind, name)])
				for more := range change.WithSecond {
					one.derived = append(one.derived, path[:strings.LastIndex("."+path, ".")]+more)
				}
				fields = append(fields, one)
			})
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(schemas)) {
		eachAttribute(schemas[kind].Block, "", nil, nil, func(path string, _ []any, _ any, _ bool) {
			if id := kind + "." + path; !seen[id] {
				missing = append(missing, id)
			}
		})
	}
	return fields, missing
}

// eachAttribute visits what a program can set in a block, with its value in a start, if there is one.
func eachAttribute(block *tfprotov6.SchemaBlock, path string, start object, at []any, visit func(path string, at []any, value any, isBlock bool)) {
	in := func(name string) string { return strings.TrimPrefix(path+"."+name, ".") }
	for _, attribute := range block.Attributes {
		// No plan and no state has a write-only argument, so the tests of write-only arguments change them.
		if attribute.WriteOnly || strings.HasSuffix(attribute.Name, "_wo_version") {
			continue
		}
		if (attribute.Optional || attribute.Required) && in(attribute.Name) != "id" { // the id is Terraform's
			visit(in(attribute.Name), append(slices.Clone(at), attribute.Name), start[attribute.Name], false)
		}
	}
	for _, nested := range block.BlockTypes {
		value, here := start[nested.TypeName], append(slices.Clone(at), nested.TypeName)
		visit(in(nested.TypeName), here, value, true)
		switch inner := value.(type) {
		case object:
			eachAttribute(nested.Block, in(nested.TypeName), inner, here, visit)
		case []any:
			eachAttribute(nested.Block, in(nested.TypeName), inner[0].(object), append(here, 0), visit)
		default:
			if start == nil {
				eachAttribute(nested.Block, in(nested.TypeName), nil, here, visit)
			}
		}
	}
}
