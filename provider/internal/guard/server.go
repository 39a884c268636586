package guard

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/problem"
)

// server passes what a provider plans to a guard.
type server struct {
	tfprotov6.ProviderServer

	guard *Guard
	held  func(namespace, id string) bool
}

// Before returns a provider server with a guard. The provider still plans what the guard refuses, so that all problems of a
// run are reported together.
//
// held reports whether the state has a job; nil for a provider without jobs.
func Before(behind tfprotov6.ProviderServer, guard *Guard, held func(namespace, id string) bool) tfprotov6.ProviderServer {
	return &server{ProviderServer: behind, guard: guard, held: held}
}

func (s *server) PlanResourceChange(ctx context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	response, err := s.ProviderServer.PlanResourceChange(ctx, request)
	if err != nil || response == nil {
		return response, err
	}
	for _, problem := range s.check(request, response) {
		response.Diagnostics = append(response.Diagnostics, &tfprotov6.Diagnostic{
			Severity: tfprotov6.DiagnosticSeverityError, Summary: problem.Summary, Detail: problem.Detail,
		})
	}
	return response, nil
}

func (s *server) check(request *tfprotov6.PlanResourceChangeRequest, response *tfprotov6.PlanResourceChangeResponse) []Problem {
	of := kindOf(request.TypeName) // for a type without a row, only the removal counts
	switch {
	case isNull(request.ProposedNewState):
		return s.guard.destroys(of, attributesOf(request.PriorState), deleted)
	case isNull(request.PriorState):
		proposed := attributesOf(request.ProposedNewState)
		return append(s.guard.manages(of, proposed, "create"), s.guard.creates(of, proposed, func(name string) bool {
			namespace, id, _ := strings.Cut(name, "/")
			return request.TypeName == job && s.held != nil && s.held(namespace, id)
		})...)
	case len(response.RequiresReplace) > 0:
		prior, proposed := attributesOf(request.PriorState), attributesOf(request.ProposedNewState)
		if request.TypeName == job {
			delete(proposed, "id") // the id of the state; the specification has the new one
		}
		how := renamed
		if of.identity(prior) == of.identity(proposed) {
			how = replaced
		}
		return s.guard.destroys(of, prior, how) // Terraform then asks for the new object without a prior one
	}
	return s.guard.manages(of, attributesOf(request.ProposedNewState), "keep")
}

// ReadResource records what the state has: when Terraform creates an object again, it does not pass the former one.
func (s *server) ReadResource(ctx context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	response, err := s.ProviderServer.ReadResource(ctx, request)
	of := kindOf(request.TypeName)
	if err != nil || of.Confirmation == nil {
		return response, err
	}
	if isNull(response.NewState) {
		s.guard.addMissing(of, attributesOf(request.CurrentState))
	} else if request.TypeName != job {
		s.guard.addHeld(of, attributesOf(response.NewState))
	}
	return response, nil
}

// ApplyResourceChange keeps an object that this apply has just created. With create_before_destroy, Terraform creates the
// replacement first; if both have the same name, they are one object, which the deletion would destroy.
func (s *server) ApplyResourceChange(ctx context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	of := kindOf(request.TypeName)
	if isNull(request.PlannedState) && s.guard.hasCreated(of, attributesOf(request.PriorState)) {
		return &tfprotov6.ApplyResourceChangeResponse{NewState: request.PlannedState, Diagnostics: []*tfprotov6.Diagnostic{{
			Severity: tfprotov6.DiagnosticSeverityWarning, Summary: problem.NotDestroyed.Summary(of.title(of.identity(attributesOf(request.PriorState))) + " is kept"),
			Detail: "create_before_destroy created it again before the deletion, and both have the same name; remove create_before_destroy here",
		}}}, nil
	}
	response, err := s.ProviderServer.ApplyResourceChange(ctx, request)
	if err == nil && isNull(request.PriorState) && !isNull(response.NewState) {
		s.guard.addCreated(of, attributesOf(response.NewState))
	}
	return response, err
}
