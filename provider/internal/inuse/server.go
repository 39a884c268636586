// Package inuse refuses plans that delete or replace an object which something else still uses, although the server would allow it.
//
// Terraform plans resources in any order, so a user of the object may be planned later. What this plan deletes or changes so that it
// no longer refers to the object does not count.
package inuse

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/problem"
)

// planGrace is how long the plan of a deletion waits for the plans of the object's users: Terraform makes them at the same time
// unless they depend on each other.
const planGrace = 2 * time.Second

// User is something that uses an object.
type User struct {
	// Type is its resource type, and Key its id; the key of a job is namespace/id.
	Type, Key string
	// Title names it in messages, such as `role "ops"`.
	Title string
}

// OwnToken is the user of the token that the provider of a plan got.
var OwnToken = User{Title: "the provider of this plan: it is the token that it got"}

// Server is what a provider knows about the users of its objects.
type Server interface {
	// Users returns what uses an object now. A server that refuses to answer because of missing rights has no users.
	Users(ctx context.Context, typeName string, object Attributes) ([]User, error)
	// Refers returns whether a planned user refers to the object.
	Refers(user Attributes, userType, typeName string, object Attributes) bool
	// Explain returns the text of an error of Users.
	Explain(error) string
}

// Refuse returns the error for an object with these users; nil if its deletion is confirmed.
type Refuse func(typeName string, object *tfprotov6.DynamicValue, users []string) *tfprotov6.Diagnostic

type server struct {
	tfprotov6.ProviderServer

	users  Server
	refuse Refuse
	grace  time.Duration

	mu      sync.Mutex
	planned map[string]func() Attributes // by type and key; nil attributes if this plan deletes it
}

// Before puts this behavior before the server of a provider.
func Before(behind tfprotov6.ProviderServer, users Server, refuse Refuse) tfprotov6.ProviderServer {
	return &server{ProviderServer: behind, users: users, refuse: refuse, grace: planGrace, planned: map[string]func() Attributes{}}
}

func (s *server) PlanResourceChange(ctx context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	response, err := s.ProviderServer.PlanResourceChange(ctx, request)
	if err != nil || response == nil || !concerns(request.TypeName) {
		return response, err
	}
	state := response.PlannedState
	if state == nil { // the plan failed
		state = request.ProposedNewState
	}
	planned := sync.OnceValue(func() Attributes { return decode(state) })
	s.plan(keyOf(request.TypeName, request.PriorState), request.TypeName, planned)
	if !guarded[request.TypeName] {
		return response, nil
	}
	prior := decode(request.PriorState)
	if prior == nil || planned() != nil && len(response.RequiresReplace) == 0 {
		return response, nil
	}
	standing, err := s.standing(ctx, request.TypeName, prior)
	if err != nil {
		response.Diagnostics = append(response.Diagnostics, &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError,
			Summary: problem.ReadFailed.Summary("the users of " + titleOf(request.TypeName, prior) + " cannot be read"), Detail: s.users.Explain(err)})
		return response, nil
	}
	if len(standing) > 0 {
		if refused := s.refuse(request.TypeName, request.PriorState, standing); refused != nil {
			response.Diagnostics = append(response.Diagnostics, refused)
		}
	}
	return response, nil
}

// plan records what becomes of an object that may use others. Its attributes are read only if this plan deletes an object that it
// may use: there can be thousands of jobs.
func (s *server) plan(key, typeName string, planned func() Attributes) {
	if key == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.planned[typeName+"/"+key] = planned
}

// standing waits for the plans of the users, and returns those that still use the object after this plan.
func (s *server) standing(ctx context.Context, typeName string, object Attributes) ([]string, error) {
	users, err := s.users.Users(ctx, typeName, object)
	if err != nil {
		return nil, err
	}
	for deadline := time.Now().Add(s.grace); ; time.Sleep(50 * time.Millisecond) {
		var standing []string
		for _, user := range users {
			if !s.isReleased(user, typeName, object) {
				standing = append(standing, user.Title)
			}
		}
		if len(standing) == 0 || time.Now().After(deadline) || ctx.Err() != nil {
			slices.Sort(standing)
			return slices.Compact(standing), nil
		}
	}
}

func (s *server) isReleased(user User, typeName string, object Attributes) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	planned, has := s.planned[user.Type+"/"+user.Key]
	return has && (planned() == nil || !s.users.Refers(planned(), user.Type, typeName, object)) || s.isDetached(user, typeName, object)
}

// isDetached is whether this plan deletes the attachment by which a token has the object.
func (s *server) isDetached(user User, typeName string, object Attributes) bool {
	suffix := attachments[typeName]
	if suffix == "" || user.Type != "consul_acl_token" {
		return false
	}
	planned, has := s.planned[suffix+"/"+user.Key+":"+object.Text("name")]
	return has && planned() == nil
}
