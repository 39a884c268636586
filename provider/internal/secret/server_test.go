package secret

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// talkative is a provider that says one thing to every request.
type talkative struct{ tfprotov6.ProviderServer }

func problems() []*tfprotov6.Diagnostic {
	return []*tfprotov6.Diagnostic{{Summary: "token=hunter2", Detail: "at https://ann:hunter2@example.com"}}
}

func (talkative) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{Diagnostics: problems()}, nil
}
func (talkative) ValidateProviderConfig(context.Context, *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{Diagnostics: problems()}, nil
}
func (talkative) ValidateResourceConfig(context.Context, *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return &tfprotov6.ValidateResourceConfigResponse{Diagnostics: problems()}, nil
}
func (talkative) ReadResource(context.Context, *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return &tfprotov6.ReadResourceResponse{Diagnostics: problems()}, nil
}
func (talkative) PlanResourceChange(context.Context, *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return &tfprotov6.PlanResourceChangeResponse{Diagnostics: problems()}, nil
}
func (talkative) ApplyResourceChange(context.Context, *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return &tfprotov6.ApplyResourceChangeResponse{Diagnostics: problems()}, nil
}
func (talkative) ImportResourceState(context.Context, *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return &tfprotov6.ImportResourceStateResponse{Diagnostics: problems()}, nil
}

func (talkative) ReadDataSource(context.Context, *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return &tfprotov6.ReadDataSourceResponse{Diagnostics: problems()}, nil
}
func (talkative) OpenEphemeralResource(context.Context, *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	return &tfprotov6.OpenEphemeralResourceResponse{Diagnostics: problems()}, nil
}

func TestNoAnswerOfAProviderContainsASecret(t *testing.T) {
	ctx, quiet := context.Background(), Before(talkative{})
	configured, _ := quiet.ConfigureProvider(ctx, nil)
	valid, _ := quiet.ValidateProviderConfig(ctx, nil)
	checked, _ := quiet.ValidateResourceConfig(ctx, nil)
	read, _ := quiet.ReadResource(ctx, nil)
	planned, _ := quiet.PlanResourceChange(ctx, nil)
	applied, _ := quiet.ApplyResourceChange(ctx, nil)
	imported, _ := quiet.ImportResourceState(ctx, nil)
	source, _ := quiet.ReadDataSource(ctx, nil)
	opened, _ := quiet.OpenEphemeralResource(ctx, nil)
	for request, got := range map[string][]*tfprotov6.Diagnostic{
		"configure": configured.Diagnostics, "validate": valid.Diagnostics, "check": checked.Diagnostics, "read": read.Diagnostics,
		"plan": planned.Diagnostics, "apply": applied.Diagnostics, "import": imported.Diagnostics,
		"data source": source.Diagnostics, "ephemeral resource": opened.Diagnostics,
	} {
		if want := "token=(masked) at https://ann:(masked)@example.com"; len(got) != 1 || got[0].Summary+" "+got[0].Detail != want {
			t.Errorf("%s: got %v, want %q", request, got, want)
		}
	}
}
