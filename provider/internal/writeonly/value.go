package writeonly

import (
	"cmp"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
)

// Value is the value of a write-only argument. Only the configuration has it.
type Value struct {
	IsGiven, IsUnknown bool
	Content            any // what the hash is made of: JSON
}

// Text returns the value of an argument that is a text. To the servers, an empty text is the same as none, and so it is here.
func Text(argument types.String) Value {
	return Value{argument.IsUnknown() || argument.ValueString() != "", argument.IsUnknown(), argument.ValueString()}
}

// Map returns the value of an argument that is a map of texts.
func Map(argument types.Map) Value {
	return collection(argument, slices.Collect(maps.Values(argument.Elements())), follow.StringMap(argument))
}

// List returns the value of an argument that is a list of texts.
func List(argument types.List) Value {
	return collection(argument, argument.Elements(), follow.Strings(argument))
}

func collection(argument attr.Value, elements []attr.Value, content any) Value {
	isUnknown := argument.IsUnknown() || slices.ContainsFunc(elements, attr.Value.IsUnknown)
	return Value{isUnknown || len(elements) > 0, isUnknown, content}
}

// PlannedHash returns the hash to plan for the value. With the salt of the state, it shows whether the value changed, and an apply with
// another value than that of the plan fails. Without a salt, the hash is known after the apply: Terraform plans a second time when it
// applies, and requires the same plan, so a plan cannot choose a salt.
func (v Value) PlannedHash(prior types.String) types.String {
	salt := SaltOf(prior.ValueString())
	switch {
	case !v.IsGiven:
		return types.StringNull()
	case v.IsUnknown || salt == "":
		return types.StringUnknown()
	default:
		return types.StringValue(Of(salt, v.Content))
	}
}

// Settled returns a planned hash, which is computed if the plan has it as unknown.
func (v Value) Settled(planned, prior types.String) types.String {
	if !planned.IsUnknown() {
		return planned
	}
	return types.StringValue(Of(cmp.Or(SaltOf(prior.ValueString()), NewSalt()), v.Content))
}

// Has returns whether a hash is that of the value. A hash that is not known yet is that of any value.
func (v Value) Has(hash types.String) bool {
	switch {
	case hash.IsNull() || !v.IsGiven:
		return hash.IsNull() && !v.IsGiven
	default:
		return hash.IsUnknown() || Of(SaltOf(hash.ValueString()), v.Content) == hash.ValueString()
	}
}
