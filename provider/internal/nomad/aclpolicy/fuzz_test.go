package aclpolicy

import (
	"reflect"
	"testing"
)

// FuzzRules checks that any rules text gets an answer, and the same one each time.
func FuzzRules(f *testing.F) {
	for _, seed := range []string{
		`namespace "default" { policy = "read" }`,
		`namespace "*" { capabilities = ["list-jobs", "read-job"] variables { path "nomad/jobs/*" { capabilities = ["read"] } } }`,
		`{"namespace":{"default":{"policy":"write"}}}`, `{"node":[{"policy":"read"}]}`,
		"agent { policy = \"deny\" }\n# comment\nhost_volume \"a\" { policy = \"write\" }\nplugin { policy = \"list\" }",
		`namespace { policy = "read" }`, `namespace "a" "b" { policy = "read" }`, `namespace = 1`, `namespace = []`, `namespace = [[]]`,
		`policy = "read"`, `namespace "a" { policy = ["read"] capabilities = "x" variables = 3 }`, "a = <<EOF\nx\nEOF\n", `a = "${`, "{", `""{}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, rules string) {
		problems := checkRules(rules)
		if again := checkRules(rules); !reflect.DeepEqual(problems, again) {
			t.Errorf("got %q, then %q", problems, again)
		}
		for _, problem := range problems {
			if problem == "" {
				t.Error("got a problem without words")
			}
		}
		if len(problems) == 0 && !sameRules(rules+"\n", rules) {
			t.Error("an empty line more makes other rules of it")
		}
	})
}
