package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
)

// serveKeys serves the public keys with which a Nomad signs identities, and nothing else, to clients without the
// certificate that Nomad requires. It returns only on an error.
func serveKeys(listen, nomad string, certificates Certificates) error {
	handler, err := keysHandler(nomad, certificates)
	if err != nil {
		return err
	}
	return http.ListenAndServe(listen, handler)
}

func keysHandler(nomad string, certificates Certificates) (http.Handler, error) {
	target, err := url.Parse(nomad)
	if err != nil {
		return nil, err
	}
	transport, err := certificates.transport()
	if err != nil {
		return nil, err
	}
	proxy := &httputil.ReverseProxy{
		Transport: transport,
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.Header = http.Header{}
			r.Out.URL.RawQuery = ""
		},
	}
	only := http.NewServeMux()
	only.Handle("GET /.well-known/jwks.json", proxy)
	return only, nil
}

func (c Certificates) transport() (*http.Transport, error) {
	own, err := tls.LoadX509KeyPair(c.CertFile, c.KeyFile)
	if err != nil {
		return nil, err
	}
	authority, err := os.ReadFile(c.CAFile)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(authority) {
		return nil, fmt.Errorf("%s: no certificate in it", c.CAFile)
	}
	return &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, Certificates: []tls.Certificate{own}}}, nil
}
