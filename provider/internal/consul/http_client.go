package consul

import (
	"context"
	"net"
	"strings"
	"time"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/consul/login"
	"cdknomad/provider/internal/election"
)

// newClient returns a client whose requests wait while the servers elect a leader. Below that, its HTTP client is the one that the library
// makes for itself.
//
// session is the login by which requests get their token; nil if there is none.
func newClient(config *api.Config, session *login.Session) (*api.Client, error) {
	// Terraform sends ten requests at once, and Consul rejects more than 200 connections from one address, open ones of all stacks included.
	config.Transport.MaxIdleConnsPerHost = 10
	config.Transport.IdleConnTimeout = 5 * time.Second
	if socket, isSocket := strings.CutPrefix(config.Address, "unix://"); isSocket {
		config.Transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", socket)
		}
		config.Transport.Proxy = nil
		config.Address = "127.0.0.1"
	}
	client, err := api.NewHttpClient(config.Transport, config.TLSConfig)
	if err != nil {
		return nil, err
	}
	client.Transport = election.Await("consul", client.Transport)
	config.HttpClient = client
	if session != nil {
		return session.Client(config)
	}
	return api.NewClient(config)
}
