package variable

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/writeonly"
)

const planted = "planted-item-7f3a"

func given(items map[string]string) writeOnly { return writeOnly{isGiven: true, items: items} }

func plainItems(key, value string) types.Map {
	return types.MapValueMust(types.StringType, map[string]attr.Value{key: types.StringValue(value)})
}

// appliedModel is the state after an apply of one plain and one secret item.
func appliedModel() *model {
	m := &model{Path: types.StringValue("app"), Items: plainItems("user", "ann"), ItemsWOHash: types.StringUnknown()}
	given(map[string]string{"password": planted}).argument(m, nil).Settle("")
	return m
}

func TestSecretItemsOfTheServerChangeTheHashAndAreNotInTheState(t *testing.T) {
	m := appliedModel()
	before := m.ItemsWOHash
	m.follow(map[string]string{"user": "bob", "password": planted})
	if !m.ItemsWOHash.Equal(before) || !m.Items.Equal(plainItems("user", "bob")) {
		t.Errorf("a plain item changed: got %s and %s", m.Items, m.ItemsWOHash)
	}
	for name, items := range map[string]map[string]string{
		"changed": {"user": "bob", "password": planted + "-2"},
		"added":   {"user": "bob", "password": planted, "more": planted},
		"removed": {"user": "bob"},
	} {
		changed := *m
		changed.follow(items)
		text, _ := json.Marshal([]string{changed.Items.String(), changed.ItemsWOHash.ValueString(), changed.mark(1).Digest})
		if changed.ItemsWOHash.Equal(before) {
			t.Errorf("%s: the hash is the same", name)
		}
		if strings.Contains(string(text), planted) {
			t.Errorf("%s: the secret is in %s", name, text)
		}
		if m.describes(items) {
			t.Errorf("%s: is described by the state before", name)
		}
	}
	if m.follow(map[string]string{"user": "bob", "password": planted}); !m.ItemsWOHash.Equal(before) {
		t.Error("a change that was taken back has another hash")
	}
}

func TestAStateWithoutAHashHasAllItemsAsBefore(t *testing.T) {
	m := &model{Items: types.MapNull(types.StringType)}
	m.follow(map[string]string{"a": "b"})
	if !m.Items.Equal(plainItems("a", "b")) || !m.ItemsWOHash.IsNull() {
		t.Errorf("got %s and %s", m.Items, m.ItemsWOHash)
	}
	// Items that become write-only leave the state with the plan, which writes the variable.
	planned, secret := &model{Items: types.MapNull(types.StringType)}, given(map[string]string{"a": "b"})
	if secret.argument(planned, m).Plan(); !planned.ItemsWOHash.IsUnknown() {
		t.Errorf("got %s, want unknown", planned.ItemsWOHash)
	}
	if secret.argument(planned, m).Settle(""); writeonly.SaltOf(planned.ItemsWOHash.ValueString()) == "" {
		t.Errorf("got %s, want a hash", planned.ItemsWOHash)
	}
}

func TestAStateOfTheOfficialProviderOrWithAnotherHashGetsNoSecret(t *testing.T) {
	for name, m := range map[string]*model{
		"official":                {Items: types.MapNull(types.StringType), ItemsWOVersion: types.Int64Value(1)},
		"hash of a later version": {Items: types.MapNull(types.StringType), ItemsWOHash: types.StringValue("argon2:x:y")},
	} {
		m.follow(map[string]string{"password": planted})
		if !m.Items.IsNull() || writeonly.SaltOf(m.ItemsWOHash.ValueString()) == "" {
			t.Errorf("%s: got %s and %s", name, m.Items, m.ItemsWOHash)
		}
		next := &model{}
		if given(map[string]string{"password": planted}).argument(next, m).Plan(); !next.ItemsWOHash.Equal(m.ItemsWOHash) {
			t.Errorf("%s: the same secret is a change", name)
		}
	}
}

func TestProblemsWithSecretItemsRepeatNoValue(t *testing.T) {
	m := &model{Path: types.StringValue("app"), Items: plainItems("user", "ann")}
	none := &model{Path: types.StringValue("app")}
	for name, one := range map[string]struct {
		m      *model
		secret writeOnly
		want   string
	}{
		"twice": {m, given(map[string]string{"user": planted}), `items_wo: got the item "user", which items has too; leave one of them out`},
		"large": {m, given(map[string]string{"a": strings.Repeat(planted, 5000)}), "items: got 85008 bytes of names and values, at most 65536 are allowed"},
		"empty": {none, given(nil), "items: is empty; a variable needs at least one item, here or in items_wo"},
		"other": {m, writeOnly{isGiven: true, problems: []string{"items_wo: x"}}, "items_wo: x"},
		"fine":  {none, given(map[string]string{"a": planted}), ""},
	} {
		if got := strings.Join(one.m.check(one.secret), "\n"); got != one.want {
			t.Errorf("%s: got %q, want %q", name, got, one.want)
		}
	}
}
