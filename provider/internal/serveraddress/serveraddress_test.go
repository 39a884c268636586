package serveraddress

import "testing"

func TestCredentialsComeFromTheVariableOfTheSameServer(t *testing.T) {
	secret := &Credentials{"ops", "pa:ss word"}
	for name, c := range map[string]struct {
		configured, variable, address string
		want                          *Credentials
	}{
		"no configuration":     {"", "http://ops:pa%3Ass%20word@n:4646", "http://n:4646", secret},
		"same server":          {"http://n:4646", "http://ops:pa%3Ass%20word@n:4646/", "http://n:4646", secret},
		"another server":       {"http://m:4646", "http://ops:pa%3Ass%20word@n:4646", "http://m:4646", nil},
		"no credentials":       {"http://n:4646", "http://n:4646", "http://n:4646", nil},
		"unix socket":          {"unix:///run/nomad.sock", "", "unix:///run/nomad.sock", nil},
		"without a scheme":     {"", "ops:pa%3Ass%20word@127.0.0.1:8500", "127.0.0.1:8500", secret},
		"configured with them": {"http://ops:pa%3Ass%20word@n:4646", "", "http://n:4646", secret},
	} {
		address, got := For(c.configured, c.variable)
		if address != c.address || (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: got %q with credentials %v", name, address, got != nil)
		}
	}
}
