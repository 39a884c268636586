package guard

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// server lets a guard see what a provider plans.
type server struct {
	tfprotov6.ProviderServer

	guard *Guard
	held  func(namespace, id string) bool
}

// Before puts a guard before the server of a provider. A plan that it stops has been made all the same, so that all
// problems of a run are reported together.
//
// held says whether the state was seen to hold a job; nil for a provider without jobs.
func Before(behind tfprotov6.ProviderServer, guard *Guard, held func(namespace, id string) bool) tfprotov6.ProviderServer {
	return &server{ProviderServer: behind, guard: guard, held: held}
}

func (s *server) PlanResourceChange(ctx context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	response, err := s.ProviderServer.PlanResourceChange(ctx, request)
	if err != nil || response == nil {
		return response, err
	}
	for _, problem := range s.judge(request, response) {
		response.Diagnostics = append(response.Diagnostics, &tfprotov6.Diagnostic{
			Severity: tfprotov6.DiagnosticSeverityError, Summary: problem.Summary, Detail: problem.Detail,
		})
	}
	return response, nil
}

func (s *server) judge(request *tfprotov6.PlanResourceChangeRequest, response *tfprotov6.PlanResourceChangeResponse) []Problem {
	of := kinds[request.TypeName] // of any other type only its going counts
	switch {
	case isNull(request.ProposedNewState):
		return s.guard.destroys(of, attributesOf(request.PriorState), deleted)
	case isNull(request.PriorState):
		return s.guard.creates(of, attributesOf(request.ProposedNewState), func(name string) bool {
			namespace, id, _ := strings.Cut(name, "/")
			return request.TypeName == job && s.held != nil && s.held(namespace, id)
		})
	case len(response.RequiresReplace) > 0:
		prior, proposed := attributesOf(request.PriorState), attributesOf(request.ProposedNewState)
		if request.TypeName == job {
			delete(proposed, "id") // that of the state; the specification tells the new one
		}
		how := renamed
		if of.identity(prior) == of.identity(proposed) {
			how = replaced
		}
		return s.guard.destroys(of, prior, how)
	}
	return nil
}

// ReadResource notes what the state holds: where Terraform makes that anew it says no word of what was there.
func (s *server) ReadResource(ctx context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	response, err := s.ProviderServer.ReadResource(ctx, request)
	of := kinds[request.TypeName]
	if err != nil || of.guarded == nil {
		return response, err
	}
	if isNull(response.NewState) {
		s.guard.lost(of, attributesOf(request.CurrentState))
	} else if request.TypeName != job {
		s.guard.hold(of, attributesOf(response.NewState))
	}
	return response, nil
}

// ApplyResourceChange keeps what this apply has just made. With create_before_destroy a replacement comes before what it
// replaces goes; where both have the same name they are one object, which would be gone in the end.
func (s *server) ApplyResourceChange(ctx context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	of := kinds[request.TypeName]
	if isNull(request.PlannedState) && s.guard.hasMade(of, attributesOf(request.PriorState)) {
		return &tfprotov6.ApplyResourceChangeResponse{NewState: request.PlannedState, Diagnostics: []*tfprotov6.Diagnostic{{
			Severity: tfprotov6.DiagnosticSeverityWarning, Summary: of.title(of.identity(attributesOf(request.PriorState))) + " is kept",
			Detail: "create_before_destroy made it anew before it was to be destroyed, and both have the same name; leave create_before_destroy out here",
		}}}, nil
	}
	response, err := s.ProviderServer.ApplyResourceChange(ctx, request)
	if err == nil && isNull(request.PriorState) && !isNull(response.NewState) {
		s.guard.makes(of, attributesOf(response.NewState))
	}
	return response, err
}
