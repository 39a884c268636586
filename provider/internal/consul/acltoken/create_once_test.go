package acltoken

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/election"
)

func TestATokenIsCreatedOnceDuringAnElection(t *testing.T) {
	for name, isWritten := range map[string]bool{"written": true, "not written": false} {
		t.Run(name, func(t *testing.T) {
			tokens := map[string]api.ACLToken{}
			creations := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				var token api.ACLToken
				if r.Method == http.MethodGet {
					found, has := tokens[strings.TrimPrefix(r.URL.Path, "/v1/acl/token/")]
					if !has {
						http.Error(w, "token does not exist: ACL not found", http.StatusNotFound)
						return
					}
					_ = json.NewEncoder(w).Encode(found)
					return
				}
				_ = json.NewDecoder(r.Body).Decode(&token)
				if _, has := tokens[token.AccessorID]; has || token.AccessorID == "" {
					http.Error(w, "Invalid Token: AccessorID is already in use", http.StatusInternalServerError)
					return
				}
				token.SecretID = "secret"
				if creations++; creations > 1 || isWritten {
					tokens[token.AccessorID] = token
				}
				if creations == 1 {
					http.Error(w, "rpc error making call: leadership lost while committing log", http.StatusInternalServerError)
					return
				}
				_ = json.NewEncoder(w).Encode(token)
			}))
			defer server.Close()
			client, err := api.NewClient(&api.Config{Address: server.URL, HttpClient: &http.Client{Transport: election.Await("consul", http.DefaultTransport)}})
			if err != nil {
				t.Fatal(err)
			}
			id, err := accessorID(&model{})
			if err != nil {
				t.Fatal(err)
			}
			created, err := createOnce(t.Context(), client, &api.ACLToken{AccessorID: id})
			if err != nil || created.AccessorID != id || created.SecretID != "secret" || len(tokens) != 1 {
				t.Errorf("got %+v, %v with %d tokens", created, err, len(tokens))
			}
		})
	}
}
