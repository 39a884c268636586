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

func (s *server) ReadResource(ctx context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	response, err := s.ProviderServer.ReadResource(ctx, request)
	if err == nil && request.TypeName == job && isNull(response.NewState) {
		s.guard.lost(kinds[job], attributesOf(request.CurrentState))
	}
	return response, err
}
