package main

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func structsOf(t *testing.T, text string) Structs {
	t.Helper()
	fields := Structs{}
	if err := addStructs("structs.go", []byte("package structs\n"+text), fields); err != nil {
		t.Fatal(err)
	}
	return fields
}

// blocksOf returns blocks with fields, each given as Struct.Field.
func blocksOf(keys ...string) []*Block {
	byName := map[string]*Block{}
	var blocks []*Block
	for _, key := range keys {
		name, field, _ := strings.Cut(key, ".")
		if byName[name] == nil {
			byName[name] = &Block{Name: name, Go: name}
			blocks = append(blocks, byName[name])
		}
		byName[name].Fields = append(byName[name].Fields, Field{Go: field})
	}
	return blocks
}

func TestTheReleasesThatIntroducedAndRemovedAFieldAreFound(t *testing.T) {
	since := Since{
		Servers: []string{"1.8.0", "1.8.1", "1.9.0"},
		Stated:  map[string]Statement{"Task.Future": {Since: "1.10.0", Source: "a page"}},
		Fields:  map[string]string{"Task.Kept": "1.9.5", "Task.Driver": "0.1.0"},
	}
	servers := []Structs{
		structsOf(t, "type Task struct { Name, Driver, IOPS string }\ntype NUMA struct { Affinity string }"),
		structsOf(t, "type Task struct { Name, Driver, IOPS string; Secrets []*Secret }\ntype NUMA struct { Affinity string }"),
		structsOf(t, "type Task struct { Name, Driver string; Secrets []*Secret }\ntype NUMA struct { Affinity string; Devices []string }\ntype JobUILink struct { Url string }"),
	}
	blocks := blocksOf("Task.Name", "Task.Driver", "Task.Secrets", "Task.IOPS", "Task.Future", "Task.Kept", "NUMAResource.Affinity", "NUMAResource.Devices", "JobUILink.URL")
	if err := since.compare(blocks, servers); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"Task.Name": "1.8.0", "Task.Driver": "1.8.0", "Task.Secrets": "1.8.1", "Task.IOPS": "1.8.0", "Task.Future": "1.10.0",
		"Task.Kept": "1.9.5", "NUMAResource.Affinity": "1.8.0", "NUMAResource.Devices": "1.9.0", "JobUILink.URL": "1.9.0",
	}
	if !maps.Equal(since.Fields, want) {
		t.Errorf("got %v; want %v", since.Fields, want)
	}
	if want := map[string]string{"Task.IOPS": "1.9.0"}; !maps.Equal(since.Removed, want) {
		t.Errorf("got removed %v; want %v", since.Removed, want)
	}
	if err := since.compare(blocksOf("Job.Nowhere"), servers); err == nil || !strings.Contains(err.Error(), "Job.Nowhere") {
		t.Errorf("a field that no release has is not an error that names it: %v", err)
	}
}

func TestAMovedPinEntersAndListsWhatIsNew(t *testing.T) {
	since := Since{
		Servers: []string{"1.8.0", "1.9.0"},
		API:     "v0.0.0-1",
		Stated:  map[string]Statement{"Task.Known": {Since: "2.0.2"}},
		Fields:  map[string]string{"Task.Name": "1.8.0", "Task.IOPS": "1.8.0", "Task.Early": "2.0.0", "Task.Gone": "1.8.0"},
		Removed: map[string]string{},
	}
	server := structsOf(t, "type Task struct { Name string }")
	news := since.move(blocksOf("Task.Name", "Task.IOPS", "Task.Early", "Task.New", "Task.Known"), Versions{Nomad: "v1.10.0", API: "v0.0.0-2"}, "2.1.0", server)
	// Task.Early is of an API that is newer than each compared server: the pinned server does not show that it was removed.
	if want := map[string]string{"Task.Name": "1.8.0", "Task.IOPS": "1.8.0", "Task.Early": "2.0.0", "Task.New": "2.1.0", "Task.Known": "2.0.2"}; !maps.Equal(since.Fields, want) {
		t.Errorf("got %v", since.Fields)
	}
	if !maps.Equal(since.Removed, map[string]string{"Task.IOPS": "1.10.0"}) || since.API != "v0.0.0-2" || since.Servers[2] != "1.10.0" {
		t.Errorf("got %+v", since)
	}
	if !slices.Equal(news.Added, []string{"Task.New", "Task.Known"}) || !slices.Equal(news.Removed, []string{"Task.IOPS"}) || !slices.Equal(news.Gone, []string{"Task.Gone"}) {
		t.Errorf("got %+v", news)
	}
	var text strings.Builder
	printNews(&text, news, since, []Draft{{Block: "Task", File: "texts/task.yaml", Field: "New"}})
	want := "new      Task.New (since Nomad 2.1.0)\nnew      Task.Known (since Nomad 2.0.2)\nremoved  Task.IOPS (in Nomad 1.10.0)\n" +
		"gone     Task.Gone: the types had it, and the API does not\nreview   texts/task.yaml: the text of Task.New\n"
	if text.String() != want {
		t.Errorf("got\n%s", text.String())
	}
}

func TestABlockHasTheReleaseOfItsOldestField(t *testing.T) {
	since := Since{Servers: []string{"1.8.0"}, Fields: map[string]string{"Secret.Name": "1.11.0", "Secret.Env": "1.9.2", "Task.Name": "1.8.0", "Task.New": "1.9.0"}}
	blocks := blocksOf("Secret.Name", "Secret.Env", "Task.Name", "Task.New")
	if err := addSince(blocks, since); err != nil {
		t.Fatal(err)
	}
	if blocks[0].Since != "1.9.2" || blocks[1].Since != "" || blocks[1].Fields[0].Since != "" || blocks[1].Fields[1].Since != "1.9.0" {
		t.Errorf("got %+v, %+v", blocks[0], blocks[1])
	}
	if got := strings.Join(releases("1.10.0", "2.0.2"), "; "); got != "@since Nomad 1.10; @deprecated Nomad 2.0.2 removed it" {
		t.Errorf("got %s", got)
	}
}

func TestTheTableIsForThePinnedNomadAndForFieldsThatExist(t *testing.T) {
	versions, err := readVersions()
	if err != nil {
		t.Fatal(err)
	}
	since, err := readSince(versions)
	if err != nil {
		t.Fatal(err)
	}
	for field, want := range map[string]string{"Task.Secrets": "1.11.0", "Task.Name": since.Servers[0], "JobUILink.URL": "1.8.0", "TaskGroup.MaxRunDuration": "2.0.2"} {
		if got := since.Fields[field]; got != want {
			t.Errorf("%s came with Nomad %s, the table says %q", field, want, got)
		}
	}
	for key, stated := range since.Stated {
		if !strings.HasPrefix(stated.Source, "https://") || since.Fields[key] != stated.Since {
			t.Errorf("%s: a statement needs a page, and the table its release: %+v, %q", key, stated, since.Fields[key])
		}
	}
	for _, other := range []Versions{{Nomad: "v1.99.0", API: versions.API}, {Nomad: versions.Nomad, API: "v0.0.0-0"}} {
		if _, err := readSince(other); err == nil || !strings.Contains(err.Error(), "npm run pin:nomad") {
			t.Errorf("a table for %v is no error: %v", other, err)
		}
	}
	known := map[string]string{"Task.Secrets": "1.9.0"}
	for text, blocks := range map[string][]*Block{"Task.Gone": blocksOf("Task.Secrets"), "Task.New": blocksOf("Task.Secrets", "Task.New")} {
		fields := maps.Clone(known)
		if text == "Task.Gone" {
			fields[text] = "1.9.0"
		}
		if err := addSince(blocks, Since{Servers: []string{"1.8.0"}, Fields: fields}); err == nil || !strings.Contains(err.Error(), text) {
			t.Errorf("%s is in the table or in the types only, and that is no error: %v", text, err)
		}
	}
}

func TestTheProviderGetsTheFieldsThatNotEveryReleaseHas(t *testing.T) {
	since := Since{
		Servers: []string{"1.8.0", "1.9.0"},
		Fields:  map[string]string{"Task.Name": "1.8.0", "Task.New": "1.9.0", "Task.Gone": "1.8.0", "Task.Short": "1.8.1"},
		Removed: map[string]string{"Task.Gone": "1.9.0", "Task.Short": "1.9.0"},
	}
	got, err := since.releases()
	want := `{
  "Task.Gone": {
    "removed": "1.9.0"
  },
  "Task.New": {
    "since": "1.9.0"
  },
  "Task.Short": {
    "since": "1.8.1",
    "removed": "1.9.0"
  }
}
`
	if err != nil || got != want {
		t.Errorf("got %s, %v", got, err)
	}
}
