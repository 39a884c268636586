// Package discover takes the place of go-discover, with which Nomad and Consul find servers through the APIs of clouds. It has no
// cloud, because the agents of a lab get addresses.
package discover

import (
	"fmt"
	"log"
	"maps"
	"slices"
	"strings"
)

// Provider finds addresses in one kind of cloud.
type Provider interface {
	Addrs(args map[string]string, l *log.Logger) ([]string, error)
	Help() string
}

// Providers are those of clouds.
var Providers = map[string]Provider{}

// Discover finds addresses with providers.
type Discover struct {
	Providers map[string]Provider
}

// Option changes a new Discover.
type Option func(*Discover) error

// New returns a Discover with the given options.
func New(options ...Option) (*Discover, error) {
	d := &Discover{}
	for _, option := range options {
		if err := option(d); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// WithUserAgent has no effect, because nothing is requested.
func WithUserAgent(string) Option {
	return func(*Discover) error { return nil }
}

// WithProviders sets the providers.
func WithProviders(providers map[string]Provider) Option {
	return func(d *Discover) error {
		d.Providers = providers
		return nil
	}
}

// Names returns the names of the providers.
func (d *Discover) Names() []string {
	return slices.Sorted(maps.Keys(d.Providers))
}

// Help describes the providers.
func (d *Discover) Help() string {
	var texts []string
	for _, name := range d.Names() {
		texts = append(texts, d.Providers[name].Help())
	}
	return strings.Join(texts, "\n")
}

// Addrs fails: the configuration names a provider that this program does not have.
func (d *Discover) Addrs(configuration string, _ *log.Logger) ([]string, error) {
	return nil, fmt.Errorf("discover: %q: the program that cdknomad builds for labs has no cloud auto-join; use addresses", configuration)
}
