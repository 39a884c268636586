package nomad

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/writeonly/writeonlytest"
)

type object = writeonlytest.Object

const planted = "planted-secret-7f3a"

// issuer is a Nomad with at most one auth method. It hides secrets, as Nomad does.
type issuer struct {
	method  *api.ACLAuthMethod
	created int
	refuses bool
}

func (i *issuer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case !strings.HasPrefix(r.URL.Path, "/v1/acl/auth-method"):
		fmt.Fprint(w, `{"config":{"Version":{"Version":"1.11.3"}}}`)
	case r.Method == http.MethodGet && i.method == nil:
		http.Error(w, "ACL auth-method not found", http.StatusNotFound)
	case r.Method == http.MethodGet:
		_ = json.NewEncoder(w).Encode(hidden(i.method))
	case i.refuses:
		body, _ := json.Marshal("refused")
		http.Error(w, string(body), http.StatusBadRequest)
	default:
		index := uint64(10)
		if i.method != nil {
			index = i.method.ModifyIndex + 1
		} else {
			i.created++
		}
		i.method = &api.ACLAuthMethod{}
		_ = json.NewDecoder(r.Body).Decode(i.method)
		i.method.ModifyIndex = index
		_ = json.NewEncoder(w).Encode(hidden(i.method))
	}
}

func hidden(method *api.ACLAuthMethod) *api.ACLAuthMethod {
	text, _ := json.Marshal(method)
	copied := &api.ACLAuthMethod{}
	_ = json.Unmarshal(text, copied)
	if copied.Config.OIDCClientSecret != "" {
		copied.Config.OIDCClientSecret = "redacted"
	}
	if assertion := copied.Config.OIDCClientAssertion; assertion != nil && assertion.PrivateKey != nil && assertion.PrivateKey.PemKey != "" {
		assertion.PrivateKey.PemKey = "redacted"
	}
	return copied
}

// secrets returns those that the server got.
func (i *issuer) secrets() string {
	if assertion := i.method.Config.OIDCClientAssertion; assertion != nil && assertion.PrivateKey != nil {
		return assertion.PrivateKey.PemKey
	}
	return i.method.Config.OIDCClientSecret
}

// oidc is an auth method with these attributes in its block config.
func oidc(more object) object {
	config := object{"oidc_discovery_url": "https://issuer.test", "oidc_client_id": "nomad"}
	for name, value := range more {
		config[name] = value
	}
	return object{"name": "people", "type": "OIDC", "token_locality": "local", "max_token_ttl": "1h", "config": config}
}

// signed is an auth method whose private key has these attributes.
func signed(more object) object {
	key := object{"key_id": "k"}
	for name, value := range more {
		key[name] = value
	}
	return oidc(object{"oidc_client_assertion": object{"key_source": "private_key", "private_key": key}})
}

func TestSecretsOfAnAuthMethodAreWriteOnly(t *testing.T) {
	for name, one := range map[string]struct {
		argument string
		in       func(object) object
	}{
		"client secret": {"oidc_client_secret", oidc},
		"private key":   {"pem_key", signed},
	} {
		t.Run(name, func(t *testing.T) {
			nomad := &issuer{}
			server := httptest.NewServer(nomad)
			defer server.Close()
			with := func(secret string) object { return one.in(object{one.argument + "_wo": secret}) }
			const first, next, stored = planted + "-1", planted + "-2", planted + "-stored"
			r := writeonlytest.New(t, NewServer, "nomad_acl_auth_method", object{"address": server.URL})

			// A secret of the state leaves it, and the auth method remains the same one.
			r.Run("create", one.in(object{one.argument: stored}))
			r.Run("update", with(first))
			if nomad.created != 1 || nomad.secrets() != first {
				t.Fatalf("got %d auth methods, and the secret %q", nomad.created, nomad.secrets())
			}
			if strings.Contains(r.State(), stored) {
				t.Error("the state still has the secret")
			}

			// Another secret is planned, and an apply takes no other.
			if got := r.Plan(with(next)); got != "update" {
				t.Fatalf("another secret: got the plan %s", got)
			}
			if got := r.Apply(with(first)); got != "inconsistent final plan" {
				t.Errorf("an apply with another secret than the plan: got %q", got)
			}
			r.Run("update", with(next))

			// Nomad never returns a secret, so any write of another client is one of the secret.
			nomad.method.ModifyIndex++
			r.Run("update", with(next))
			nomad.method.Config.OIDCClientSecret, nomad.method.Config.OIDCClientAssertion = "", nil
			r.Run("update", with(next))

			nomad.refuses = true
			r.Plan(with(planted + "-3"))
			if got := r.Apply(with(planted + "-3")); !strings.Contains(got, "refused") {
				t.Errorf("got %q, want the error of the server", got)
			}
			for _, secret := range []string{first, next, planted + "-3"} {
				if strings.Contains(r.Seen(), secret) {
					t.Errorf("%s is in a state, a plan, private data, or a message", secret)
				}
			}
			if got := r.Plan(one.in(object{one.argument: stored, one.argument + "_wo": first})); !strings.Contains(got, "got one beside "+one.argument) {
				t.Errorf("both: got %q", got)
			}
		})
	}
}

func TestANumberNextToAWriteOnlySecretWritesItAgain(t *testing.T) {
	nomad := &issuer{}
	server := httptest.NewServer(nomad)
	defer server.Close()
	r := writeonlytest.New(t, NewServer, "nomad_acl_auth_method", object{"address": server.URL})
	with := func(version int) object {
		return oidc(object{"oidc_client_secret_wo": planted, "oidc_client_secret_wo_version": version})
	}
	r.Run("create", with(1))
	index := nomad.method.ModifyIndex
	r.Run("update", with(2))
	if nomad.method.ModifyIndex == index {
		t.Error("the auth method was not written")
	}
}

func TestAWriteOnlyClientSecretThatIsTooShortIsRefusedWithoutIt(t *testing.T) {
	r := writeonlytest.New(t, NewServer, "nomad_acl_auth_method", object{"address": "http://127.0.0.1:1"})
	got := r.Plan(oidc(object{"oidc_client_secret_wo": planted, "oidc_client_assertion": object{"key_source": "client_secret"}}))
	if !strings.Contains(got, "too short to sign with") || strings.Contains(got, planted) {
		t.Errorf("got %q", got)
	}
}
