// Package login logs in to Consul with a token of another issuer, and logs out again when the provider stops.
//
// See https://developer.hashicorp.com/consul/api-docs/acl#login-to-auth-method
package login

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"sync"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/secret"
)

// tokenHeader has the ACL token of a request.
const tokenHeader = "X-Consul-Token"

// Method is an auth method, and what the provider shows to it.
type Method struct {
	Name, BearerToken string
	// Meta describes the login, as the list of tokens in Consul shows it.
	Meta map[string]string
}

// Session is the login of one provider process. The first request that needs it logs in.
type Session struct {
	method Method
	client *api.Client // sends its requests without this session
	given  string      // the token of the client itself, which the session replaces

	mu    sync.Mutex
	token string
}

// New returns a session that is not logged in yet.
func New(method Method) *Session { return &Session{method: method} }

// Client returns a client whose requests have the token of the session. A request with a token of its own keeps that.
//
// config has the HTTP client that both the requests and the login use.
func (s *Session) Client(config *api.Config) (*api.Client, error) {
	plain := *config
	client, err := api.NewClient(&plain)
	if err != nil {
		return nil, err
	}
	s.client, s.given = client, plain.Token
	behind := *config.HttpClient
	behind.Transport = transport{config.HttpClient.Transport, s}
	config.HttpClient = &behind
	return api.NewClient(config)
}

// AddHeader adds a header to the requests of the login and the logout.
func (s *Session) AddHeader(name, value string) { s.client.AddHeader(name, value) }

// Logout deletes the token of the session, if it logged in.
func (s *Session) Logout(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.token == "" {
		return nil
	}
	_, err := s.client.ACL().Logout((&api.WriteOptions{Token: s.token}).WithContext(ctx))
	s.token = ""
	return err
}

// login returns the token of the session.
func (s *Session) login(ctx context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.token != "" {
		return s.token, nil
	}
	created, _, err := s.client.ACL().Login(&api.ACLLoginParams{
		AuthMethod: s.method.Name, BearerToken: s.method.BearerToken, Meta: s.method.Meta,
	}, (&api.WriteOptions{}).WithContext(ctx))
	if err != nil {
		return "", fmt.Errorf("login by auth method %q failed: %s", s.method.Name, secret.Mask(answer.Reason(err), []string{s.method.BearerToken}))
	}
	s.token = created.SecretID
	return s.token, nil
}

// transport sets the token of a session.
type transport struct {
	http.RoundTripper
	session *Session
}

// CloseIdleConnections closes those of the transport behind this one.
func (t transport) CloseIdleConnections() {
	if behind, can := t.RoundTripper.(interface{ CloseIdleConnections() }); can {
		behind.CloseIdleConnections()
	}
}

func (t transport) RoundTrip(request *http.Request) (*http.Response, error) {
	if given := request.Header.Get(tokenHeader); cmp.Or(given, t.session.given) != t.session.given {
		return t.RoundTripper.RoundTrip(request)
	}
	token, err := t.session.login(request.Context())
	if err != nil {
		if request.Body != nil {
			request.Body.Close()
		}
		return nil, err
	}
	sent := request.Clone(request.Context())
	sent.Header.Set(tokenHeader, token)
	return t.RoundTripper.RoundTrip(sent)
}
