package users

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/inuse"
	"cdknomad/provider/internal/nomad/cluster"
)

// answers are those of a small cluster, by path.
var answers = map[string]string{
	"/v1/acl/roles": `[{"ID":"r1","Name":"ops","Policies":[{"Name":"readers"}]},{"ID":"r2","Name":"other","Policies":[{"Name":"writers"}]}]`,
	"/v1/acl/tokens": `[{"AccessorID":"t1","Name":"ci","Policies":["readers"],"Roles":[{"ID":"r1","Name":"ops"}]},
		{"AccessorID":"t2","Name":"old","Policies":["readers"],"ExpirationTime":"2020-01-01T00:00:00Z"}]`,
	"/v1/acl/token/self":       `{"AccessorID":"t1"}`,
	"/v1/acl/binding-rules":    `[{"ID":"b1","AuthMethod":"sso"},{"ID":"b2","AuthMethod":"sso"},{"ID":"b3","AuthMethod":"sso"}]`,
	"/v1/acl/binding-rule/b1":  `{"ID":"b1","AuthMethod":"sso","BindType":"policy","BindName":"readers"}`,
	"/v1/acl/binding-rule/b2":  `{"ID":"b2","AuthMethod":"sso","BindType":"role","BindName":"ops"}`,
	"/v1/acl/binding-rule/b3":  `{"ID":"b3","AuthMethod":"sso","BindType":"role","BindName":"${value.team}"}`,
	"/v1/acl/policy/readers":   `{"Name":"readers","JobACL":{"Namespace":"default","JobID":"web"}}`,
	"/v1/jobs":                 `[{"ID":"web","Namespace":"default","Status":"running"},{"ID":"off","Namespace":"default","Status":"dead"}]`,
	"/v1/job/web":              `{"ID":"web","Namespace":"default","Status":"running","TaskGroups":[{"Name":"g","Tasks":[{"Name":"t","Templates":[{"EmbeddedTmpl":"{{ with nomadVar \"shared/db\" }}{{ .password }}{{ end }}"}]}]}]}`,
	"/v1/acl/policy/forbidden": "",
}

func fake(t *testing.T) Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if text, has := answers[r.URL.Path]; has {
			fmt.Fprint(w, text)
			return
		}
		http.Error(w, "not found", http.StatusNotFound)
	}))
	t.Cleanup(server.Close)
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	shared := cluster.New(client, nil)
	return Server{func() *cluster.Cluster { return shared }}
}

func TestTheUsersOfEachKindOfObjectAreNamed(t *testing.T) {
	for name, c := range map[string]struct {
		typeName string
		object   inuse.Attributes
		want     []string
	}{
		"a policy": {"nomad_acl_policy", inuse.Attributes{"id": "readers", "name": "readers"}, []string{
			`role "ops"`, `token "ci" (accessor id t1)`, `binding rule b1 of the auth method "sso"`, "job web in namespace default has it by its workload identity"}},
		"a role":              {"nomad_acl_role", inuse.Attributes{"id": "r1", "name": "ops"}, []string{`token "ci" (accessor id t1)`, `binding rule b2 of the auth method "sso"`}},
		"the provider's own":  {"nomad_acl_token", inuse.Attributes{"id": "t1"}, []string{"the provider of this plan: it is the token that it got"}},
		"another token":       {"nomad_acl_token", inuse.Attributes{"id": "t9"}, nil},
		"a variable":          {"nomad_variable", inuse.Attributes{"path": "shared/db"}, []string{"job web in namespace default reads it in the task g/t"}},
		"an unused variable":  {"nomad_variable", inuse.Attributes{"path": "shared/other"}, nil},
		"a role without use":  {"nomad_acl_role", inuse.Attributes{"id": "r2", "name": "other"}, nil},
		"another namespace's": {"nomad_variable", inuse.Attributes{"namespace": "dns", "path": "shared/db"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			users, err := fake(t).Users(context.Background(), c.typeName, c.object)
			if err != nil {
				t.Fatal(err)
			}
			var titles []string
			for _, user := range users {
				titles = append(titles, user.Title)
			}
			if !slices.Equal(titles, c.want) {
				t.Errorf("got %q, want %q", titles, c.want)
			}
		})
	}
}

func TestAVariableIsReadByTemplatesThatNameItAndByTheTaskAtWhosePathItIs(t *testing.T) {
	for template, c := range map[string]struct {
		path, namespace string
		want            bool
	}{
		`{{ with nomadVar "shared/db" }}{{ .x }}{{ end }}`:                     {"shared/db", "default", true},
		"{{ with nomadVar `shared/db` }}":                                      {"shared/db", "default", true},
		`{{ with nomadVar "shared/db@dns" }}`:                                  {"shared/db", "dns", true},
		`{{ with nomadVar "shared/db@dns" }} `:                                 {"shared/db", "default", false},
		`{{ if nomadVarExists "shared/db" }}`:                                  {"shared/db", "default", true},
		`{{ range nomadVarList "shared" }}{{ .Path }}{{ end }}`:                {"shared/db", "default", true},
		`{{ range nomadVarListSafe "other" }}`:                                 {"shared/db", "default", false},
		`{{ with nomadVar "shared/db2" }}`:                                     {"shared/db", "default", false},
		`{{ with nomadVar (print "nomad/jobs/" (env "NOMAD_JOB_NAME")) }}`:     {"nomad/jobs/web", "default", true},
		`{{ with nomadVar (print "nomad/jobs/" (env "NOMAD_JOB_NAME")) }} a`:   {"nomad/jobs/other", "default", false},
		`{{ with nomadVar (print "nomad/jobs/" (env "NOMAD_JOB_NAME")) }} b`:   {"nomad/jobs/web/g/t", "default", true},
		`{{ with nomadVar "nomad/jobs" }}{{ .x }}{{ end }}`:                    {"nomad/jobs", "default", true},
		`{{ range service "web" }}nothing about variables here {{ end }}`:      {"nomad/jobs/web", "default", false},
		`{{ with nomadVar "nomad/jobs/web/g" }}{{ .x }}{{ end }} in the group`: {"nomad/jobs/web/g", "default", true},
	} {
		job := &api.Job{ID: new("web"), TaskGroups: []*api.TaskGroup{{Name: new("g"), Tasks: []*api.Task{
			{Name: "t", Templates: []*api.Template{{}, {EmbeddedTmpl: &template}}}}}}}
		if got := reader(job, variable{c.namespace, c.path}) != ""; got != c.want {
			t.Errorf("%s reads %s@%s: got %v", template, c.path, c.namespace, got)
		}
	}
	withToken := &api.Job{ID: new("web"), TaskGroups: []*api.TaskGroup{{Name: new("g"), Tasks: []*api.Task{{Name: "t", Identity: &api.WorkloadIdentity{Env: true}}}}}}
	if reader(withToken, variable{"default", "nomad/jobs/web/g/t"}) == "" {
		t.Error("a task with the token of its workload identity does not read the variable at its own path")
	}
}

func TestAPlannedUserRefersToAnObjectOnlyWhileItNamesIt(t *testing.T) {
	policy := inuse.Attributes{"id": "readers", "name": "readers"}
	role := inuse.Attributes{"id": "r1", "name": "ops"}
	secret := inuse.Attributes{"path": "shared/db"}
	reads := `{"ID":"web","TaskGroups":[{"Name":"g","Tasks":[{"Name":"t","Driver":"docker","Templates":[{"EmbeddedTmpl":"{{ nomadVar \"shared/db\" }}","DestPath":"x"}]}]}]}`
	for name, c := range map[string]struct {
		userType string
		user     inuse.Attributes
		typeName string
		object   inuse.Attributes
		want     bool
	}{
		"a role with it":          {"nomad_acl_role", inuse.Attributes{"policy": []any{map[string]any{"name": "readers"}}}, "nomad_acl_policy", policy, true},
		"a role without it":       {"nomad_acl_role", inuse.Attributes{"policy": []any{map[string]any{"name": "x"}}}, "nomad_acl_policy", policy, false},
		"a token with it":         {"nomad_acl_token", inuse.Attributes{"policies": []any{"readers"}}, "nomad_acl_policy", policy, true},
		"a token with the role":   {"nomad_acl_token", inuse.Attributes{"role": []any{map[string]any{"id": "r1"}}}, "nomad_acl_role", role, true},
		"a token with another":    {"nomad_acl_token", inuse.Attributes{"role": []any{map[string]any{"id": "r2"}}}, "nomad_acl_role", role, false},
		"a rule that binds it":    {"nomad_acl_binding_rule", inuse.Attributes{"bind_name": "ops"}, "nomad_acl_role", role, true},
		"a rule for another":      {"nomad_acl_binding_rule", inuse.Attributes{"bind_name": "dev"}, "nomad_acl_role", role, false},
		"a job that reads it":     {"nomad_job", inuse.Attributes{"jobspec": reads}, "nomad_variable", secret, true},
		"a job that does not":     {"nomad_job", inuse.Attributes{"jobspec": reads}, "nomad_variable", inuse.Attributes{"path": "x"}, false},
		"a job with the policy":   {"nomad_job", inuse.Attributes{"jobspec": reads}, "nomad_acl_policy", policy, true},
		"a job yet to be planned": {"nomad_job", inuse.Attributes{}, "nomad_variable", secret, false},
	} {
		if got := (Server{}).Refers(c.user, c.userType, c.typeName, c.object); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
