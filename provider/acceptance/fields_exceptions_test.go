package acceptance

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// exception is a reason why some fields do not pass.
type exception struct {
	Half   string // program, server, or both
	Fields []string
	Fails  string // part of the message of the failure, if the test can fail
	Reason string
}

// exceptionOf returns the exception of a field in a half, nil if it has none. An exception names a field, a place, or a whole
// start in parentheses.
func exceptionOf(exceptions []exception, in half, names ...string) *exception {
	for i, one := range exceptions {
		if one.Half != "both" && one.Half != string(in) {
			continue
		}
		for _, name := range names {
			_, start, _ := strings.Cut(name, " ") // such as (vault)
			if slices.Contains(one.Fields, name) || start != "" && slices.Contains(one.Fields, start) {
				return &exceptions[i]
			}
		}
	}
	return nil
}

// verdict fails the test for each row that fails without an exception, and for each exception of a row that passes.
func verdict(t *testing.T, subjects []*subject, exceptions []exception) {
	t.Helper()
	passed, excepted := map[half]int{}, map[string]int{}
	for _, each := range subjects {
		for _, in := range []half{inProgram, onServer} {
			problem, excuse := each.problems[in], exceptionOf(exceptions, in, each.names...)
			switch {
			case problem == "" && excuse == nil:
				passed[in]++
			case problem == "":
				t.Errorf("%s, %s: passes, so its exception is not needed", each.key, in)
			case excuse == nil:
				t.Errorf("%s, %s: %s", each.key, in, problem)
			case !strings.Contains(problem, excuse.Fails):
				t.Errorf("%s, %s: fails with %s, and not for the reason of its exception: %s", each.key, in, problem, excuse.Reason)
			default:
				excepted[string(in)+": "+excuse.Reason]++
			}
		}
	}
	t.Logf("%d places: %d changes in the program and %d changes on the server pass", len(subjects), passed[inProgram], passed[onServer])
	for _, reason := range slices.Sorted(maps.Keys(excepted)) {
		t.Logf("%d excepted in the %s", excepted[reason], reason)
	}
}
