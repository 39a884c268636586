// Package resourcetype is the table of the resource types that the providers serve. The commands and constructs of
// cdknomad read the same file (constructs/resource-types.ts), so that a fact about a type has one home.
package resourcetype

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

//go:embed types.json
var text []byte

// Type is one row of the table. constructs/resource-types.ts describes the fields that only TypeScript reads.
type Type struct {
	// Kind is the readable name of the type's objects, such as "acl policy".
	Kind string
	// Word is the first part of a confirmation, such as "namespace" in namespace/dns; "" if no confirmation can name an object.
	Word string
	// Identity lists the attributes that together distinguish an object from all others of its kind; empty if a cluster has
	// only one, or if only the server gives it a name. An absent namespace is "default".
	Identity []string
	// Shared is whether several objects may have the same identity.
	Shared bool
	// Confirmation is set if a plan that destroys an object needs a confirmation.
	Confirmation *Confirmation
	// Announced is whether later stacks may name an object before it exists.
	Announced bool
	// Secrets is a regular expression for the paths of attributes that hold secrets; "" if there are none.
	Secrets string
	// WriteOnly lists the paths of the write-only arguments, such as "config.oidc_client_secret_wo".
	WriteOnly []string
}

// Confirmation describes how the destruction of an object is confirmed.
type Confirmation struct {
	// Form is the rest of the confirmation after its word, such as "NAMESPACE/ID".
	Form string
	// Reason completes the sentence "this object ..."; "" if the guard finds the reason in the object.
	Reason string
	// OnlyInUse is whether only an object that something else uses needs it.
	OnlyInUse bool
}

var types = func() (rows map[string]Type) {
	if err := json.Unmarshal(text, &rows); err != nil {
		panic(err) // the table is part of the program
	}
	return rows
}()

// Of returns the row of a resource type; the zero row if there is none.
func Of(name string) Type { return types[name] }

// Names returns the names of all resource types in alphabetical order.
func Names() []string { return slices.Sorted(maps.Keys(types)) }

// Title names an object at the beginning of a message, such as "[acl policy readers]".
func (t Type) Title(name string) string { return "[" + strings.TrimSpace(t.Kind+" "+name) + "]" }
