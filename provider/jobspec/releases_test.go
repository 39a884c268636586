package jobspec

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"
)

func TestFieldsThatNotEveryReleaseKnowsAreFound(t *testing.T) {
	text := `{"Job": {"ID": "web", "TaskGroups": [{"Name": "web", "MaxRunDuration": 1000, "Disconnect": {"Replace": false},
		"Volumes": {"data": {"Sticky": true, "Type": "host"}},
		"Services": [{"Name": "w", "Weights": {"Passing": 2}}],
		"Tasks": [{"Name": "t", "Driver": "docker", "Secrets": [], "Templates": [{"Once": true}], "Config": {"Weights": 1}},
			{"Driver": "docker", "Secrets": [{"Name": "s"}]}]}]}}`
	var got []string
	for _, field := range VersionedFields(decoded(t, text)) {
		got = append(got, fmt.Sprintf("%s %s", field.Path, field.Since))
	}
	slices.Sort(got)
	want := []string{
		`TaskGroups["web"].Disconnect 1.8.0`, `TaskGroups["web"].MaxRunDuration 2.0.2`, `TaskGroups["web"].Services["w"].Weights 1.9.2`,
		`TaskGroups["web"].Tasks["t"].Templates[0].Once 1.10.2`, `TaskGroups["web"].Tasks[1].Secrets 1.11.0`, `TaskGroups["web"].Volumes["data"].Sticky 1.10.0`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAFieldIsUnknownBeforeItsReleaseAndAfterItsRemoval(t *testing.T) {
	for _, test := range []struct {
		field   Releases
		version string
		unknown bool
	}{
		{Releases{Since: "1.10.2"}, "1.10.1", true},
		{Releases{Since: "1.10.2"}, "1.10.2", false},
		{Releases{Since: "1.10.2"}, "1.9.9+ent", true},
		{Releases{Since: "1.10.2"}, "2.0.0-beta.1", false},
		{Releases{Since: "1.8.0"}, "1.8.0-dev", false},
		{Releases{Removed: "1.9.0"}, "1.9.0", true},
		{Releases{Removed: "1.9.0"}, "1.8.9", false},
		{Releases{}, "1.7.0", false},
	} {
		if got := test.field.UnknownTo(test.version); got != test.unknown {
			t.Errorf("%+v in %s: got %v", test.field, test.version, got)
		}
	}
}

// A name of the list that no struct has would never be found.
func TestEachFieldWithAReleaseIsAFieldOfAJob(t *testing.T) {
	left := map[string]bool{}
	for name := range releases {
		left[name] = true
	}
	seen := map[reflect.Type]bool{}
	var visit func(reflect.Type)
	visit = func(of reflect.Type) {
		for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice || of.Kind() == reflect.Map {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct || seen[of] {
			return
		}
		seen[of] = true
		for i := range of.NumField() {
			delete(left, of.Name()+"."+of.Field(i).Name)
			visit(of.Field(i).Type)
		}
	}
	visit(reflect.TypeFor[api.Job]())
	if len(left) > 0 || len(releases) == 0 {
		t.Errorf("got %d fields, and no job has %v", len(releases), left)
	}
}
