package inuse

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// provider plans what Terraform proposes, and replaces an object whose name changes.
type provider struct{ tfprotov6.ProviderServer }

func (provider) PlanResourceChange(_ context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	response := &tfprotov6.PlanResourceChangeResponse{PlannedState: request.ProposedNewState}
	prior, planned := decode(request.PriorState), decode(request.ProposedNewState)
	if prior != nil && planned != nil && prior.Text("name") != planned.Text("name") {
		response.RequiresReplace = []*tftypes.AttributePath{tftypes.NewAttributePath().WithAttributeName("name")}
	}
	return response, nil
}

// world is a server on which users use every object.
type world struct {
	users []User
	err   error
}

func (w world) Users(context.Context, string, Attributes) ([]User, error) { return w.users, w.err }

func (world) Explain(err error) string { return err.Error() }

func (world) Refers(user Attributes, _, _ string, object Attributes) bool {
	return slices.Contains(user.Texts("policies"), object.Text("name"))
}

type fields = map[string]any

func value(content any) *tfprotov6.DynamicValue {
	text, err := msgpack.Marshal(content)
	if err != nil {
		panic(err)
	}
	return &tfprotov6.DynamicValue{MsgPack: text}
}

func begin(w world) *server {
	refuse := func(typeName string, _ *tfprotov6.DynamicValue, users []string) *tfprotov6.Diagnostic {
		return &tfprotov6.Diagnostic{Summary: typeName + " is used by " + strings.Join(users, ", ")}
	}
	s := Before(provider{}, w, refuse).(*server)
	s.grace = 200 * time.Millisecond
	return s
}

func (s *server) try(t *testing.T, typeName string, prior, planned any) string {
	t.Helper()
	request := &tfprotov6.PlanResourceChangeRequest{TypeName: typeName, PriorState: value(prior), ProposedNewState: value(planned)}
	response, err := s.PlanResourceChange(context.Background(), request)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, problem := range response.Diagnostics {
		found = append(found, problem.Summary)
	}
	return strings.Join(found, "\n")
}

var (
	policy = fields{"id": "readers", "name": "readers"}
	ci     = User{Type: "nomad_acl_token", Key: "t1", Title: `token "ci"`}
)

func TestAnObjectInUseIsNeitherDeletedNorReplaced(t *testing.T) {
	want := `nomad_acl_policy is used by token "ci"`
	if got := begin(world{users: []User{ci}}).try(t, "nomad_acl_policy", policy, nil); got != want {
		t.Errorf("deleted: got %q", got)
	}
	if got := begin(world{users: []User{ci}}).try(t, "nomad_acl_policy", policy, fields{"id": "readers", "name": "other"}); got != want {
		t.Errorf("replaced: got %q", got)
	}
	if got := begin(world{users: []User{ci}}).try(t, "nomad_acl_policy", policy, fields{"id": "readers", "name": "readers", "description": "x"}); got != "" {
		t.Errorf("updated in place: got %q", got)
	}
	if got := begin(world{}).try(t, "nomad_acl_policy", policy, nil); got != "" {
		t.Errorf("nothing uses it: got %q", got)
	}
}

func TestAUserThatThisPlanDeletesOrChangesDoesNotCountWhateverTheOrder(t *testing.T) {
	token := fields{"id": "t1", "policies": []string{"readers"}}
	for name, c := range map[string]struct {
		planned any
		want    string
	}{
		"deleted":                  {nil, ""},
		"without the policy":       {fields{"id": "t1", "policies": []string{"others"}}, ""},
		"with unknown policies":    {fields{"id": "t1", "policies": msgpack.RawMessage{0xd4, 0, 0}}, ""},
		"changed but still has it": {fields{"id": "t1", "name": "new", "policies": []string{"readers"}}, `nomad_acl_policy is used by token "ci"`},
	} {
		t.Run(name, func(t *testing.T) {
			first := begin(world{users: []User{ci}})
			first.try(t, "nomad_acl_token", token, c.planned)
			if got := first.try(t, "nomad_acl_policy", policy, nil); got != c.want {
				t.Errorf("user first: got %q, want %q", got, c.want)
			}
			second := begin(world{users: []User{ci}})
			go func() {
				time.Sleep(60 * time.Millisecond)
				second.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{ //nolint:errcheck // the fake has no error
					TypeName: "nomad_acl_token", PriorState: value(token), ProposedNewState: value(c.planned)})
			}()
			if got := second.try(t, "nomad_acl_policy", policy, nil); got != c.want {
				t.Errorf("user later: got %q, want %q", got, c.want)
			}
		})
	}
}

func TestATokenWhoseAttachmentIsDeletedDoesNotCount(t *testing.T) {
	s := begin(world{users: []User{{Type: "consul_acl_token", Key: "t1", Title: "token"}}})
	s.try(t, "consul_acl_token_policy_attachment", fields{"id": "t1:readers", "token_id": "t1", "policy": "readers"}, nil)
	if got := s.try(t, "consul_acl_policy", fields{"id": "p", "name": "readers"}, nil); got != "" {
		t.Error(got)
	}
}

func TestUsersThatCannotBeReadAreAnError(t *testing.T) {
	s := begin(world{err: errors.New("no leader")})
	if got, want := s.try(t, "nomad_acl_policy", policy, nil), "the users of [acl policy readers] cannot be read (read-failed)"; got != want {
		t.Errorf("got %q", got)
	}
}
