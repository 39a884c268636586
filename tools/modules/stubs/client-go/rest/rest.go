// Package rest is the part of client-go's package that Consul uses.
package rest

import (
	"context"
	"net"
)

// Config is how to reach the API of Kubernetes.
type Config struct {
	// Host is a host, a host and a port, or a URL.
	Host        string
	BearerToken string
	Dial        func(ctx context.Context, network, address string) (net.Conn, error)
	TLSClientConfig
	ContentConfig
}

// TLSClientConfig is whom to trust.
type TLSClientConfig struct {
	// CAData is a certificate in PEM.
	CAData []byte
}

// ContentConfig is the type of bodies.
type ContentConfig struct {
	ContentType string
}
