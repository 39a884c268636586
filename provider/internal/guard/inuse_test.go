package guard

import (
	"strings"
	"testing"
)

func TestAnObjectInUseNeedsAConfirmationThatNamesIt(t *testing.T) {
	policy := value(fields{"id": "readers", "name": "readers"})
	refused := New().Refuse("nomad_acl_policy", policy, []string{`token "ci"`})
	if refused == nil || refused.Summary != "[acl policy readers] is in use (in-use)" {
		t.Fatalf("got %v", refused)
	}
	for _, line := range []string{"is used by\n  token \"ci\"\n", "\n    CDKNOMAD_CONFIRM=policy/readers\n", "take it from these first"} {
		if !strings.Contains(refused.Detail, line) {
			t.Errorf("%q is not in %q", line, refused.Detail)
		}
	}
	confirmed := begin(t, nil, map[string]string{confirmVariable: "policy/readers"})
	if got := confirmed.Refuse("nomad_acl_policy", policy, []string{"a token"}); got != nil {
		t.Errorf("confirmed: got %v", got)
	}
	token := New().Refuse("nomad_acl_token", value(fields{"id": "t1"}), []string{"the provider"})
	if strings.Contains(token.Detail, confirmVariable) {
		t.Errorf("a token has no name by which it can be confirmed: %s", token.Detail)
	}
}
