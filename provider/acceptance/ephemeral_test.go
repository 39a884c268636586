package acceptance

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"
)

// copied writes an attribute of an ephemeral resource into an item of a variable, and returns the item. It fails if a state, a saved plan, an
// output, or a log has one of the texts, or the item.
func (s *stack) copied(kind, attribute string, arguments object, texts ...string) string {
	s.t.Helper()
	path := s.name()
	s.t.Cleanup(func() { _, _ = s.nomad.Variables().Delete(path, nil) })
	s.ephemerals = object{kind: object{"it": arguments}}
	s.with("nomad_variable", "it", object{"path": path, "items_wo": "${jsonencode({ copy = ephemeral." + kind + ".it." + attribute + " })}"})
	s.env = append(s.env, "TF_LOG=TRACE") // as a crash prints it
	text := s.run("plan", "-out=copy.plan") + s.run("apply", "copy.plan")
	s.env = append(s.env, "TF_LOG=")
	text += s.run("show", "-json", "copy.plan") + s.run("show")
	variable, _, err := s.nomad.Variables().Read(path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	texts = append(texts, variable.Items["copy"])
	contains(s.t, text, "[TRACE]")
	lacks(s.t, text, texts...)
	if places := s.placesOf(texts...); len(places) > 0 {
		s.t.Errorf("secrets are in %s", strings.Join(places, ", "))
	}
	return variable.Items["copy"]
}

func TestAnEphemeralACLTokenIsInNoStateNoPlanAndNoOutput(t *testing.T) {
	s := newStack(t)
	token, _, err := s.nomad.ACLTokens().Create(&api.ACLToken{Name: s.name(), Type: "management"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = s.nomad.ACLTokens().Delete(token.AccessorID, nil) })
	if got := s.copied("nomad_acl_token", "secret_id", object{"accessor_id": token.AccessorID}); got != token.SecretID {
		t.Errorf("the ephemeral resource has another secret than the token")
	}
	s.empty()
}

func TestAnEphemeralNodeIntroTokenIsInNoStateNoPlanAndNoOutput(t *testing.T) {
	s := newStack(t)
	// Each plan and each apply creates a token. All begin with the same header, so that those which no variable has are found, too.
	header := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"`))[:9]
	got := s.copied("nomad_node_intro_token", "jwt", object{"node_name": "n7", "node_pool": "gpu", "ttl": "5m"}, header)
	if !strings.HasPrefix(got, header) {
		t.Fatalf("the header of the token is not as the test assumes: %.20s", got)
	}
	text, err := base64.RawURLEncoding.DecodeString(strings.Split(got, ".")[1])
	if err != nil {
		t.Fatal(err)
	}
	var claims struct {
		NodeName string `json:"nomad_node_name"`
		NodePool string `json:"nomad_node_pool"`
	}
	if err := json.Unmarshal(text, &claims); err != nil || claims.NodeName != "n7" || claims.NodePool != "gpu" {
		t.Errorf("got the claims %s (%v)", text, err)
	}
}

func TestAnEphemeralVariableIsInNoStateNoPlanAndNoOutput(t *testing.T) {
	s := newStack(t)
	source := s.name()
	target := source + "-copy"
	t.Cleanup(func() {
		_, _ = s.nomad.Variables().Delete(source, nil)
		_, _ = s.nomad.Variables().Delete(target, nil)
	})
	s.put(source, map[string]string{"password": plantedSecret})
	s.ephemerals = object{"nomad_variable": object{"it": object{"path": source}}}
	s.with("nomad_variable", "it", object{"path": target, "items_wo": "${jsonencode({ password = ephemeral.nomad_variable.it.items.password })}"})
	text := s.run("plan", "-out=copy.plan")
	text += s.run("apply", "copy.plan")
	text += s.run("show", "-json", "copy.plan") + s.run("show")
	s.holds(target, map[string]string{"password": plantedSecret})
	s.empty()
	if places := s.placesOf(plantedSecret); len(places) > 0 {
		t.Errorf("the secret is in %s", strings.Join(places, ", "))
	}
	lacks(t, text, plantedSecret)

	s.ephemerals = object{"nomad_variable": object{"it": object{"path": source + "-missing"}}}
	s.write()
	s.refused("[variable " + source + "-missing] does not exist (reference-missing)")

	// The search finds what a data source stores.
	s.ephemerals, s.sources = nil, object{"nomad_variable": object{"it": object{"path": source}}}
	s.with("nomad_variable", "it", object{"path": target, "items_wo": "${jsonencode({ password = data.nomad_variable.it.items.password })}"})
	s.run("apply", "-auto-approve")
	contains(t, strings.Join(s.placesOf(plantedSecret), " "), "terraform.tfstate: "+plantedSecret)
	s.run("destroy", "-auto-approve")
}
