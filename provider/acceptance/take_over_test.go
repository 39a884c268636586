package acceptance

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A second program describes each object of the table, as after a move from another tool or a killed apply.
func TestAnObjectThatIsAsPlannedIsTakenOverAndNotWritten(t *testing.T) {
	s := newTableOfObjects(t)
	table := readObjectFields(t)
	providers := newEngine(t)
	number := 900
	for _, kind := range slices.Sorted(maps.Keys(table.Types)) {
		of := table.Types[kind]
		if of.Plugin || of.Single || of.Link != "" || strings.Contains(kind, "host_volume") {
			continue // nothing to take over: no name of its own, or Nomad refuses a second volume of the name
		}
		for _, name := range slices.Sorted(maps.Keys(of.Starts)) {
			number++
			start := of.Starts[name]
			one := s.subject(number, fieldOfAnObject{kind: kind, path: "(" + name + ")", first: start, second: start}, table)
			carryOut := func(by *engine, in *instance) error {
				if err := by.plan(in, one.first); err != nil {
					return err
				}
				return by.apply(in)
			}
			if err := carryOut(providers, &one.resource); err != nil {
				t.Logf("%s is not created: %v", one.key, err) // the table of attributes covers it
				continue
			}
			t.Cleanup(func() {
				if err := newEngine(t).destroy(&one.resource); err != nil { // another run of Terraform
					t.Errorf("%s: %v", one.key, err)
				}
			})
			before, err := one.get(one.resource.values())
			if err != nil {
				t.Fatal(err)
			}
			again := &instance{kind: kind}
			if err := carryOut(newEngine(t), again); err != nil {
				if !strings.Contains(err.Error(), "already-exists") { // an auth method, of which Nomad hides the secrets
					t.Errorf("%s: %v", one.key, err)
				}
				continue
			}
			if again.values()["id"] != one.resource.values()["id"] { // a second object, because nothing but its id identifies it
				_ = newEngine(t).destroy(again)
				continue
			}
			after, err := one.get(again.values())
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(before, after) {
				t.Errorf("%s: the object was written: %v", one.key, differences(before, after))
			}
			t.Logf("%s is taken over", one.key)
		}
	}
}
