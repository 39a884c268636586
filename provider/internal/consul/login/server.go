package login

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// server is a provider server that logs out when it closes.
type server struct {
	tfprotov6.ProviderServer
	session func() *Session
}

// Before returns a provider server with a method Close, which logs out.
//
// session returns the login of the provider; nil if it has none, or is not configured yet.
func Before(behind tfprotov6.ProviderServer, session func() *Session) tfprotov6.ProviderServer {
	return server{behind, session}
}

// Close deletes the token of the login.
func (s server) Close(ctx context.Context) error {
	if session := s.session(); session != nil {
		return session.Logout(ctx)
	}
	return nil
}
