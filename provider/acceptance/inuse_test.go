package acceptance

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/hashicorp/nomad/api"
)

// Nomad deletes a policy that a token has, and a variable that a task reads, without a word.
func TestWhatIsInUseIsDeletedOnlyWithAConfirmation(t *testing.T) {
	s := guarded(t)
	name := "acc-in-use"
	job := sleeper(name, func(_, _, task object) {
		template := fmt.Sprintf("{{ with nomadVar %q }}{{ .color }}{{ end }}", "shared/"+name)
		task["Templates"] = []any{object{"EmbeddedTmpl": template, "DestPath": "local/color"}}
	})
	s.with("nomad_acl_policy", "p", object{"name": name, "rules_hcl": `namespace "default" { policy = "read" }`})
	s.with("nomad_acl_role", "r", object{"name": name, "policy": []any{object{"name": "${nomad_acl_policy.p.name}"}}})
	s.with("nomad_variable", "v", object{"path": "shared/" + name, "items": object{"color": "blue"}})
	s.apply()
	s.empty()
	token, _, err := s.nomad.ACLTokens().Create(&api.ACLToken{Name: name, Type: "client", Policies: []string{name}, Roles: []*api.ACLTokenRoleLink{{Name: name}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = s.nomad.ACLTokens().Delete(token.AccessorID, nil) })
	if _, _, err := s.nomad.Jobs().Register(asJob(t, job), nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _, _ = s.nomad.Jobs().Deregister(name, true, nil) })

	before := s.everything()
	s.without("nomad_acl_policy", "p")
	s.without("nomad_acl_role", "r")
	s.without("nomad_variable", "v")
	s.with("nomad_acl_policy", "other", object{"name": name + "-2", "rules_hcl": `namespace "default" { policy = "read" }`})
	got := s.refused(
		fmt.Sprintf("[acl policy %s] is in use (in-use)", name), fmt.Sprintf("[acl role %s] is in use (in-use)", name),
		fmt.Sprintf("token %q (accessor id %s)", name, token.AccessorID),
		fmt.Sprintf("[variable default/shared/%s] is in use (in-use)", name), fmt.Sprintf("job %s in namespace default reads it in the task web/main", name),
		fmt.Sprintf("CDKNOMAD_CONFIRM=policy/%s,role/%s,variable/default/shared/%s", name, name, name))
	lacks(t, got, fmt.Sprintf("role %q", name)) // this plan deletes it too
	if after := s.everything(); after != before {
		t.Fatalf("a refused plan changed the cluster:\nbefore %s\nafter  %s", before, after)
	}

	if _, err := s.nomad.ACLTokens().Delete(token.AccessorID, nil); err != nil {
		t.Fatal(err)
	}
	s.env = append(s.env, fmt.Sprintf("CDKNOMAD_CONFIRM=variable/default/shared/%s", name))
	s.apply()
	s.empty()
}

func asJob(t *testing.T, specification object) *api.Job {
	t.Helper()
	var job api.Job
	if err := json.Unmarshal([]byte(asJSON(t, specification)), &job); err != nil {
		t.Fatal(err)
	}
	return &job
}
