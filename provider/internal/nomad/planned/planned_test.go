package planned

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"cdknomad/provider/internal/nomad/cluster"
)

func TestWhatOtherStatesCreateIsKnown(t *testing.T) {
	file := filepath.Join(t.TempDir(), "planned.json")
	content := `{"nomad_namespace": ["dns"], "nomad_acl_role": ["people"], "consul_acl_role": ["other"]}`
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	c := cluster.New(nil, nil)
	if err := Announce(c, file); err != nil {
		t.Fatal(err)
	}
	if !c.NamespacePlanned("dns") || c.NamespacePlanned("lab") {
		t.Error("want the namespace dns and no other to be planned")
	}
	if !Await(context.Background(), c, Role, "people") {
		t.Error("want the role people to be planned")
	}
}

func TestFailsWhenTheFileIsNotThereOrHoldsSomethingElse(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing.json")
	err := Announce(cluster.New(nil, nil), missing)
	if want := "CDKNOMAD_PLANNED: open " + missing + ": no such file or directory"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	file := filepath.Join(t.TempDir(), "planned.json")
	if err := os.WriteFile(file, []byte("[]"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := "CDKNOMAD_PLANNED: " + file + " is not a JSON object of names by resource type: json: cannot unmarshal array into Go value of type map[string][]string"
	if err := Announce(cluster.New(nil, nil), file); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
