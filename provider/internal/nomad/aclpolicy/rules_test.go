package aclpolicy

import (
	"strings"
	"testing"
)

func TestCheckRulesReportsWhatNomadWouldRefuseOrIgnore(t *testing.T) {
	for rules, want := range map[string]string{
		`namespace "a" { policy = "read" }`: "",
		`namespace "*" {
  capabilities = ["submit-job", "read-logs"]
  variables { path "nomad/jobs/*" { capabilities = ["read", "list"] } }
}
node_pool "x" { policy = "write" }
agent { policy = "read" }
operator { capabilities = ["snapshot-save"] }
plugin { policy = "list" }`: "",
		`{"namespace":{"a":{"policy":"read"}}}`:                                "",
		`namespace "a" { policy = "raed" }`:                                    `namespace "a": policy: got raed, want one of deny, read, write, scale`,
		`namespace "a" { capabilities = ["submit-jobs"] }`:                     `namespace "a": capabilities: nomad knows no capability "submit-jobs"; did you mean submit-job?`,
		`namspace "a" { policy = "read" }`:                                     `nomad knows no rule "namspace"; did you mean namespace?`,
		`namespace "a" { polcy = "read" }`:                                     `namespace "a": nomad knows no key "polcy"; did you mean policy?`,
		`namespace "a" { variables { path "x" { capabilities = ["raed"] } } }`: `namespace "a" variables path "x": capabilities: nomad knows no capability "raed"; did you mean read?`,
		`agent { policy = "list" }`:                                            `agent: policy: got list, want one of deny, read, write`,
		``:                                                                     `there is no rule; a policy has at least one block such as namespace "default" { policy = "read" }`,
	} {
		if got := strings.Join(checkRules(rules), "\n"); got != want {
			t.Errorf("%s\ngot:  %s\nwant: %s", rules, got, want)
		}
	}
	if got := checkRules(`namespace "a" {`); len(got) != 1 || !strings.HasPrefix(got[0], "not hcl: ") {
		t.Errorf("broken hcl: got %q", got)
	}
}

func TestSameRulesIgnoresLayoutAndComments(t *testing.T) {
	a := "namespace \"a\" {\n  policy = \"read\" # why\n}\n"
	if !sameRules(a, `namespace "a" { policy = "read" }`) {
		t.Error("layout should make no difference")
	}
	if sameRules(a, `namespace "a" { policy = "write" }`) {
		t.Error("another policy should make a difference")
	}
}
