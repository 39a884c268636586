package consul

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/writeonly/writeonlytest"
)

type object = writeonlytest.Object

const planted = "planted-secret-7f3a"

// issuer is a Consul with at most one auth method.
type issuer struct {
	method  *api.ACLAuthMethod
	created int
	refuses bool
}

func (i *issuer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case !strings.HasPrefix(r.URL.Path, "/v1/acl/auth-method"):
		fmt.Fprint(w, "{}")
	case r.Method == http.MethodGet && i.method == nil:
		http.Error(w, "ACL not found", http.StatusNotFound)
	case r.Method == http.MethodGet:
		_ = json.NewEncoder(w).Encode(i.method)
	case i.refuses:
		http.Error(w, "refused", http.StatusBadRequest)
	default:
		if i.method == nil {
			i.created++
		}
		i.method = &api.ACLAuthMethod{}
		_ = json.NewDecoder(r.Body).Decode(i.method)
		_ = json.NewEncoder(w).Encode(i.method)
	}
}

func TestKeysOfTheConfigurationOfAnAuthMethodAreWriteOnly(t *testing.T) {
	consul := &issuer{}
	server := httptest.NewServer(consul)
	defer server.Close()
	const first, next, stored, onServer = planted + "-1", planted + "-2", planted + "-stored", planted + "-3"
	plain := object{"name": "pods", "type": "kubernetes", "config_json": `{"Host":"https://k8s.test","ServiceAccountJWT":"` + stored + `"}`}
	with := func(secret string) object {
		return object{"name": "pods", "type": "kubernetes", "config_json": `{"Host":"https://k8s.test"}`, "config_json_wo": `{"ServiceAccountJWT":"` + secret + `","CACert":""}`}
	}
	r := writeonlytest.New(t, NewServer, "consul_acl_auth_method", object{"address": server.URL})

	// A secret of the state leaves it, and the auth method remains the same one.
	r.Run("create", plain)
	r.Run("update", with(first))
	if config := consul.method.Config; consul.created != 1 || config["ServiceAccountJWT"] != first || config["Host"] != "https://k8s.test" {
		t.Fatalf("got %d auth methods, and %v", consul.created, config)
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

	// Consul returns the configuration, so a change of another client is planned.
	for name, change := range map[string]func(map[string]any){
		"changed": func(config map[string]any) { config["ServiceAccountJWT"] = onServer },
		"added":   func(config map[string]any) { config["CACert"] = onServer },
		"removed": func(config map[string]any) { delete(config, "ServiceAccountJWT") },
	} {
		change(consul.method.Config)
		if got := r.Plan(with(next)); got != "update" {
			t.Errorf("%s: got the plan %s", name, got)
		}
		r.Run("update", with(next))
	}
	consul.method.Config["CACert"] = ""
	if got := r.Plan(with(next)); got != "none" {
		t.Errorf("a key without a value: got the plan %s", got)
	}

	consul.refuses = true
	r.Plan(with(onServer))
	if got := r.Apply(with(onServer)); !strings.Contains(got, "refused") {
		t.Errorf("got %q, want the error of the server", got)
	}
	for want, secret := range map[string]string{"is not a JSON object": onServer, "got the key Host, which config_json has too": `{"Host":"` + onServer + `"}`} {
		wrong := with("")
		wrong["config_json_wo"] = secret
		if got := r.Plan(wrong); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, secret := range []string{first, next, onServer} {
		if strings.Contains(r.Seen(), secret) {
			t.Errorf("%s is in a state, a plan, private data, or a message", secret)
		}
	}
}

func TestAnExistingAuthMethodWithTheSameSecretIsTakenOver(t *testing.T) {
	consul := &issuer{method: &api.ACLAuthMethod{Name: "pods", Type: "kubernetes", TokenLocality: "local",
		Config: map[string]any{"Host": "https://k8s.test", "ServiceAccountJWT": planted}}}
	server := httptest.NewServer(consul)
	defer server.Close()
	with := func(secret string) object {
		return object{"name": "pods", "type": "kubernetes", "config_json": `{"Host":"https://k8s.test"}`, "config_json_wo": `{"ServiceAccountJWT":"` + secret + `"}`}
	}
	r := writeonlytest.New(t, NewServer, "consul_acl_auth_method", object{"address": server.URL})
	r.Plan(with("other"))
	if got := r.Apply(with("other")); !strings.Contains(got, "differs from this one") {
		t.Errorf("another secret: got %q", got)
	}
	r.Run("create", with(planted))
	if consul.created != 0 || strings.Contains(r.Seen(), planted) {
		t.Errorf("got %d new auth methods", consul.created)
	}
}
