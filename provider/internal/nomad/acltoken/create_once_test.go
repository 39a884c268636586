package acltoken

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/election"
)

// servers keep tokens, and lose their leader during the first creation, after or before it is in the log.
type servers struct {
	tokens    []*api.ACLToken
	creations int
	isWritten bool // the first creation, in spite of its answer
}

func (s *servers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := func(value any) {
		w.Header().Set("X-Nomad-Index", fmt.Sprint(10+len(s.tokens)))
		_ = json.NewEncoder(w).Encode(value)
	}
	create := func() *api.ACLToken {
		var token api.ACLToken
		_ = json.NewDecoder(r.Body).Decode(&token)
		token.AccessorID, token.SecretID = fmt.Sprintf("id-%d", len(s.tokens)), "secret"
		token.CreateIndex = uint64(11 + len(s.tokens))
		s.tokens = append(s.tokens, &token)
		return &token
	}
	switch id, isOne := strings.CutPrefix(r.URL.Path, "/v1/acl/token/"); {
	case r.Method == http.MethodPut:
		if s.creations++; s.creations > 1 {
			answer(create())
			return
		}
		if s.isWritten {
			create()
		}
		http.Error(w, "rpc error: leadership lost while committing log", http.StatusInternalServerError)
	case isOne:
		for _, token := range s.tokens {
			if token.AccessorID == id {
				answer(token)
			}
		}
	default:
		answer(s.tokens)
	}
}

func TestATokenIsCreatedOnceDuringAnElection(t *testing.T) {
	for name, isWritten := range map[string]bool{"written": true, "not written": false} {
		t.Run(name, func(t *testing.T) {
			behind := &servers{isWritten: isWritten, tokens: []*api.ACLToken{
				{AccessorID: "older", Name: "ci", Type: "client", Policies: []string{"readers"}, CreateIndex: 5}, // of another resource
			}}
			server := httptest.NewServer(behind)
			defer server.Close()
			client, err := api.NewClient(&api.Config{Address: server.URL, HttpClient: &http.Client{Transport: election.Await("nomad", http.DefaultTransport)}})
			if err != nil {
				t.Fatal(err)
			}
			created, err := createOnce(t.Context(), client.ACLTokens(), &api.ACLToken{Name: "ci", Type: "client", Policies: []string{"readers"}})
			if err != nil || created.AccessorID != "id-1" || created.SecretID != "secret" || len(behind.tokens) != 2 {
				t.Errorf("got %+v, %v with %d tokens", created, err, len(behind.tokens))
			}
		})
	}
}
