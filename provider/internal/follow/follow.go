// Package follow brings a value of the state to what a server has, and leaves its spelling alone where it means the
// same: to the servers an empty value is the same as none, and a duration of 60s is one of 1m.
package follow

import (
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Text keeps null where the server has "".
func Text(target *types.String, current string) {
	if current != "" || target.ValueString() != "" {
		*target = types.StringValue(current)
	}
}

// Default is Text for a value that the server sets to standard if it is given none, or "".
func Default(target *types.String, current, standard string) {
	if target.ValueString() == "" && current == standard {
		return
	}
	Text(target, current)
}

// Bool keeps null where the server has standard.
func Bool(target *types.Bool, current, standard bool) {
	if !target.IsNull() || current != standard {
		*target = types.BoolValue(current)
	}
}

// Duration keeps another spelling of the same duration.
func Duration(target *types.String, current time.Duration) {
	if now, err := time.ParseDuration(target.ValueString()); err == nil && now == current {
		return
	}
	if current == 0 && target.ValueString() == "" {
		return
	}
	*target = types.StringValue(current.String())
}

// SameDuration says whether two texts are the same duration.
func SameDuration(a, b types.String) bool {
	x, errX := time.ParseDuration(a.ValueString())
	y, errY := time.ParseDuration(b.ValueString())
	return errX == nil && errY == nil && x == y
}

// Set keeps null where the server has no element. Order and repetition mean nothing.
func Set(target *types.Set, current []string) {
	if len(current) == 0 && len(target.Elements()) == 0 {
		if target.IsUnknown() || target.IsNull() {
			*target = types.SetNull(types.StringType)
		}
		return
	}
	unique := slices.Compact(slices.Sorted(slices.Values(current)))
	*target = types.SetValueMust(types.StringType, values(unique))
}

// List keeps null where the server has no element.
func List(target *types.List, current []string) {
	if len(current) == 0 && len(target.Elements()) == 0 {
		if target.IsUnknown() || target.IsNull() {
			*target = types.ListNull(types.StringType)
		}
		return
	}
	*target = types.ListValueMust(types.StringType, values(current))
}

// Map keeps null where the server has no element.
func Map(target *types.Map, current map[string]string) {
	if len(current) == 0 && len(target.Elements()) == 0 {
		if target.IsUnknown() || target.IsNull() {
			*target = types.MapNull(types.StringType)
		}
		return
	}
	elements := make(map[string]attr.Value, len(current))
	for key, value := range current {
		elements[key] = types.StringValue(value)
	}
	*target = types.MapValueMust(types.StringType, elements)
}

// Strings are the known texts of a list or a set.
func Strings(collection interface{ Elements() []attr.Value }) []string {
	var texts []string
	for _, element := range collection.Elements() {
		if text, ok := element.(types.String); ok && !text.IsUnknown() {
			texts = append(texts, text.ValueString())
		}
	}
	return texts
}

// StringMap is a map as Go has it.
func StringMap(collection types.Map) map[string]string {
	texts := make(map[string]string, len(collection.Elements()))
	for key, element := range collection.Elements() {
		if text, ok := element.(types.String); ok {
			texts[key] = text.ValueString()
		}
	}
	return texts
}

func values(texts []string) []attr.Value {
	elements := make([]attr.Value, len(texts))
	for i, text := range texts {
		elements[i] = types.StringValue(text)
	}
	return elements
}
