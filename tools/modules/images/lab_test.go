package main

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

// testLab is a lab's registry, and a container engine of one of its nodes.
type testLab struct {
	t        *testing.T
	settings settings
	engine   http.RoundTripper
}

// newLab serves a lab's registry; missing folders are empty ones.
func newLab(t *testing.T, s settings) *testLab {
	t.Helper()
	if s.StandIns == nil {
		s.StandIns = builtNamed(t, "some/app:1")
	}
	if s.Cache == "" {
		s.Cache = t.TempDir()
	}
	s.Authority = t.TempDir()
	if err := writeAuthority(s.Authority); err != nil {
		t.Fatal(err)
	}
	handler, err := newProxy(s)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	pem, err := os.ReadFile(filepath.Join(s.Authority, "ca.pem"))
	if err != nil {
		t.Fatal(err)
	}
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(pem)
	engine := &http.Transport{Proxy: http.ProxyURL(address), TLSClientConfig: &tls.Config{RootCAs: trusted}}
	t.Cleanup(engine.CloseIdleConnections)
	return &testLab{t, s, engine}
}

// pull gets an image as a container engine does, with all its layers.
func (l *testLab) pull(image string) (v1.Image, error) {
	l.t.Helper()
	return l.pullAs(image, authn.Anonymous)
}

// pullAs pulls with the auth block of a task.
func (l *testLab) pullAs(image string, auth authn.Authenticator) (v1.Image, error) {
	l.t.Helper()
	reference, err := name.ParseReference(image)
	if err != nil {
		l.t.Fatal(err)
	}
	pulled, err := remote.Image(reference, remote.WithAuth(auth), remote.WithTransport(l.engine), remote.WithRetryBackoff(remote.Backoff{Steps: 1}))
	if err != nil {
		return nil, err
	}
	return pulled, readLayers(pulled)
}

func readLayers(image v1.Image) error {
	layers, err := image.Layers()
	if err != nil {
		return err
	}
	for _, layer := range layers {
		content, err := layer.Compressed()
		if err != nil {
			return err
		}
		defer content.Close()
		if _, err := io.Copy(io.Discard, content); err != nil {
			return err
		}
	}
	return nil
}
