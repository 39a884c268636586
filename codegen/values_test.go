package main

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func literalsOf(t *testing.T, text string) Literals {
	t.Helper()
	literals := Literals{}
	if err := addLiterals("structs.go", []byte("package structs\n"+text), literals); err != nil {
		t.Fatal(err)
	}
	return literals
}

// modes returns a block with a field that allows some values, and one that allows others too.
func modes(values ...string) []*Block {
	return []*Block{{Name: "Volume", Go: "Volume", Fields: []Field{
		{Go: "Mode", Values: values},
		{Go: "Scaling", Values: []string{"cpu"}, Wire: map[string]string{"cpu": "vertical_cpu"}},
		{Go: "Method", Values: []string{"GET"}, Open: true},
	}}}
}

func TestTheReleasesThatIntroducedAValueAreFound(t *testing.T) {
	since := Since{Servers: []string{"1.8.0", "1.9.0", "1.10.0"}, Stated: map[string]Statement{"Volume.Mode=stated": {Since: "1.9.2", Source: "a page"}}}
	since.compareValues(modes("old", "new", "stated", "elsewhere"), []Literals{
		literalsOf(t, `const a, b = "old", "vertical_cpu"`),
		literalsOf(t, `const a, b = "old", "vertical_cpu"; var new = "-new"`),
		literalsOf(t, `const a, b = "old", "vertical_cpu"; var c = []string{"new"}; const stated = "stated"`),
	})
	want := map[string]string{"Volume.Mode=old": "1.8.0", "Volume.Mode=new": "1.10.0", "Volume.Mode=stated": "1.9.2", "Volume.Mode=elsewhere": "1.8.0", "Volume.Scaling=vertical_cpu": "1.8.0"}
	if !maps.Equal(since.Values, want) {
		t.Errorf("got %v; want %v", since.Values, want)
	}
	blocks := modes("old", "new", "stated", "elsewhere")
	if err := addValueReleases(blocks, since); err != nil {
		t.Fatal(err)
	}
	if got := blocks[0].Fields[0].ValuesSince; !maps.Equal(got, map[string]string{"new": "1.10.0", "stated": "1.9.2"}) || blocks[0].Fields[1].ValuesSince != nil {
		t.Errorf("got %v", got)
	}
	later := modes("old", "new")
	later[0].Fields[0].Since = "1.10.0"
	if err := addValueReleases(later, since); err != nil || later[0].Fields[0].ValuesSince != nil {
		t.Errorf("a value that came with its field has a release of its own: %v %v", later[0].Fields[0].ValuesSince, err)
	}
	if err := addValueReleases(modes("old", "other"), since); err == nil || !strings.Contains(err.Error(), "Volume.Mode=other") {
		t.Errorf("a value without a release is not an error that names it: %v", err)
	}
}

func TestAMovedPinEntersNewValuesAndDropsOthers(t *testing.T) {
	since := Since{Values: map[string]string{"Volume.Mode=old": "1.8.0", "Volume.Mode=gone": "1.8.0", "Volume.Scaling=vertical_cpu": "1.8.0"}}
	added, gone := since.moveValues(modes("old", "new"), "2.1.0")
	if !slices.Equal(added, []string{"Volume.Mode=new"}) || !slices.Equal(gone, []string{"Volume.Mode=gone"}) {
		t.Errorf("got %v and %v", added, gone)
	}
	want := map[string]string{"Volume.Mode=old": "1.8.0", "Volume.Mode=new": "2.1.0", "Volume.Scaling=vertical_cpu": "1.8.0"}
	if !maps.Equal(since.Values, want) {
		t.Errorf("got %v", since.Values)
	}
}

func TestADocstringHasTheReleasesOfValues(t *testing.T) {
	got := valueReleases(map[string]string{"b": "1.10.0", "a": "1.10.0", "c": "1.9.2"})
	want := []string{"@since Nomad 1.9.2 for `c`", "@since Nomad 1.10 for `a`, `b`"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
