package users

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/inuse"
)

var answers = map[string]string{
	"/v1/acl/roles": `[{"ID":"r1","Name":"ops","Policies":[{"ID":"p1","Name":"readers"}]}]`,
	"/v1/acl/tokens": `[{"AccessorID":"t1","Description":"ci","Policies":[{"ID":"p1","Name":"readers"}]},
		{"AccessorID":"t2","Description":"login","AuthMethod":"nomad","Roles":[{"ID":"r1","Name":"ops"}]},
		{"AccessorID":"t3","Policies":[{"ID":"p1","Name":"readers"}],"ExpirationTime":"2020-01-01T00:00:00Z"}]`,
	"/v1/acl/binding-rules": `[{"ID":"b1","AuthMethod":"nomad","BindType":"role","BindName":"ops"},{"ID":"b2","AuthMethod":"nomad","BindType":"service","BindName":"ops"}]`,
	"/v1/acl/token/self":    `{"AccessorID":"t1"}`,
}

func TestTheUsersOfEachKindOfObjectAreNamed(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, answers[r.URL.Path]) }))
	defer server.Close()
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	for typeName, c := range map[string]struct {
		object inuse.Attributes
		want   []string
	}{
		"consul_acl_policy": {inuse.Attributes{"id": "p1", "name": "readers"}, []string{`role "ops"`, `token "ci" (accessor id t1)`}},
		"consul_acl_role": {inuse.Attributes{"id": "r1", "name": "ops"}, []string{
			`token of a login with "nomad" (accessor id t2)`, `binding rule b1 of the auth method "nomad"`}},
		"consul_acl_token": {inuse.Attributes{"id": "t1"}, []string{"the provider of this plan: it is the token that it got"}},
	} {
		users, err := Server{func() *api.Client { return client }}.Users(context.Background(), typeName, c.object)
		if err != nil {
			t.Fatal(err)
		}
		var titles []string
		for _, user := range users {
			titles = append(titles, user.Title)
		}
		if !slices.Equal(titles, c.want) {
			t.Errorf("%s: got %q, want %q", typeName, titles, c.want)
		}
	}
}

func TestAPlannedUserRefersToAnObjectByItsNameOrID(t *testing.T) {
	policy := inuse.Attributes{"id": "p1", "name": "readers"}
	for name, c := range map[string]struct {
		userType string
		user     inuse.Attributes
		want     bool
	}{
		"by name":            {"consul_acl_role", inuse.Attributes{"policies": []any{"readers"}}, true},
		"by id":              {"consul_acl_role", inuse.Attributes{"policies": []any{"p1"}}, true},
		"no longer":          {"consul_acl_token", inuse.Attributes{"policies": []any{"x"}}, false},
		"a rule":             {"consul_acl_binding_rule", inuse.Attributes{"bind_name": "readers"}, true},
		"a rule for another": {"consul_acl_binding_rule", inuse.Attributes{"bind_name": "x"}, false},
	} {
		if got := (Server{}).Refers(c.user, c.userType, "consul_acl_policy", policy); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
