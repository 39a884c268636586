package acceptance

import (
	"testing"

	"github.com/hashicorp/nomad/api"
)

func TestNoSecretIsInTheOutputOrTheProvidersLog(t *testing.T) {
	s := newStack(t)
	name := s.name()
	const clientSecret = "planted-client-secret-with-enough-bytes"
	t.Cleanup(func() { _, _ = s.nomad.Variables().Delete(name, nil) })
	s.env = append(s.env, "TF_LOG_PROVIDER=TRACE")
	s.with("nomad_variable", "v", object{"path": name, "items": object{"password": plantedSecret}})
	s.with("nomad_acl_token", "t", object{"name": name, "type": "management"})
	s.with("nomad_acl_auth_method", "m", object{"name": name, "type": "OIDC", "token_locality": "local", "max_token_ttl": "1h",
		"config": []any{object{"oidc_discovery_url": oneIssue, "oidc_client_id": "nomad", "oidc_client_secret": clientSecret, "allowed_redirect_uris": []string{"http://localhost:4649/oidc/callback"}}}})
	text := s.run("plan") + s.apply() + s.run("plan") + s.run("show")
	contains(t, text, "[TRACE]", "tf_resource_type=nomad_variable")
	var token string
	stubs, _, err := s.nomad.ACLTokens().List(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, stub := range stubs {
		if stub.Name == name {
			found, _, err := s.nomad.ACLTokens().Info(stub.AccessorID, nil)
			if err != nil {
				t.Fatal(err)
			}
			token = found.SecretID
		}
	}
	if token == "" {
		t.Fatal("the token was not made")
	}
	s.put(name, map[string]string{"password": plantedSecret + "-2"})
	text += s.run("plan") + s.fails("destroy", "-auto-approve") + s.apply()
	if _, _, err := s.nomad.Variables().Update(&api.Variable{Path: name, Items: map[string]string{"password": plantedSecret}}, nil); err != nil {
		t.Fatal(err)
	}
	text += s.run("destroy", "-auto-approve")
	lacks(t, text, plantedSecret, clientSecret, token)
}
