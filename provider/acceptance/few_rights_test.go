package acceptance

import (
	"testing"

	consul "github.com/hashicorp/consul/api"
	"github.com/hashicorp/nomad/api"
)

func TestAConsulTokenWithoutTheRightToReadACLsPlansTheRest(t *testing.T) {
	s := newConsulStack(t)
	workloadIdentity(s)
	s.with("consul_acl_token", "it", object{"description": s.name()})
	s.apply()
	tokens := consulACL(t)
	few, _, err := tokens.TokenCreate(&consul.ACLToken{Description: s.name() + " with few rights"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = tokens.TokenDelete(few.AccessorID, nil) })

	full := s.env
	s.env = append(full[:len(full):len(full)], "CONSUL_HTTP_TOKEN="+few.SecretID)
	text := s.run("plan", "-detailed-exitcode") // nothing changes
	contains(t, text, "[consul acl policy "+s.name()+"] is not compared", "[consul acl role "+s.name()+"] is not compared",
		"the token lacks the right to read it, so changes on the cluster are not reported")
	// An unknown token is not a token with few rights.
	s.env = append(full[:len(full):len(full)], "CONSUL_HTTP_TOKEN=00000000-0000-4000-8000-000000000000")
	s.refused("cannot be read", "ACL not found")
	s.env = full
	s.run("destroy", "-auto-approve")
}

func TestATokenWithoutTheRightToReadHostVolumesPlansTheRest(t *testing.T) {
	s := newStack(t)
	s.with("nomad_dynamic_host_volume", "it", object{"name": s.name(), "plugin_id": "mkdir", "capability": []any{oneWriter()}})
	s.apply()
	rules := `namespace "default" { capabilities = ["list-jobs"] }`
	if _, err := s.nomad.ACLPolicies().Upsert(&api.ACLPolicy{Name: s.name(), Rules: rules}, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = s.nomad.ACLPolicies().Delete(s.name(), nil) })
	few, _, err := s.nomad.ACLTokens().Create(&api.ACLToken{Name: s.name(), Type: "client", Policies: []string{s.name()}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = s.nomad.ACLTokens().Delete(few.AccessorID, nil) })

	full := s.env
	s.env = append(full[:len(full):len(full)], "NOMAD_TOKEN="+few.SecretID)
	contains(t, s.run("plan", "-detailed-exitcode"), "[host volume default/"+s.name()+"] is not compared",
		"the token lacks the right to read it, so changes on the cluster are not reported")
	s.env = full
	s.run("destroy", "-auto-approve")
}
