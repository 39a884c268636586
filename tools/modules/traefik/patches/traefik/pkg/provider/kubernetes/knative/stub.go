// Package knative takes the place of a provider whose client takes long to compile.
package knative

import (
	"errors"

	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/safe"
)

var errMissing = errors.New("this Traefik has no client of Kubernetes; use the original program")

// Provider refuses to start.
type Provider struct{}

// Init returns an error.
func (*Provider) Init() error { return errMissing }

// Provide returns an error.
func (*Provider) Provide(chan<- dynamic.Message, *safe.Pool) error { return errMissing }
