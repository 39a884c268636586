package acceptance

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// configurationOf returns the configuration of a resource. An attribute without a value is null, even if it is a list of objects.
func configurationOf(schema *tfprotov6.Schema, attributes object) (tftypes.Value, error) {
	config, err := valueOf(schema.ValueType(), attributes)
	if err != nil {
		return config, err
	}
	written := fieldsOf(config)
	for _, attribute := range schema.Block.Attributes {
		if attributes[attribute.Name] == nil {
			written[attribute.Name] = tftypes.NewValue(attribute.Type, nil)
		}
	}
	return tftypes.NewValue(schema.ValueType(), written), nil
}

func fieldsOf(value tftypes.Value) map[string]tftypes.Value {
	fields := map[string]tftypes.Value{}
	_ = value.As(&fields)
	return maps.Clone(fields) // As returns the fields of the value itself
}

// valueOf converts plain values of Go. A list or set of blocks is never null.
func valueOf(of tftypes.Type, value any) (tftypes.Value, error) {
	var problems []error
	inner := func(of tftypes.Type, value any) tftypes.Value {
		converted, err := valueOf(of, value)
		problems = append(problems, err)
		return converted
	}
	elements := func(of tftypes.Type) []tftypes.Value {
		list := []tftypes.Value{}
		for _, each := range asList(value) {
			list = append(list, inner(of, each))
		}
		return list
	}
	var converted any
	switch kind := of.(type) {
	case tftypes.Object:
		if value == nil {
			break
		}
		fields, known := map[string]tftypes.Value{}, value.(object)
		for name, each := range kind.AttributeTypes {
			fields[name] = inner(each, known[name])
		}
		for name := range known {
			if kind.AttributeTypes[name] == nil {
				return tftypes.Value{}, fmt.Errorf("no attribute is called %s", name)
			}
		}
		converted = fields
	case tftypes.List:
		if _, blocks := kind.ElementType.(tftypes.Object); blocks || value != nil {
			converted = elements(kind.ElementType)
		}
	case tftypes.Set:
		if _, blocks := kind.ElementType.(tftypes.Object); blocks || value != nil {
			converted = elements(kind.ElementType)
		}
	case tftypes.Map:
		if value != nil {
			fields := map[string]tftypes.Value{}
			for name, each := range value.(object) {
				fields[name] = inner(kind.ElementType, each)
			}
			converted = fields
		}
	default:
		converted = value
		if number, isNumber := value.(float64); isNumber {
			converted = big.NewFloat(number)
		}
	}
	if err := errors.Join(problems...); err != nil {
		return tftypes.Value{}, err
	}
	if err := tftypes.ValidateValue(of, converted); err != nil {
		return tftypes.Value{}, err
	}
	return tftypes.NewValue(of, converted), nil
}

// plain converts a value to plain values of Go. An unknown value is its own text.
func plain(value tftypes.Value) any {
	if !value.IsKnown() {
		return "(known after apply)"
	}
	if value.IsNull() {
		return nil
	}
	var (
		text   string
		truth  bool
		number big.Float
		list   []tftypes.Value
	)
	fields := map[string]tftypes.Value{}
	switch {
	case value.As(&fields) == nil:
		converted := object{}
		for name, each := range fields {
			converted[name] = plain(each)
		}
		return converted
	case value.As(&list) == nil:
		converted := make([]any, len(list))
		for i, each := range list {
			converted[i] = plain(each)
		}
		if value.Type().Is(tftypes.Set{}) { // which has no order
			slices.SortFunc(converted, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		}
		return converted
	case value.As(&text) == nil:
		return text
	case value.As(&truth) == nil:
		return truth
	case value.As(&number) == nil:
		exact, _ := number.Float64()
		return exact
	}
	return nil
}
