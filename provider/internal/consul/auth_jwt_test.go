package consul

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/login"
)

const bearer = "planted-bearer-token"

// issuing is a Consul that logs in every client that has the bearer token, and records what it was asked.
type issuing struct {
	mu                sync.Mutex
	requests          []string
	login             api.ACLLoginParams
	namespace, header string
}

func (s *issuing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r.Method+" "+r.URL.Path+" "+r.Header.Get("X-Consul-Token"))
	switch r.URL.Path {
	case "/v1/acl/login":
		_ = json.NewDecoder(r.Body).Decode(&s.login)
		s.namespace, s.header = r.URL.Query().Get("ns"), r.Header.Get("X-Proxy")
		if s.login.BearerToken != bearer {
			http.Error(w, "Permission denied: "+s.login.BearerToken+" is not signed", http.StatusForbidden)
			return
		}
		fmt.Fprint(w, `{"SecretID": "issued"}`)
	case "/v1/acl/logout":
	default:
		fmt.Fprint(w, `"127.0.0.1:8300"`)
	}
}

func (s *issuing) start(t *testing.T) string {
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	for _, name := range []string{"CONSUL_HTTP_TOKEN", "CONSUL_TOKEN", "CONSUL_HTTP_TOKEN_FILE"} {
		t.Setenv(name, "")
	}
	return server.URL
}

func jwt(token string) []authJWT {
	return []authJWT{{AuthMethod: types.StringValue("ci"), BearerToken: types.StringValue(token), Meta: map[string]string{"run": "7"}}}
}

func connected(t *testing.T, s settings) (*api.Client, *login.Session) {
	t.Helper()
	client, session, problems := s.client(t.Context())
	if problems.HasError() {
		t.Fatal(problems)
	}
	return client, session
}

func TestTheFirstRequestLogsInAndTheEndLogsOut(t *testing.T) {
	server := &issuing{}
	address := server.start(t)
	t.Setenv("CONSUL_HTTP_TOKEN", "of-the-environment")
	client, session := connected(t, settings{Address: types.StringValue(address), Namespace: types.StringValue("team"), AuthJWT: jwt(bearer),
		Headers: []header{{types.StringValue("X-Proxy"), types.StringValue("yes")}}})
	if len(server.requests) > 0 {
		t.Fatalf("got %v before the first request", server.requests)
	}
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() { _, _ = client.Status().Leader() })
	}
	all.Wait()
	if _, err := client.Status().LeaderWithQueryOptions(&api.QueryOptions{Token: "of-one-resource"}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := session.Logout(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"POST /v1/acl/login of-the-environment"}
	for range 5 {
		want = append(want, "GET /v1/status/leader issued")
	}
	want = append(want, "GET /v1/status/leader of-one-resource", "POST /v1/acl/logout issued")
	if !slices.Equal(server.requests, want) {
		t.Errorf("got %q, want %q", server.requests, want)
	}
	if got := server.login; got.AuthMethod != "ci" || got.Meta["run"] != "7" || server.namespace != "team" || server.header != "yes" {
		t.Errorf("got %+v in namespace %q with the header %q", got, server.namespace, server.header)
	}
}

func TestAProviderThatSentNoRequestDoesNotLogOut(t *testing.T) {
	server := &issuing{}
	_, session := connected(t, settings{Address: types.StringValue(server.start(t)), AuthJWT: jwt(bearer)})
	if err := session.Logout(t.Context()); err != nil || len(server.requests) > 0 {
		t.Errorf("got %v and %v", err, server.requests)
	}
}

func TestTheServerOfTheProviderLogsOutWhenItCloses(t *testing.T) {
	server := &issuing{}
	client, session := connected(t, settings{Address: types.StringValue(server.start(t)), AuthJWT: jwt(bearer)})
	if _, err := client.Status().Leader(); err != nil {
		t.Fatal(err)
	}
	behind := login.Before(nil, func() *login.Session { return session })
	if err := behind.(interface{ Close(context.Context) error }).Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := server.requests[len(server.requests)-1]; got != "POST /v1/acl/logout issued" {
		t.Errorf("got %q", got)
	}
	if _, can := NewServer().(interface{ Close(context.Context) error }); !can {
		t.Error("the server of the provider has no method Close")
	}
}

func TestARefusedLoginIsReportedWithoutTheToken(t *testing.T) {
	server := &issuing{}
	client, _ := connected(t, settings{Address: types.StringValue(server.start(t)), AuthJWT: jwt("another-bearer-token")})
	_, err := client.Status().Leader()
	if err == nil || !strings.Contains(err.Error(), `login by auth method "ci" failed: Permission denied: (masked) is not signed`) {
		t.Errorf("got %v", err)
	}
	if strings.Contains(fmt.Sprint(err), "another-bearer-token") {
		t.Error("the message has the bearer token")
	}
}

func TestALoginNeedsOneToken(t *testing.T) {
	address := types.StringValue((&issuing{}).start(t))
	ofRun := authJWT{AuthMethod: types.StringValue("ci"), OfHCP: types.BoolValue(true)}
	both := ofRun
	both.BearerToken = types.StringValue(bearer)
	t.Setenv(hcpIdentity, "")
	for want, blocks := range map[string][]authJWT{
		"auth_jwt has no token":                  {{AuthMethod: types.StringValue("ci")}},
		"auth_jwt has two tokens":                {both},
		"TFC_WORKLOAD_IDENTITY_TOKEN is not set": {ofRun},
		"more than one auth_jwt":                 append(jwt(bearer), jwt(bearer)...),
	} {
		_, _, problems := (&settings{Address: address, AuthJWT: blocks}).client(t.Context())
		if got := fmt.Sprint(problems); !problems.HasError() || !strings.Contains(got, want) || strings.Contains(got, bearer) {
			t.Errorf("%s: got %s", want, got)
		}
	}
	t.Setenv(hcpIdentity, bearer)
	client, _ := connected(t, settings{Address: address, AuthJWT: []authJWT{ofRun}})
	if _, err := client.Status().Leader(); err != nil {
		t.Error(err)
	}
}
