package consul

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/consul/kv"
	"cdknomad/provider/internal/writeonly/writeonlytest"
)

// keyStore is the key/value store of a Consul.
type keyStore struct {
	pairs map[string]*api.KVPair
	index uint64
}

func (k *keyStore) put(path, value string) {
	k.index++
	k.pairs[path] = &api.KVPair{Key: path, Value: []byte(value), ModifyIndex: k.index}
}

func (k *keyStore) value(path string) string {
	if k.pairs[path] == nil {
		return ""
	}
	return string(k.pairs[path].Value)
}

func (k *keyStore) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, isKey := strings.CutPrefix(r.URL.Path, "/v1/kv/")
	switch {
	case r.URL.Path == "/v1/catalog/datacenters":
		fmt.Fprint(w, `["dc1"]`)
	case r.URL.Path == "/v1/txn":
		var operations []struct {
			KV struct{ Verb, Key, Value string }
		}
		_ = json.NewDecoder(r.Body).Decode(&operations)
		for _, operation := range operations {
			if value, _ := base64.StdEncoding.DecodeString(operation.KV.Value); operation.KV.Verb == string(api.KVCAS) {
				k.put(operation.KV.Key, string(value))
			} else {
				delete(k.pairs, operation.KV.Key)
			}
		}
		fmt.Fprint(w, `{"Results":[]}`)
	case isKey:
		_, isList := r.URL.Query()["recurse"]
		var found []*api.KVPair
		for _, pair := range k.pairs {
			if pair.Key == path || isList && strings.HasPrefix(pair.Key, path) {
				found = append(found, pair)
			}
		}
		if len(found) == 0 {
			http.Error(w, "", http.StatusNotFound)
			return
		}
		_ = json.NewEncoder(w).Encode(found)
	default:
		fmt.Fprint(w, "{}")
	}
}

func TestValuesOfKeysAreWriteOnly(t *testing.T) {
	const first, next, stored, onServer = planted + "-1", planted + "-2", planted + "-stored", planted + "-3"
	for kind, one := range map[string]struct {
		plain object
		with  func(secret string) object
		wrong map[string]object // by the problem
	}{
		"consul_keys": {
			object{"key": []any{object{"path": "app/user", "value": "dns"}, object{"path": "app/password", "value": stored, "delete": true}}},
			func(secret string) object {
				return object{"key": []any{object{"path": "app/user", "value": "dns"}, object{"path": "app/password", "delete": true}}, "values_wo": object{"app/password": secret}}
			},
			map[string]object{
				"which no key block has":                   {"key": []any{}, "values_wo": object{"app/password": onServer}},
				"whose key block has a value or a name":    {"key": []any{object{"path": "app/password", "value": "x"}}, "values_wo": object{"app/password": onServer}},
				`key "app/b": has neither a value nor a n`: {"key": []any{object{"path": "app/b"}, object{"path": "app/password"}}, "values_wo": object{"app/password": onServer}},
			},
		},
		"consul_key_prefix": {
			object{"path_prefix": "app/", "subkeys": object{"user": "dns", "password": stored}},
			func(secret string) object {
				return object{"path_prefix": "app/", "subkeys": object{"user": "dns"}, "subkeys_wo": object{"password": secret}}
			},
			map[string]object{
				"which subkeys has too": {"path_prefix": "app/", "subkeys": object{"password": "x"}, "subkeys_wo": object{"password": onServer}},
			},
		},
	} {
		t.Run(kind, func(t *testing.T) {
			consul := &keyStore{pairs: map[string]*api.KVPair{}}
			server := httptest.NewServer(consul)
			defer server.Close()
			r := writeonlytest.New(t, NewServer, kind, object{"address": server.URL})

			// A secret of the state leaves it, with what is remembered of it.
			r.Run("create", one.plain)
			before := r.Private()
			r.Run("update", one.with(first))
			if consul.value("app/password") != first || consul.value("app/user") != "dns" {
				t.Fatalf("Consul has %v", consul.pairs)
			}
			if strings.Contains(r.State(), stored) || before == r.Private() {
				t.Error("the state still has the secret, or the mark of it")
			}

			// Another secret is planned, and an apply takes no other.
			if got := r.Plan(one.with(next)); got != "update" {
				t.Fatalf("another secret: got the plan %s", got)
			}
			if got := r.Apply(one.with(first)); got != "inconsistent final plan" {
				t.Errorf("an apply with another secret than the plan: got %q", got)
			}
			r.Run("update", one.with(next))

			// A change of another client is planned and repaired, and one that was taken back is not.
			consul.put("app/password", onServer)
			r.Run("update", one.with(next))
			consul.put("app/password", next)
			if got := r.Plan(one.with(next)); got != "none" {
				t.Errorf("a change that was taken back: got the plan %s", got)
			}
			delete(consul.pairs, "app/password")
			r.Run("update", one.with(next))
			if consul.value("app/password") != next {
				t.Errorf("Consul has %v", consul.pairs)
			}
			if kind == "consul_key_prefix" {
				consul.put("app/more", onServer)
				r.Run("update", one.with(next))
				if consul.pairs["app/more"] != nil {
					t.Error("the key of another client is still there")
				}
			}
			for want, wrong := range one.wrong {
				if got := r.Plan(wrong); !strings.Contains(got, want) {
					t.Errorf("got %q, want %q", got, want)
				}
			}
			for _, secret := range []string{first, next, onServer} {
				// A fast hash of it would let anybody with the state try values.
				for _, text := range []string{secret, kv.Entry{Value: secret}.Mark().Digest} {
					if strings.Contains(r.Seen(), text) {
						t.Errorf("%s is in a state, a plan, private data, or a message", text)
					}
				}
			}
			// A value in the clear may come back.
			r.Run("update", one.plain)
		})
	}
}
