package acceptance

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// proposed is what Terraform proposes for a block: the configuration, with the former values of what the provider computes. What
// has no former value is unknown.
func proposed(block *tfprotov6.SchemaBlock, of tftypes.Type, config, prior tftypes.Value) tftypes.Value {
	if config.IsNull() || !config.IsKnown() {
		return config
	}
	written, before := fieldsOf(config), map[string]tftypes.Value{}
	exists := prior.Type() != nil && prior.IsKnown() && !prior.IsNull()
	if exists {
		before = fieldsOf(prior)
	}
	for _, attribute := range block.Attributes {
		switch {
		case !attribute.Computed || !written[attribute.Name].IsNull():
		case exists:
			written[attribute.Name] = before[attribute.Name]
		default:
			written[attribute.Name] = tftypes.NewValue(attribute.Type, tftypes.UnknownValue)
		}
	}
	for _, nested := range block.BlockTypes {
		value := written[nested.TypeName]
		if nested.Nesting == tfprotov6.SchemaNestedBlockNestingModeSingle {
			written[nested.TypeName] = proposed(nested.Block, value.Type(), value, before[nested.TypeName])
			continue
		}
		elements, former := elementsOf(value), elementsOf(before[nested.TypeName])
		for i := range elements {
			elements[i] = proposed(nested.Block, elements[i].Type(), elements[i], formerOf(nested, i, elements[i], former))
		}
		written[nested.TypeName] = tftypes.NewValue(value.Type(), elements)
	}
	return tftypes.NewValue(of, written)
}

// formerOf returns the former value of a block: of a list by its position, of a set by the attributes of the configuration.
func formerOf(nested *tfprotov6.SchemaNestedBlock, position int, element tftypes.Value, former []tftypes.Value) tftypes.Value {
	if nested.Nesting == tfprotov6.SchemaNestedBlockNestingModeList {
		if position < len(former) {
			return former[position]
		}
		return tftypes.Value{}
	}
	written := fieldsOf(element)
	for _, one := range former {
		before, same := fieldsOf(one), true
		for name, value := range written {
			same = same && (value.IsNull() || value.Equal(before[name]))
		}
		if same {
			return one
		}
	}
	return tftypes.Value{}
}

func elementsOf(value tftypes.Value) []tftypes.Value {
	elements := []tftypes.Value{}
	if value.Type() != nil && value.IsKnown() && !value.IsNull() {
		_ = value.As(&elements)
	}
	return slices.Clone(elements) // As returns the elements of the value itself
}
