package foreignstate

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// described counts how often its schemas are made.
type described struct {
	tfprotov6.ProviderServer
	builds, plans int
}

func (d *described) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	d.builds++
	schema := func() *tfprotov6.Schema {
		return &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{Attributes: []*tfprotov6.SchemaAttribute{{Name: "name", Optional: true}}}}
	}
	return &tfprotov6.GetProviderSchemaResponse{ResourceSchemas: map[string]*tfprotov6.Schema{"nomad_job": schema(), "nomad_namespace": schema()}}, nil
}

func (d *described) PlanResourceChange(context.Context, *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	d.plans++
	return &tfprotov6.PlanResourceChangeResponse{}, nil
}

func TestAPlanOfJobsMakesNoSchemas(t *testing.T) {
	behind := &described{}
	server := Before(behind, "nomad_job")
	for range 10 {
		if _, err := server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{TypeName: "nomad_job"}); err != nil {
			t.Fatal(err)
		}
	}
	if behind.builds != 0 || behind.plans != 10 {
		t.Errorf("got %d times all schemas for %d plans", behind.builds, behind.plans)
	}
}

func TestTheSchemasAreBuiltOnceForTerraformAndForPlans(t *testing.T) {
	behind := &described{}
	server := Before(behind, "nomad_job")
	answer, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || !answer.ResourceSchemas["nomad_namespace"].Block.Attributes[0].Computed || answer.ResourceSchemas["nomad_job"].Block.Attributes[0].Computed {
		t.Fatalf("got %v, %v", answer.ResourceSchemas, err)
	}
	null := &tfprotov6.DynamicValue{MsgPack: []byte{0xc0}}
	request := &tfprotov6.PlanResourceChangeRequest{TypeName: "nomad_namespace", PriorState: null, Config: null, ProposedNewState: null}
	if _, err := server.PlanResourceChange(t.Context(), request); err != nil {
		t.Fatal(err)
	}
	if behind.builds != 1 || behind.plans != 1 {
		t.Errorf("got %d times all schemas for %d plans", behind.builds, behind.plans)
	}
}
