package main

import (
	"os"
	"path/filepath"
	"testing"
)

const draftedTexts = `Task:
  page: task
  about: A task.
  fields:
    Name: Name of the task.
Other:
  page: other
  about: Another.
  fields:
    Name: Name.
`

func TestATextThatLacksIsDraftedFromTheCommentsOfTheAPI(t *testing.T) {
	folder := t.TempDir()
	api := "package api\n// Limits is the set of limits\n// of a task.\ntype Limits struct {\n\t// CPU caps the processor: the\n\t// task waits.\n\tCPU *int\n\tBare string // one more\n\tNone string\n}\n"
	if err := os.WriteFile(filepath.Join(folder, "a.go"), []byte(api), 0o644); err != nil {
		t.Fatal(err)
	}
	texts := filepath.Join(folder, "task.yaml")
	if err := os.WriteFile(texts, []byte(draftedTexts), 0o644); err != nil {
		t.Fatal(err)
	}
	comments, err := commentsIn(folder)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filesOfTexts(folder)
	if err != nil {
		t.Fatal(err)
	}
	d := &drafter{comments: comments, files: files}
	d.field("Task", "Task", "Limits", true)
	d.block("Limits", "Limits", "Task", "task")
	d.field("Limits", "Limits", "CPU", true)
	d.field("Limits", "Limits", "Bare", true)
	d.noDefault()
	if words := d.field("Limits", "Limits", "None", false); words.Omit != notInHCL {
		t.Errorf("a field that HCL does not have is not omitted: %+v", words)
	}
	if err := d.write(); err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(texts)
	if err != nil {
		t.Fatal(err)
	}
	want := `Task:
  page: task
  about: A task.
  fields:
    Name: Name of the task.
    Limits: "Limits."
Other:
  page: other
  about: Another.
  fields:
    Name: Name.
Limits:
  page: task
  about: "The set of limits of a task."
  fields:
    CPU: "Caps the processor: the task waits."
    Bare: "One more. || nothing"
    None: {omit: "HCL does not have it"}
`
	if string(written) != want {
		t.Errorf("got\n%s", written)
	}
}
