package main

import (
	"reflect"
	"sort"
	"testing"

	"github.com/hashicorp/nomad/drivers/exec"
)

func TestAnOptionOfADriverWithoutATextFailsTheGenerator(t *testing.T) {
	texts, err := readTexts("texts/drivers")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := (&exec.Driver{}).TaskConfigSchema()
	if err != nil {
		t.Fatal(err)
	}
	delete(texts["ExecConfig"].Fields, "work_dir")
	texts["ExecConfig"].Fields["workdir"] = FieldText{Doc: "A slip."}
	texts["ExecConfig"].Fields["ipc_mode"] = FieldText{Doc: "No default said."}
	r := &driverReader{texts: texts, used: map[string]bool{}, driver: &Driver{Name: "exec"}}
	r.body(schema, "ExecConfig", "Exec", "exec")
	sort.Strings(r.problems)
	want := []string{
		"ExecConfig.ipc_mode: say after \" || \" what is used when it is left out",
		"ExecConfig.work_dir has no text",
		"texts describe ExecConfig.workdir, which does not exist",
	}
	if !reflect.DeepEqual(r.problems, want) {
		t.Errorf("want %q, got %q", want, r.problems)
	}
}
