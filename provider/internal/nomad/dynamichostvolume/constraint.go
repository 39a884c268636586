package dynamichostvolume

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// constraint is a condition that the node of a volume meets when the volume is created.
type constraint struct {
	Attribute types.String `tfsdk:"attribute"`
	Operator  types.String `tfsdk:"operator"`
	Value     types.String `tfsdk:"value"`
}

var constraintType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"attribute": types.StringType, "operator": types.StringType, "value": types.StringType,
}}

// operators are those of Nomad that say something about one node.
var operators = []string{"=", "==", "is", "!=", "not", ">", ">=", "<", "<=", "regexp", "version", "semver",
	"set_contains", "set_contains_all", "set_contains_any", "is_set", "is_not_set"}

// alone are the operators that compare with nothing.
var alone = []string{"is_set", "is_not_set"}

func (c constraint) operator() string {
	if c.Operator.ValueString() == "" {
		return "="
	}
	return c.Operator.ValueString()
}

func (c constraint) wire() *api.Constraint {
	return &api.Constraint{LTarget: c.Attribute.ValueString(), Operand: c.operator(), RTarget: c.Value.ValueString()}
}

func wires(constraints []constraint) []*api.Constraint {
	var all []*api.Constraint
	for _, c := range constraints {
		all = append(all, c.wire())
	}
	return all
}

func same(a, b *api.Constraint) bool {
	return a.LTarget == b.LTarget && a.Operand == b.Operand && a.RTarget == b.RTarget
}

// followConstraints keeps a spelling that means what the server has.
func followConstraints(target *[]constraint, current []*api.Constraint) {
	if slices.EqualFunc(wires(*target), current, same) {
		return
	}
	*target = nil
	for _, c := range current {
		now := constraint{Attribute: types.StringValue(c.LTarget), Operator: types.StringValue(c.Operand), Value: types.StringValue(c.RTarget)}
		if c.Operand == "=" {
			now.Operator = types.StringNull()
		}
		if c.RTarget == "" {
			now.Value = types.StringNull()
		}
		*target = append(*target, now)
	}
}

func (c constraint) check() []string {
	if c.Operator.IsUnknown() || c.Value.IsUnknown() {
		return nil
	}
	switch operator := c.operator(); {
	case operator == "distinct_hosts" || operator == "distinct_property":
		return []string{fmt.Sprintf("constraint.operator: got %q, but volumes of one name are on distinct nodes anyway; leave the constraint out", operator)}
	case !slices.Contains(operators, operator):
		return []string{fmt.Sprintf("constraint.operator: got %q, want one of %s", operator, strings.Join(operators, ", "))}
	case slices.Contains(alone, operator) && c.Value.ValueString() != "":
		return []string{fmt.Sprintf("constraint.value: got %q with operator %s, which compares with nothing; leave it out", c.Value.ValueString(), operator)}
	}
	return nil
}

func constraintBlock() schema.ListNestedBlock {
	const reason = "a volume stays on the node that was chosen for it"
	return schema.ListNestedBlock{
		MarkdownDescription: "A condition on the node that is chosen. Another one makes another volume.",
		PlanModifiers:       []planmodifier.List{listplanmodifier.RequiresReplaceIf(otherConstraints, reason, reason)},
		NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
			"attribute": schema.StringAttribute{Required: true, MarkdownDescription: "What is looked at, such as `${attr.kernel.name}`."},
			"operator":  schema.StringAttribute{Optional: true, MarkdownDescription: "How it is compared. Default: `=`."},
			"value":     schema.StringAttribute{Optional: true, MarkdownDescription: "What it is compared with."},
		}},
	}
}

// otherConstraints does not take another spelling for another constraint: replacing a volume loses what is in it.
func otherConstraints(ctx context.Context, request planmodifier.ListRequest, response *listplanmodifier.RequiresReplaceIfFuncResponse) {
	var now, before []constraint
	response.Diagnostics.Append(request.PlanValue.ElementsAs(ctx, &now, false)...)
	response.Diagnostics.Append(request.StateValue.ElementsAs(ctx, &before, false)...)
	response.RequiresReplace = !slices.EqualFunc(wires(now), wires(before), same)
}
