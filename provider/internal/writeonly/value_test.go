package writeonly

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// applied is the hash in the state after an apply of a value.
func applied(value Value) types.String {
	return value.Settled(types.StringUnknown(), types.StringNull())
}

func TestAPlanHasAnotherHashOnlyIfTheValueChanged(t *testing.T) {
	value, other := Text(types.StringValue("planted")), Text(types.StringValue("other"))
	prior := applied(value)
	if same := value.PlannedHash(prior); !same.Equal(prior) {
		t.Errorf("the same value: got %s, want %s", same, prior)
	}
	changed := other.PlannedHash(prior)
	if changed.Equal(prior) || changed.IsUnknown() {
		t.Errorf("another value: got %s, want a known hash that differs", changed)
	}
	// Terraform plans again when it applies, and requires the same.
	if again := other.PlannedHash(prior); !again.Equal(changed) {
		t.Errorf("planned twice: got %s and %s", changed, again)
	}
	if got := Text(types.StringNull()).PlannedHash(prior); !got.IsNull() {
		t.Errorf("without a value: got %s, want null", got)
	}
	if got := Text(types.StringUnknown()).PlannedHash(prior); !got.IsUnknown() {
		t.Errorf("a value that is not known yet: got %s, want unknown", got)
	}
	if got := value.PlannedHash(types.StringNull()); !got.IsUnknown() {
		t.Errorf("a new resource: got %s, want unknown", got)
	}
}

func TestAnApplyTakesOnlyTheValueOfThePlan(t *testing.T) {
	value, other, none := Text(types.StringValue("planted")), Text(types.StringValue("other")), Text(types.StringNull())
	planned := applied(value)
	for name, one := range map[string]struct {
		value Value
		hash  types.String
		want  bool
	}{
		"same":                      {value, planned, true},
		"other":                     {other, planned, false},
		"none":                      {none, planned, false},
		"known after the apply":     {value, types.StringUnknown(), true},
		"none, known after":         {none, types.StringUnknown(), false},
		"a plan without one":        {value, types.StringNull(), false},
		"a plan without one, none":  {none, types.StringNull(), true},
		"a hash of a later version": {value, types.StringValue("argon2:x:y"), false},
		"an empty text, as if none": {Text(types.StringValue("")), types.StringNull(), true},
		"an empty map, as if none":  {Map(types.MapValueMust(types.StringType, nil)), types.StringNull(), true},
		"an empty list, as if none": {List(types.ListValueMust(types.StringType, nil)), types.StringNull(), true},
	} {
		if got := one.value.Has(one.hash); got != one.want {
			t.Errorf("%s: got %t", name, got)
		}
	}
}

func TestAnArgumentWithAnElementThatIsNotKnownYetIsUnknown(t *testing.T) {
	elements := []attr.Value{types.StringValue("a"), types.StringUnknown()}
	list := List(types.ListValueMust(types.StringType, elements))
	keyed := Map(types.MapValueMust(types.StringType, map[string]attr.Value{"a": elements[0], "b": elements[1]}))
	for name, value := range map[string]Value{"list": list, "map": keyed} {
		if !value.IsGiven || !value.IsUnknown {
			t.Errorf("%s: got %+v, want a value that is not known yet", name, value)
		}
	}
	if known := List(types.ListValueMust(types.StringType, elements[:1])); known.IsUnknown || !known.IsGiven {
		t.Errorf("got %+v, want a known value", known)
	}
}

func TestAValueThatIsNotOfThePlanIsReportedWithoutIt(t *testing.T) {
	hash := applied(Text(types.StringValue("planted")))
	arguments := Arguments{{Path: path.Root("secret_wo"), Value: Text(types.StringValue("other")), Hash: &hash}}
	problems := arguments.Settle("[kind name]")
	if len(problems) != 1 || problems[0].Detail() != "secret_wo has another value than the plan has seen; apply with the same value, or plan again" {
		t.Errorf("got %v", problems)
	}
}
