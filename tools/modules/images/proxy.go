package main

import (
	"crypto/tls"
	"log"
	"net"
	"net/http"
	"strings"
)

// proxy is the HTTP proxy of the container engines. It answers in the place of every registry, so that each is asked for by its own
// name, and no engine needs a list of registries.
type proxy struct {
	mirror    *mirror
	authority *authority
	logins    *logins
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodConnect {
		p.connect(w, r)
		return
	}
	if r.URL.Host == "" {
		// It came through the relay of a node, which is localhost there.
		handler{mirror: p.mirror, registry: local}.ServeHTTP(w, r)
		return
	}
	// A proxied request to a registry without TLS.
	handler{p.mirror, r.URL.Host, p.logins, "http"}.ServeHTTP(w, r)
}

// connect answers the requests of a TLS connection to a registry.
func (p *proxy) connect(w http.ResponseWriter, r *http.Request) {
	registry := strings.TrimSuffix(r.Host, ":443")
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		log.Printf("%s: %v", registry, err)
		return
	}
	if _, err := connection.Write([]byte("HTTP/1.1 200 Connection established\r\n\r\n")); err != nil {
		connection.Close()
		return
	}
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	certificate, err := p.authority.certificate(host)
	if err != nil {
		log.Printf("%s: %v", registry, err)
		connection.Close()
		return
	}
	encrypted := tls.Server(connection, &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12})
	server := &http.Server{Handler: handler{p.mirror, registry, p.logins, "https"}}
	server.Serve(newOneConnection(encrypted))
}
