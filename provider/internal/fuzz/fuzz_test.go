package fuzz

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"cdknomad/provider/internal/consul"
	"cdknomad/provider/internal/nomad"
)

func sortedNames(kind tftypes.Object) []string { return slices.Sorted(maps.Keys(kind.AttributeTypes)) }

// FuzzConfiguration gives every resource type of both providers whatever Terraform lets pass: it is checked, and planned
// without a cluster, and whatever is wrong with it comes back as a diagnostic with words.
func FuzzConfiguration(f *testing.F) {
	servers := []tfprotov6.ProviderServer{nomad.NewServer(), consul.NewServer()}
	type target struct {
		server tfprotov6.ProviderServer
		name   string
		schema *tfprotov6.Schema
	}
	var targets []target
	for _, server := range servers {
		answer, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range slices.Sorted(maps.Keys(answer.ResourceSchemas)) {
			targets = append(targets, target{server, name, answer.ResourceSchemas[name]})
		}
	}
	for i := range targets {
		f.Add(byte(i), []byte("\x02\x00\x02\x10\x12\x05hello\x22\x32\x02\x11\x02\x13\x02\x04\x02\x06\x02\x08"))
		f.Add(byte(i), []byte(strings.Repeat("\x02\x10", 30)))
		f.Add(byte(i), []byte(strings.Repeat("\x12\x03a-b", 20)))
	}
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		ctx := context.Background()
		chosen := targets[int(which)%len(targets)]
		kind := chosen.schema.ValueType()
		config := dynamic(t, kind, (&bytes{data}).configuration(chosen.schema))
		checked, err := chosen.server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: chosen.name, Config: config})
		if err != nil {
			t.Fatalf("%s: %v", chosen.name, err)
		}
		if wordless(checked.Diagnostics) {
			t.Errorf("%s: a diagnostic without words: %v", chosen.name, checked.Diagnostics)
		}
		if refused(checked.Diagnostics) {
			return // Terraform plans only what was found to be right
		}
		nothing := dynamic(t, kind, tftypes.NewValue(kind, nil))
		planned, err := chosen.server.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
			TypeName: chosen.name, Config: config, ProposedNewState: config, PriorState: nothing,
		})
		if err != nil {
			t.Fatalf("%s: %v", chosen.name, err)
		}
		if wordless(planned.Diagnostics) {
			t.Errorf("%s: a diagnostic without words: %v", chosen.name, planned.Diagnostics)
		}
	})
}

func dynamic(t *testing.T, kind tftypes.Type, value tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	packed, err := tfprotov6.NewDynamicValue(kind, value)
	if err != nil {
		t.Fatal(err)
	}
	return &packed
}

func refused(diagnostics []*tfprotov6.Diagnostic) bool {
	return slices.ContainsFunc(diagnostics, func(d *tfprotov6.Diagnostic) bool { return d.Severity == tfprotov6.DiagnosticSeverityError })
}

func wordless(diagnostics []*tfprotov6.Diagnostic) bool {
	return slices.ContainsFunc(diagnostics, func(d *tfprotov6.Diagnostic) bool {
		return d.Summary == "" || d.Detail == "" && !strings.Contains(d.Summary, " ")
	})
}
