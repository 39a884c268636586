// Package serveraddress reads the credentials in the address of a server. The configuration of Terraform must not have them, because
// it is a file; the variables NOMAD_ADDR and CONSUL_HTTP_ADDR may.
package serveraddress

import (
	"net/url"
	"strings"
)

// Credentials are the user name and password for a proxy in front of a server.
type Credentials struct{ User, Password string }

// Split returns an address without its credentials, and the credentials, which are nil if the address has none.
func Split(address string) (string, *Credentials) {
	whole := address
	if !strings.Contains(address, "://") {
		whole = "http://" + address
	}
	parsed, err := url.Parse(whole)
	if err != nil || parsed.User == nil {
		return address, nil
	}
	password, _ := parsed.User.Password()
	credentials := &Credentials{parsed.User.Username(), password}
	parsed.User = nil
	plain := parsed.String()
	if whole != address {
		plain = strings.TrimPrefix(plain, "http://")
	}
	return plain, credentials
}

// For returns the address to use and its credentials: those in the configured address, or else those in the variable if it has the
// address of the same server.
//
// configured may be empty; the variable is then used.
func For(configured, variable string) (string, *Credentials) {
	given, credentials := Split(variable)
	if configured == "" {
		return given, credentials
	}
	address, own := Split(configured)
	if own == nil && server(address) == server(given) {
		own = credentials
	}
	return address, own
}

// server is what two addresses of one server have in common.
func server(address string) string {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	return strings.TrimSuffix(address, "/")
}
