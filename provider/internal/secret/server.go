package secret

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// server hides secrets in the diagnostics of a provider.
type server struct{ tfprotov6.ProviderServer }

// Before puts the hiding before the server of a provider.
func Before(behind tfprotov6.ProviderServer) tfprotov6.ProviderServer { return &server{behind} }

func hide(problems []*tfprotov6.Diagnostic) {
	for _, problem := range problems {
		problem.Summary, problem.Detail = Mask(problem.Summary, nil), Mask(problem.Detail, nil)
	}
}

func (s *server) ConfigureProvider(ctx context.Context, request *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	response, err := s.ProviderServer.ConfigureProvider(ctx, request)
	if response != nil {
		hide(response.Diagnostics)
	}
	return response, err
}

func (s *server) ValidateProviderConfig(ctx context.Context, request *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	response, err := s.ProviderServer.ValidateProviderConfig(ctx, request)
	if response != nil {
		hide(response.Diagnostics)
	}
	return response, err
}

func (s *server) ValidateResourceConfig(ctx context.Context, request *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	response, err := s.ProviderServer.ValidateResourceConfig(ctx, request)
	if response != nil {
		hide(response.Diagnostics)
	}
	return response, err
}

func (s *server) ReadResource(ctx context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	response, err := s.ProviderServer.ReadResource(ctx, request)
	if response != nil {
		hide(response.Diagnostics)
	}
	return response, err
}

func (s *server) PlanResourceChange(ctx context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	response, err := s.ProviderServer.PlanResourceChange(ctx, request)
	if response != nil {
		hide(response.Diagnostics)
	}
	return response, err
}

func (s *server) ApplyResourceChange(ctx context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	response, err := s.ProviderServer.ApplyResourceChange(ctx, request)
	if response != nil {
		hide(response.Diagnostics)
	}
	return response, err
}

func (s *server) ImportResourceState(ctx context.Context, request *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	response, err := s.ProviderServer.ImportResourceState(ctx, request)
	if response != nil {
		hide(response.Diagnostics)
	}
	return response, err
}

func (s *server) ReadDataSource(ctx context.Context, request *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	response, err := s.ProviderServer.ReadDataSource(ctx, request)
	if response != nil {
		hide(response.Diagnostics)
	}
	return response, err
}

func (s *server) OpenEphemeralResource(ctx context.Context, request *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	response, err := s.ProviderServer.OpenEphemeralResource(ctx, request)
	if response != nil {
		hide(response.Diagnostics)
	}
	return response, err
}
