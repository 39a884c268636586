package nomad

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/hashicorp/go-cleanhttp"
	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/election"
)

// newClient returns a client whose requests wait while the servers elect a leader. Below that, its HTTP client is the one that the library
// makes for itself.
func newClient(config *api.Config) (*api.Client, error) {
	transport := cleanhttp.DefaultPooledTransport()
	transport.TLSHandshakeTimeout = 10 * time.Second
	transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	transport.ForceAttemptHTTP2 = false // as the library does
	// Terraform sends ten requests at once, and Nomad rejects more than 100 connections from one address, open ones of all stacks included.
	transport.MaxIdleConnsPerHost = 10
	transport.IdleConnTimeout = 5 * time.Second
	if address, err := url.Parse(config.Address); err == nil && address.Scheme == "unix" {
		socket := address.EscapedPath()
		transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", socket)
		}
		config.Address = "http://127.0.0.1"
	}
	client := &http.Client{Transport: transport}
	if err := api.ConfigureTLS(client, config.TLSConfig); err != nil {
		return nil, err
	}
	client.Transport = election.Await("nomad", transport)
	config.HttpClient = client
	return api.NewClient(config)
}
