package main

import (
	"maps"
	"strings"
	"testing"
)

func structsOf(t *testing.T, text string) map[string]map[string]bool {
	t.Helper()
	fields := map[string]map[string]bool{}
	if err := addStructs("structs.go", []byte("package structs\n"+text), fields); err != nil {
		t.Fatal(err)
	}
	return fields
}

func TestTheReleaseThatIntroducedAFieldIsFound(t *testing.T) {
	releases := []string{"1.8.0", "1.8.1", "1.9.0"}
	structs := []map[string]map[string]bool{
		structsOf(t, "type Task struct { Name, Driver string }\ntype NUMA struct { Affinity string }"),
		structsOf(t, "type Task struct { Name, Driver string; Secrets []*Secret }\ntype NUMA struct { Affinity string }"),
		structsOf(t, "type Task struct { Name, Driver string; Secrets []*Secret }\ntype NUMA struct { Affinity string; Devices []string }"),
	}
	blocks := []*Block{
		{Name: "Task", Go: "Task", Fields: []Field{{Go: "Name"}, {Go: "Driver"}, {Go: "Secrets"}}},
		{Name: "NUMAResource", Go: "NUMAResource", Fields: []Field{{Go: "Affinity"}, {Go: "Devices"}}},
	}
	found, err := introduced(blocks, releases, structs)
	want := map[string]string{"Task.Secrets": "1.8.1", "NUMAResource.Devices": "1.9.0"}
	if err != nil || !maps.Equal(found, want) {
		t.Errorf("got %v, %v; want %v", found, err, want)
	}
	blocks = append(blocks, &Block{Name: "Job", Go: "Job", Fields: []Field{{Go: "Nowhere"}}})
	if _, err := introduced(blocks, releases, structs); err == nil || !strings.Contains(err.Error(), "Job.Nowhere") {
		t.Errorf("a field that no release has is not an error that names it: %v", err)
	}
}

func TestTheTableIsForThePinnedNomadAndForFieldsThatExist(t *testing.T) {
	versions, err := readVersions()
	if err != nil {
		t.Fatal(err)
	}
	since, err := readSince(versions.Nomad)
	if err != nil {
		t.Fatal(err)
	}
	if got := since.Fields["Task.Secrets"]; got != "1.11.0" {
		t.Errorf("secrets of a task came with Nomad 1.11.0, the table says %q", got)
	}
	if _, err := readSince("v1.99.0"); err == nil || !strings.Contains(err.Error(), "go run . -since") {
		t.Errorf("a table for another Nomad is no error: %v", err)
	}
	err = addSince([]*Block{{Go: "Task", Fields: []Field{{Go: "Secrets"}}}}, Since{Fields: map[string]string{"Task.Gone": "1.9.0"}})
	if err == nil || !strings.Contains(err.Error(), "Task.Gone") {
		t.Errorf("a field that does not exist is no error: %v", err)
	}
}
