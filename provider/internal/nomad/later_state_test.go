package nomad

import (
	"context"
	_ "embed"
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// laterState is a state of nomad_job with version 1, in the form of a version of the official provider that is not released yet.
//
// See https://github.com/hashicorp/terraform-provider-nomad/pull/637
//
//go:embed testdata/job-state-version-1.json
var laterState []byte

// Terraform passes a state only to a provider whose schema has the same or a later version, so the version of ours decides which official
// providers accept our states: with 0, all that are released. A state with version 1 is removed, or its number is lowered by hand; then its
// attributes must be readable.
func TestAStateOfALaterOfficialProviderIsReadable(t *testing.T) {
	server := NewServer()
	schemas, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	schema := schemas.ResourceSchemas["nomad_job"]
	if schema.Version != 0 {
		t.Fatalf("the schema has version %d: the released official providers do not accept such a state", schema.Version)
	}
	upgraded, err := server.UpgradeResourceState(context.Background(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: "nomad_job", Version: 0, RawState: &tfprotov6.RawState{JSON: laterState}})
	if err != nil || len(upgraded.Diagnostics) > 0 {
		t.Fatalf("got %v, %+v", err, upgraded)
	}
	value, err := upgraded.UpgradedState.Unmarshal(schema.ValueType())
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal(laterState, &want); err != nil {
		t.Fatal(err)
	}
	attributes := map[string]tftypes.Value{}
	if err := value.As(&attributes); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"id", "jobspec", "namespace", "modify_index", "status"} {
		var got string
		if err := attributes[name].As(&got); err != nil || got != want[name] {
			t.Errorf("%s is %q (%v), want %q", name, got, err, want[name])
		}
	}
	for _, name := range []string{"json", "detach", "deregister_on_destroy"} {
		var got bool
		if err := attributes[name].As(&got); err != nil || got != want[name] {
			t.Errorf("%s is %t (%v), want %v", name, got, err, want[name])
		}
	}
}
