package job

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// direct plans and creates new jobs without the framework, which goes through the whole schema for each of its passes over a resource:
// that was most of what the first plan of many jobs cost in the provider. It lets everything else through.
type direct struct {
	tfprotov6.ProviderServer

	cluster func() *cluster.Cluster
}

// Direct puts the short way for new jobs before the server of the framework.
//
// cluster returns what the provider was configured with, nil if it is not configured yet.
func Direct(behind tfprotov6.ProviderServer, cluster func() *cluster.Cluster) tfprotov6.ProviderServer {
	return &direct{ProviderServer: behind, cluster: cluster}
}

// PlanResourceChange plans a new job whose settings the provider accepts.
func (s *direct) PlanResourceChange(ctx context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	if s.cluster() != nil && request.TypeName == typeName && isNull(request.PriorState) && len(request.PriorPrivate) == 0 && request.PriorIdentity == nil {
		if response := s.planNew(ctx, request); response != nil {
			return response, nil
		}
	}
	return s.ProviderServer.PlanResourceChange(ctx, request)
}

// planNew returns nil if the framework has to plan the resource: it is deleted, or its settings are refused with the path of an attribute.
func (s *direct) planNew(ctx context.Context, request *tfprotov6.PlanResourceChangeRequest) *tfprotov6.PlanResourceChangeResponse {
	proposed := attributesOf(request.ProposedNewState)
	config := proposed
	if proposed != nil && !bytes.Equal(request.ProposedNewState.MsgPack, request.Config.MsgPack) {
		config = attributesOf(request.Config)
	}
	if proposed == nil || config == nil {
		return nil
	}
	for name := range computed() {
		if config[name].IsNull() {
			proposed[name] = tftypes.NewValue(proposed[name].Type(), tftypes.UnknownValue)
		}
	}
	plan, err := modelOf(ctx, proposed)
	if err != nil || plan.refuseUnsupported().HasError() {
		return nil
	}
	planned := resource.ModifyPlanResponse{}
	(&Resource{cluster: s.cluster()}).planNew(ctx, plan, &planned)
	values := proposed
	if !planned.Diagnostics.HasError() {
		if values, err = plan.attributes(ctx); err != nil {
			return nil
		}
	}
	state, err := valueOf(values)
	if err != nil {
		return nil
	}
	return &tfprotov6.PlanResourceChangeResponse{PlannedState: state, Diagnostics: protocol(planned.Diagnostics)}
}

// ApplyResourceChange creates a planned job.
func (s *direct) ApplyResourceChange(ctx context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	if s.cluster() == nil || request.TypeName != typeName || !isNull(request.PriorState) || request.PlannedIdentity != nil {
		return s.ProviderServer.ApplyResourceChange(ctx, request)
	}
	planned := attributesOf(request.PlannedState)
	if planned == nil {
		return s.ProviderServer.ApplyResourceChange(ctx, request)
	}
	plan, err := modelOf(ctx, planned)
	if err != nil {
		return s.ProviderServer.ApplyResourceChange(ctx, request)
	}
	state, private := &written{}, privateKeys{}
	problems := (&Resource{cluster: s.cluster()}).create(ctx, plan, state, private)
	value, err := state.value()
	if err != nil {
		return nil, err
	}
	return &tfprotov6.ApplyResourceChangeResponse{NewState: value, Private: private.bytes(), Diagnostics: protocol(problems)}, nil
}

// written is the last state of a job that was written.
type written struct{ attributes map[string]tftypes.Value }

// Set writes a model.
func (w *written) Set(ctx context.Context, value any) diag.Diagnostics {
	var problems diag.Diagnostics
	plan := value.(*model)
	attributes, err := plan.attributes(ctx)
	if err != nil {
		problems.AddError(problem.Crashed.Of(title(plan.key())), "its state cannot be encoded: "+err.Error())
		return problems
	}
	w.attributes = attributes
	return problems
}

// value returns null if nothing was written.
func (w *written) value() (*tfprotov6.DynamicValue, error) {
	if w.attributes == nil {
		value, err := tfprotov6.NewDynamicValue(objectType(), tftypes.NewValue(objectType(), nil))
		return &value, err
	}
	return valueOf(w.attributes)
}

// privateKeys is private data of a new resource, in the form in which the framework stores it.
type privateKeys map[string][]byte

// GetKey returns the value of a key, nil if there is none.
func (k privateKeys) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return k[key], nil
}

// SetKey sets a key, or removes it.
func (k privateKeys) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	if len(value) == 0 {
		delete(k, key)
		return nil
	}
	k[key] = value
	return nil
}

func (k privateKeys) bytes() []byte {
	if len(k) == 0 {
		return nil
	}
	text, err := json.Marshal(map[string][]byte(k))
	if err != nil {
		panic(err) // a map of bytes can always be written
	}
	return text
}

// protocol converts diagnostics, of which none has the path of an attribute.
func protocol(problems diag.Diagnostics) []*tfprotov6.Diagnostic {
	var converted []*tfprotov6.Diagnostic
	for _, problem := range problems {
		severity := tfprotov6.DiagnosticSeverityError
		if problem.Severity() == diag.SeverityWarning {
			severity = tfprotov6.DiagnosticSeverityWarning
		}
		converted = append(converted, &tfprotov6.Diagnostic{Severity: severity, Summary: problem.Summary(), Detail: problem.Detail()})
	}
	return converted
}

func isNull(value *tfprotov6.DynamicValue) bool {
	if value == nil {
		return true
	}
	null, err := value.IsNull()
	return err == nil && null
}
