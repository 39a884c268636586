package acceptance

import (
	"archive/zip"
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	consul "github.com/hashicorp/consul/api"
	"github.com/hashicorp/nomad/api"
)

// placesOf returns the files of the stack, and the members of its saved plans, that have one of the texts. What the provider remembers of
// a resource is searched as it is, and not as base64.
func (s *stack) placesOf(texts ...string) (places []string) {
	s.t.Helper()
	search := func(place string, content []byte) {
		for _, text := range texts {
			if bytes.Contains(content, []byte(text)) {
				places = append(places, place+": "+text)
			}
		}
	}
	files, err := os.ReadDir(s.dir)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, file := range files {
		if file.IsDir() || file.Name() == "main.tf.json" {
			continue
		}
		content, err := os.ReadFile(filepath.Join(s.dir, file.Name()))
		if err != nil {
			s.t.Fatal(err)
		}
		search(file.Name(), content)
		for _, remembered := range rememberedIn(content) {
			search(file.Name()+" (private)", remembered)
		}
		archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			continue // not a saved plan
		}
		for _, member := range archive.File {
			reader, err := member.Open()
			if err != nil {
				s.t.Fatal(err)
			}
			content, err := io.ReadAll(reader)
			if err != nil {
				s.t.Fatal(err)
			}
			search(file.Name()+"/"+member.Name, content)
			for _, remembered := range rememberedIn(content) {
				search(file.Name()+"/"+member.Name+" (private)", remembered)
			}
		}
	}
	return places
}

// rememberedIn returns the private data of the resources of a state.
func rememberedIn(state []byte) (found [][]byte) {
	var document struct {
		Resources []struct{ Instances []struct{ Private string } }
	}
	if json.Unmarshal(state, &document) != nil {
		return nil
	}
	for _, one := range document.Resources {
		for _, instance := range one.Instances {
			if private, err := base64.StdEncoding.DecodeString(instance.Private); err == nil {
				found = append(found, private)
			}
		}
	}
	return found
}

// secretLife is a resource whose secret moves from the state into a write-only argument.
type secretLife struct {
	kind              string
	stored, writeOnly object                   // with the secret in the configuration, and with var.secret
	value             func(name string) string // the secret with a name; nil if the name itself is one
	hash              string                   // the line of a plan for a changed secret
	identity          func() any
	has               func(secret string) // fails unless the server has it; nil if the server shows no secret
	drift             func(secret string) // writes another one
}

// secret returns the secret with a name.
func (l secretLife) secret(name string) string {
	if l.value == nil {
		return name
	}
	return l.value(name)
}

// traces returns a line of each secret, because files have the line breaks of a text in other forms.
func (l secretLife) traces(names ...string) (traces []string) {
	for _, name := range names {
		lines := strings.Split(l.secret(name), "\n")
		traces = append(traces, lines[len(lines)/2])
	}
	return traces
}

// keepsItsSecret runs the life of a resource with a write-only argument, and fails if anything but the server has the secret.
func (s *stack) keepsItsSecret(l secretLife) {
	s.t.Helper()
	const stored, first, next, onServer = plantedSecret + "-stored", plantedSecret + "-1", plantedSecret + "-2", plantedSecret + "-3"
	given := func(name string) { s.given(l.secret(name)) }
	s.variables = object{"secret": object{"type": "string", "sensitive": true, "ephemeral": true, "nullable": false}}
	given(first)
	s.with(l.kind, "it", l.stored).apply()
	created := l.identity()
	contains(s.t, strings.Join(s.placesOf(l.traces(stored)...), " "), "terraform.tfstate: "+l.traces(stored)[0])

	// An apply removes it from the state, and the object remains the same one.
	s.with(l.kind, "it", l.writeOnly)
	contains(s.t, s.run("plan", "-out=move.plan"), "0 to add, 1 to change, 0 to destroy")
	s.run("apply", "move.plan")
	if now := l.identity(); now != created {
		s.t.Errorf("the object was recreated: %v became %v", created, now)
	}
	if places := s.placesOf(l.traces(stored)...); slices.ContainsFunc(places, func(place string) bool {
		return strings.HasPrefix(place, "terraform.tfstate:") || strings.HasPrefix(place, "terraform.tfstate (")
	}) {
		s.t.Errorf("after the apply, the secret is still in %s", places)
	}
	for _, file := range []string{"move.plan", "terraform.tfstate.backup"} { // their prior state has what was stored
		if err := os.Remove(filepath.Join(s.dir, file)); err != nil {
			s.t.Fatal(err)
		}
	}
	text := s.plan().text
	s.empty()

	// Another secret is planned, and an apply takes no other.
	s.env = append(s.env, "TF_LOG=TRACE") // as a crash prints it
	given(next)
	text += s.run("plan", "-out=next.plan")
	contains(s.t, text, l.hash, "0 to add, 1 to change, 0 to destroy", "[TRACE]")
	given(first)
	refused := s.fails("apply", "next.plan")
	contains(s.t, refused, "inconsistent final plan")
	given(next)
	text += refused + s.run("plan", "-out=next.plan") + s.run("apply", "next.plan") + s.run("show", "-json", "next.plan")
	s.env = append(s.env, "TF_LOG=")
	if l.has != nil {
		l.has(l.secret(next))
	}
	s.empty()

	if l.drift != nil {
		l.drift(l.secret(onServer))
		text += s.differs(l.hash, "0 to add, 1 to change, 0 to destroy") + s.run("plan", "-out=drift.plan") + s.run("apply", "drift.plan")
		s.empty()
	}
	if l.has != nil {
		l.has(l.secret(next))
	}
	text += s.run("show")
	traces := l.traces(stored, first, next, onServer)
	lacks(s.t, text, traces...)
	if places := s.placesOf(traces...); len(places) > 0 {
		s.t.Errorf("secrets are in %s", strings.Join(slices.Compact(places), ", "))
	}
}

// given sets the value of the variable secret for the next runs.
func (s *stack) given(secret string) { s.env = append(s.env, "TF_VAR_secret="+secret) }

// holds fails unless a variable of Nomad has these items.
func (s *stack) holds(path string, want map[string]string) *api.Variable {
	s.t.Helper()
	variable, _, err := s.nomad.Variables().Read(path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	if !maps.Equal(variable.Items, want) {
		s.t.Fatalf("the variable has %v, want %v", variable.Items, want)
	}
	return variable
}

func TestWriteOnlyItemsAreInNoStateNoPlanAndNoOutput(t *testing.T) {
	s := newStack(t)
	path := s.name()
	const first, next, onServer, stored = plantedSecret + "-1", plantedSecret + "-2", plantedSecret + "-3", plantedSecret + "-4"
	t.Cleanup(func() { _, _ = s.nomad.Variables().Delete(path, nil) })
	s.variables = object{"secret": object{"type": "string", "sensitive": true, "ephemeral": true, "nullable": false}}
	writeOnly := object{"path": path, "items": object{"user": "dns"}, "items_wo": "${jsonencode({ password = var.secret })}"}

	// The search finds what is stored.
	s.given(first)
	s.with("nomad_variable", "it", object{"path": path, "items": object{"user": "dns", "password": stored}})
	s.run("plan", "-out=stored.plan")
	s.run("apply", "stored.plan")
	places := strings.Join(s.placesOf(stored), " ")
	contains(t, places, "terraform.tfstate: "+stored, "stored.plan/tfplan: "+stored)
	created := s.holds(path, map[string]string{"user": "dns", "password": stored})

	// An apply removes it from the state, and the variable remains the same one.
	s.with("nomad_variable", "it", writeOnly)
	text := s.run("plan", "-out=move.plan")
	contains(t, text, "~ items = (sensitive value)", "+ items_wo_hash = (sensitive value)", "0 to add, 1 to change, 0 to destroy")
	text += s.run("apply", "move.plan")
	if now := s.holds(path, map[string]string{"user": "dns", "password": first}); now.CreateIndex != created.CreateIndex {
		t.Errorf("the variable was recreated: create index %d became %d", created.CreateIndex, now.CreateIndex)
	}
	for _, place := range s.placesOf(stored) {
		if strings.HasPrefix(place, "terraform.tfstate:") || strings.HasPrefix(place, "terraform.tfstate (") {
			t.Errorf("after the apply, the secret is still in %s", place)
		}
	}
	for _, file := range []string{"stored.plan", "move.plan", "terraform.tfstate.backup"} { // their prior state has what was stored
		if err := os.Remove(filepath.Join(s.dir, file)); err != nil {
			t.Fatal(err)
		}
	}

	// The same secret is not a change, and another one is.
	text += s.plan().text
	s.empty()
	s.given(next)
	text += s.differs("~ items_wo_hash = (sensitive value)", "0 to add, 1 to change, 0 to destroy")
	s.env = append(s.env, "TF_LOG=TRACE") // as a crash prints it
	text += s.run("plan", "-out=next.plan")

	// An apply of the plan asks again, and takes only the value of the plan.
	s.given(first)
	refused := s.fails("apply", "next.plan")
	contains(t, refused, "inconsistent final plan", ".items_wo_hash: inconsistent values for sensitive attribute")
	s.holds(path, map[string]string{"user": "dns", "password": first})
	s.given(next)
	text += refused + s.run("plan", "-out=next.plan")
	text += s.run("apply", "next.plan")
	s.env = append(s.env, "TF_LOG=")
	s.holds(path, map[string]string{"user": "dns", "password": next})
	s.empty()

	// A change on the server is planned and repaired.
	s.put(path, map[string]string{"user": "dns", "password": onServer, "more": onServer})
	drift := s.differs("~ items_wo_hash = (sensitive value)", "was changed outside of terraform")
	lacks(t, drift, "~ items = (sensitive value)")
	text += drift + s.fails("destroy", "-auto-approve")
	text += s.run("plan", "-out=drift.plan")
	text += s.run("apply", "drift.plan")
	s.holds(path, map[string]string{"user": "dns", "password": next})
	s.empty()
	text += s.run("show") + s.run("show", "drift.plan") + s.run("show", "-json", "next.plan")

	// A problem with the items shows nothing of them.
	for message, value := range map[string]string{
		"a JSON object of texts":               onServer,
		"got null as a value":                  `{"password":null,"more":"` + onServer + `"}`,
		`the item "user", which items has too`: `{"user":"` + onServer + `"}`,
	} {
		s.given(value)
		s.with("nomad_variable", "it", object{"path": path, "items": object{"user": "dns"}, "items_wo": "${var.secret}"})
		text += s.refused(message)
	}
	contains(t, text, "[TRACE]")
	lacks(t, text, first, next, onServer, stored)
	if places := s.placesOf(first, next, onServer, stored); len(places) > 0 {
		t.Errorf("secrets are in %s", strings.Join(slices.Compact(places), ", "))
	}
	s.given(next)
	s.with("nomad_variable", "it", writeOnly).run("destroy", "-auto-approve")
}

func TestANewWriteOnlySecretIsInNoPlan(t *testing.T) {
	s := newStack(t)
	path := s.name()
	t.Cleanup(func() { _, _ = s.nomad.Variables().Delete(path, nil) })
	s.variables = object{"secret": object{"type": "string", "sensitive": true, "ephemeral": true, "nullable": false}}
	s.given(plantedSecret)
	s.with("nomad_variable", "it", object{"path": path, "items_wo": "${jsonencode({ password = var.secret })}", "items_wo_version": 1})
	contains(t, s.run("plan", "-out=new.plan"), "1 to add, 0 to change, 0 to destroy")
	s.run("apply", "new.plan")
	s.holds(path, map[string]string{"password": plantedSecret})
	s.empty()
	// A number that is not needed writes it again.
	s.with("nomad_variable", "it", object{"path": path, "items_wo": "${jsonencode({ password = var.secret })}", "items_wo_version": 2})
	s.differs("~ items_wo_version = 1 -> 2", "0 to add, 1 to change, 0 to destroy")
	s.repairs()
	// A state without the variable, and a variable without the state.
	if err := os.Remove(filepath.Join(s.dir, "terraform.tfstate")); err != nil {
		t.Fatal(err)
	}
	contains(t, s.run("plan"), "1 to add")
	s.given(plantedSecret + "-2")
	s.refused("[variable default/" + path + "] exists already")
	s.given(plantedSecret)
	s.repairs()
	if places := s.placesOf(plantedSecret); len(places) > 0 {
		t.Errorf("the secret is in %s", strings.Join(places, ", "))
	}
}

func TestSecretsOfAnAuthMethodAreWriteOnly(t *testing.T) {
	s := newStack(t)
	name := s.name()
	t.Cleanup(func() { _, _ = s.nomad.ACLAuthMethods().Delete(name, nil) })
	with := func(argument, value string) object {
		return object{"name": name, "type": "OIDC", "token_locality": "local", "max_token_ttl": "1h", "config": object{
			"oidc_discovery_url": oneIssue, "oidc_client_id": "nomad", argument: value, "allowed_redirect_uris": []string{"http://localhost:4649/oidc/callback"}}}
	}
	read := func() *api.ACLAuthMethod {
		found, _, err := s.nomad.ACLAuthMethods().Get(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	s.keepsItsSecret(secretLife{
		kind: "nomad_acl_auth_method", stored: with("oidc_client_secret", plantedSecret+"-stored"), writeOnly: with("oidc_client_secret_wo", "${var.secret}"),
		hash:     "oidc_client_secret_wo_hash = (sensitive value)",
		identity: func() any { return read().CreateIndex },
		drift: func(secret string) {
			method := read()
			method.Config.OIDCClientSecret = secret
			if _, _, err := s.nomad.ACLAuthMethods().Update(method, nil); err != nil {
				t.Fatal(err)
			}
		},
	})
}

func TestThePrivateKeyOfAClientAssertionIsWriteOnly(t *testing.T) {
	s := newStack(t)
	name := s.name()
	t.Cleanup(func() { _, _ = s.nomad.ACLAuthMethods().Delete(name, nil) })
	keys := map[string]string{}
	key := func(name string) string { // Nomad signs with a key before it accepts it
		if keys[name] == "" {
			signer, err := rsa.GenerateKey(rand.Reader, 2048)
			if err != nil {
				t.Fatal(err)
			}
			keys[name] = string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(signer)}))
		}
		return keys[name]
	}
	with := func(argument, value string) object {
		return object{"name": name, "type": "OIDC", "token_locality": "local", "max_token_ttl": "1h", "config": object{
			"oidc_discovery_url": oneIssue, "oidc_client_id": "nomad", "allowed_redirect_uris": []string{"http://localhost:4649/oidc/callback"},
			"oidc_client_assertion": object{"key_source": "private_key", "audience": []string{oneIssue}, "private_key": object{"key_id": "first", argument: value}}}}
	}
	read := func() *api.ACLAuthMethod {
		found, _, err := s.nomad.ACLAuthMethods().Get(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	s.keepsItsSecret(secretLife{
		kind: "nomad_acl_auth_method", stored: with("pem_key", key(plantedSecret+"-stored")), writeOnly: with("pem_key_wo", "${var.secret}"), value: key,
		hash:     "pem_key_wo_hash = (sensitive value)",
		identity: func() any { return read().CreateIndex },
		drift: func(secret string) {
			method := read()
			method.Config.OIDCClientAssertion.PrivateKey.PemKey = secret
			if _, _, err := s.nomad.ACLAuthMethods().Update(method, nil); err != nil {
				t.Fatal(err)
			}
		},
	})
}

// secretsOfCSIVolumesAreWriteOnly is a part of TestCSIVolumes, which runs the plugins.
func secretsOfCSIVolumesAreWriteOnly(t *testing.T) {
	t.Run("nomad_csi_volume", func(t *testing.T) {
		secretsOfACSIVolumeAreWriteOnly(t, "nomad_csi_volume", object{"plugin_id": csiPlugin})
	})
	t.Run("nomad_csi_volume_registration", func(t *testing.T) {
		secretsOfACSIVolumeAreWriteOnly(t, "nomad_csi_volume_registration", object{"plugin_id": csiNodePlugin, "external_id": "made-by-hand"})
	})
}

func secretsOfACSIVolumeAreWriteOnly(t *testing.T, kind string, of object) {
	s := newStack(t)
	id := s.name()
	volume := func(more object) object {
		all := object{"volume_id": id, "name": id, "capability": []any{oneWriter()}}
		maps.Copy(all, of)
		maps.Copy(all, more)
		return all
	}
	// Nomad returns neither, so another secret on the server is not noticed, and only the absence of all flags is.
	s.keepsItsSecret(secretLife{
		kind: kind,
		stored: volume(object{"secrets": object{"key": plantedSecret + "-stored"},
			"mount_options": []any{object{"mount_flags": []string{"password=" + plantedSecret + "-stored"}}}}),
		writeOnly: volume(object{"secrets_wo": object{"key": "${var.secret}"},
			"mount_options": []any{object{"mount_flags_wo": []string{"password=${var.secret}"}}}}),
		hash:     "secrets_wo_hash = (sensitive value)",
		identity: func() any { return s.csiVolume(id).CreateIndex },
	})
}

func TestAConsulAuthMethodHasWriteOnlyConfiguration(t *testing.T) {
	s := newConsulStack(t)
	client, name := consulClient(t), s.name()
	t.Cleanup(func() { _, _ = client.ACL().AuthMethodDelete(name, nil) })
	read := func() *consul.ACLAuthMethod {
		found, _, err := client.ACL().AuthMethodRead(name, nil)
		if err != nil || found == nil {
			t.Fatalf("%v %v", found, err)
		}
		return found
	}
	with := func(configuration object) object {
		all := object{"name": name, "type": "jwt"}
		maps.Copy(all, configuration)
		return all
	}
	const open = `"JWTValidationPubKeys":["` + testKey + `"]`
	s.keepsItsSecret(secretLife{
		kind:      "consul_acl_auth_method",
		stored:    with(object{"config_json": `{` + open + `,"BoundAudiences":["` + plantedSecret + `-stored"]}`}),
		writeOnly: with(object{"config_json": `{` + open + `}`, "config_json_wo": `${jsonencode({ BoundAudiences = [var.secret] })}`}),
		hash:      "config_json_wo_hash = (sensitive value)",
		identity:  func() any { return read().CreateIndex },
		has: func(secret string) {
			if got := fmt.Sprint(read().Config["BoundAudiences"]); got != "["+secret+"]" {
				t.Errorf("the configuration has another value than %q", secret)
			}
		},
		drift: func(secret string) {
			method := read()
			method.Config["BoundAudiences"] = []string{secret}
			if _, _, err := client.ACL().AuthMethodUpdate(method, nil); err != nil {
				t.Fatal(err)
			}
		},
	})
}

func TestKeysOfConsulHaveWriteOnlyValues(t *testing.T) {
	client := consulClient(t)
	for _, kind := range []string{"consul_keys", "consul_key_prefix"} {
		t.Run(kind, func(t *testing.T) {
			s := newConsulStack(t)
			prefix := s.name() + "/"
			t.Cleanup(func() { _, _ = client.KV().DeleteTree(prefix, nil) })
			read := func() *consul.KVPair {
				pair, _, err := client.KV().Get(prefix+"password", nil)
				if err != nil || pair == nil {
					t.Fatalf("%v %v", pair, err)
				}
				return pair
			}
			user := object{"path": prefix + "user", "value": "dns", "delete": true}
			life := secretLife{
				kind:      kind,
				stored:    object{"key": []any{user, object{"path": prefix + "password", "value": plantedSecret + "-stored", "delete": true}}},
				writeOnly: object{"key": []any{user, object{"path": prefix + "password", "delete": true}}, "values_wo": object{prefix + "password": "${var.secret}"}},
				hash:      "values_wo_hash = (sensitive value)",
				identity:  func() any { return read().CreateIndex },
				has: func(secret string) {
					if string(read().Value) != secret {
						t.Errorf("the key has another value than %q", secret)
					}
				},
				drift: func(secret string) {
					if _, err := client.KV().Put(&consul.KVPair{Key: prefix + "password", Value: []byte(secret)}, nil); err != nil {
						t.Fatal(err)
					}
				},
			}
			if kind == "consul_key_prefix" {
				life.stored = object{"path_prefix": prefix, "subkeys": object{"user": "dns", "password": plantedSecret + "-stored"}}
				life.writeOnly = object{"path_prefix": prefix, "subkeys": object{"user": "dns"}, "subkeys_wo": object{"password": "${var.secret}"}}
				life.hash = "subkeys_wo_hash = (sensitive value)"
			}
			s.keepsItsSecret(life)
		})
	}
}
