package follow

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestNoneAndEmptyKeepTheirSpelling(t *testing.T) {
	text, list, set, flag := types.StringNull(), types.ListNull(types.StringType), types.SetNull(types.StringType), types.BoolNull()
	Text(&text, "")
	List(&list, nil)
	Set(&set, []string{})
	Bool(&flag, false, false)
	if !text.IsNull() || !list.IsNull() || !set.IsNull() || !flag.IsNull() {
		t.Errorf("null should stay null, got %s %s %s %s", text, list, set, flag)
	}
	text, list = types.StringValue(""), types.ListValueMust(types.StringType, nil)
	Text(&text, "")
	List(&list, nil)
	if text.IsNull() || list.IsNull() {
		t.Errorf("empty should stay empty, got %s %s", text, list)
	}
	Text(&text, "x")
	Bool(&flag, true, false)
	if text.ValueString() != "x" || !flag.ValueBool() {
		t.Errorf("what the server has should be followed, got %s %s", text, flag)
	}
	text = types.StringValue("")
	if Default(&text, "standard", "standard"); text.ValueString() != "" {
		t.Errorf("what the server makes of empty should stay empty, got %s", text)
	}
	if Default(&text, "other", "standard"); text.ValueString() != "other" {
		t.Errorf("what the server has should be followed, got %s", text)
	}
	text = types.StringValue("x")
	if Text(&text, ""); text.ValueString() != "" {
		t.Errorf("what the server lost should be followed, got %s", text)
	}
}

func TestDurationsKeepTheirSpelling(t *testing.T) {
	for _, c := range []struct {
		state   string
		current time.Duration
		want    string
	}{{"60m", time.Hour, "60m"}, {"60m", 2 * time.Hour, "2h0m0s"}, {"", 0, ""}, {"", time.Second, "1s"}, {"1h", 0, "0s"}} {
		state := types.StringValue(c.state)
		if Duration(&state, c.current); state.ValueString() != c.want {
			t.Errorf("%q at %s: got %q, want %q", c.state, c.current, state.ValueString(), c.want)
		}
	}
}

func TestASetHasNoOrderAndNoRepetition(t *testing.T) {
	set := types.SetNull(types.StringType)
	Set(&set, []string{"b", "a", "b"})
	if want := types.SetValueMust(types.StringType, values([]string{"a", "b"})); !set.Equal(want) {
		t.Errorf("got %s, want %s", set, want)
	}
}
