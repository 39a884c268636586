package main

import "net/http"

// plain sends requests without TLS to the servers whose address begins with http://. The library of registries would try TLS first, and
// report that error instead of the one without.
type plain struct {
	hosts map[string]bool
	next  http.RoundTripper
}

func newPlain(servers map[string]string, next http.RoundTripper) plain {
	hosts := map[string]bool{}
	for _, server := range servers {
		if scheme, host := splitServer(server); scheme == "http" {
			hosts[host] = true
		}
	}
	return plain{hosts, next}
}

func (p plain) RoundTrip(r *http.Request) (*http.Response, error) {
	if p.hosts[r.URL.Host] {
		r = r.Clone(r.Context())
		r.URL.Scheme = "http"
	}
	return p.next.RoundTrip(r)
}
