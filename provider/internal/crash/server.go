// Package crash answers a panic of a provider with an error. Without it, Go prints the value of the panic, and Terraform prints and logs that;
// such a value can have an attribute of a resource in it, and so a secret.
package crash

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/problem"
)

// server answers panics of the server of a provider. A panic in another goroutine than that of a request still ends the provider.
type server struct{ tfprotov6.ProviderServer }

// Before puts the answers before the server of a provider.
func Before(behind tfprotov6.ProviderServer) tfprotov6.ProviderServer { return &server{behind} }

// answered calls a method of the server, and returns an error if it panics. title names what the request is about, without its attributes.
func answered[Q, A any](ctx context.Context, title string, method func(context.Context, Q) (A, error), request Q) (answer A, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = failure(title, value, debug.Stack())
		}
	}()
	return method(ctx, request)
}

// failure has the trace of a panic, in which Go writes arguments as addresses, but not its value: only errors of the runtime have no values
// of a program in their text.
func failure(title string, value any, trace []byte) error {
	reason := fmt.Sprintf("a panic with a value of type %T", value)
	if of, is := value.(runtime.Error); is {
		reason = of.Error()
	}
	return fmt.Errorf("%s: %s; report it with the lines that follow\n%s", problem.Crashed.Of(title), reason, trace)
}

func named(typeName string) string { return "[" + typeName + "]" }

func (s *server) ValidateProviderConfig(ctx context.Context, request *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return answered(ctx, "the configuration of the provider", s.ProviderServer.ValidateProviderConfig, request)
}

func (s *server) ConfigureProvider(ctx context.Context, request *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return answered(ctx, "the configuration of the provider", s.ProviderServer.ConfigureProvider, request)
}

func (s *server) ValidateResourceConfig(ctx context.Context, request *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return answered(ctx, named(request.TypeName), s.ProviderServer.ValidateResourceConfig, request)
}

func (s *server) UpgradeResourceState(ctx context.Context, request *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return answered(ctx, named(request.TypeName), s.ProviderServer.UpgradeResourceState, request)
}

func (s *server) ReadResource(ctx context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return answered(ctx, named(request.TypeName), s.ProviderServer.ReadResource, request)
}

func (s *server) PlanResourceChange(ctx context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return answered(ctx, named(request.TypeName), s.ProviderServer.PlanResourceChange, request)
}

func (s *server) ApplyResourceChange(ctx context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return answered(ctx, named(request.TypeName), s.ProviderServer.ApplyResourceChange, request)
}

func (s *server) ImportResourceState(ctx context.Context, request *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return answered(ctx, named(request.TypeName), s.ProviderServer.ImportResourceState, request)
}

func (s *server) ValidateDataResourceConfig(ctx context.Context, request *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return answered(ctx, named("data."+request.TypeName), s.ProviderServer.ValidateDataResourceConfig, request)
}

func (s *server) ReadDataSource(ctx context.Context, request *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return answered(ctx, named("data."+request.TypeName), s.ProviderServer.ReadDataSource, request)
}

func (s *server) ValidateEphemeralResourceConfig(ctx context.Context, request *tfprotov6.ValidateEphemeralResourceConfigRequest) (*tfprotov6.ValidateEphemeralResourceConfigResponse, error) {
	return answered(ctx, named("ephemeral."+request.TypeName), s.ProviderServer.ValidateEphemeralResourceConfig, request)
}

func (s *server) OpenEphemeralResource(ctx context.Context, request *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	return answered(ctx, named("ephemeral."+request.TypeName), s.ProviderServer.OpenEphemeralResource, request)
}
