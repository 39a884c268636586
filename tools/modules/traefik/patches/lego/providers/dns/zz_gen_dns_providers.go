// Package dns has none of the clients of clouds that lego has for DNS-01.
package dns

import (
	"fmt"

	"github.com/go-acme/lego/v4/challenge"
)

// NewDNSChallengeProviderByName returns an error: no provider is compiled in.
func NewDNSChallengeProviderByName(name string) (challenge.Provider, error) {
	return nil, fmt.Errorf("this Traefik has no client of the DNS provider %q; use the original program", name)
}
