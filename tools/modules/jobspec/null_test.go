package main

import "testing"

func TestANullInAListIsNamedInsteadOfEndingTheParser(t *testing.T) {
	body := `{"Job":{"ID":"web","TaskGroups":[{"Name":"g","Tasks":[null],"Services":[{"Checks":[null]}]},null]}}`
	for _, running := range []bool{true, false} {
		got := answer(Request{Path: "web.json", Body: &body, Canonical: true, Running: running})
		var words []string
		for _, problem := range got.Problems {
			words = append(words, problem.Message)
		}
		want := []string{
			"TaskGroups[0].Services[0].Checks[0]: got null; leave the element out",
			"TaskGroups[0].Tasks[0]: got null; leave the element out",
			"TaskGroups[1]: got null; leave the element out",
		}
		if len(words) != len(want) || words[0] != want[0] || words[1] != want[1] || words[2] != want[2] {
			t.Errorf("got %q, want %q", words, want)
		}
	}
}
