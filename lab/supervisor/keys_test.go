package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// asking is a server that wants a certificate of its own authority, and such certificates.
func asking(t *testing.T, handler http.HandlerFunc) (*httptest.Server, Certificates) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), IsCA: true, BasicConstraintsValid: true,
		NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"localhost"}, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	keyRaw, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, kind string, der []byte) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	files := Certificates{CAFile: write("ca", "CERTIFICATE", raw), CertFile: write("cert", "CERTIFICATE", raw), KeyFile: write("key", "EC PRIVATE KEY", keyRaw)}
	authority, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(authority)
	server := httptest.NewUnstartedServer(handler)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{raw}, PrivateKey: key}}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server, files
}

func TestTheKeysAreHandedOutAndNothingElse(t *testing.T) {
	var asked []string
	nomad, certificates := asking(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.URL.String()+" "+r.Header.Get("X-Nomad-Token"))
		w.Write([]byte(`{"keys":[]}`))
	})
	local := "https://localhost" + nomad.URL[len("https://127.0.0.1"):]
	handler, err := keysHandler(local, certificates)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(handler)
	defer proxy.Close()
	for _, c := range []struct {
		method, path string
		want         int
	}{
		{"GET", "/.well-known/jwks.json?index=1", 200},
		{"GET", "/v1/jobs", 404},
		{"GET", "/.well-known/jwks.json/../../v1/jobs", 404},
		{"PUT", "/.well-known/jwks.json", 405},
	} {
		request, _ := http.NewRequest(c.method, proxy.URL+c.path, nil)
		request.Header.Set("X-Nomad-Token", "planted")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != c.want {
			t.Errorf("%s %s: got %d, want %d", c.method, c.path, response.StatusCode, c.want)
		}
	}
	if len(asked) != 1 || asked[0] != "GET /.well-known/jwks.json " {
		t.Errorf("Nomad was asked %q", asked)
	}
}

func TestAGateShowsItsCertificate(t *testing.T) {
	server, certificates := asking(t, func(w http.ResponseWriter, r *http.Request) {})
	url := "https://localhost" + server.URL[len("https://127.0.0.1"):]
	if (Gate{URL: url}).open() {
		t.Error("open without a certificate")
	}
	if !(Gate{URL: url, TLS: &certificates}).open() {
		t.Error("closed with the right one")
	}
	if (Gate{URL: url, TLS: &Certificates{CAFile: "/no/such", CertFile: "/no/such", KeyFile: "/no/such"}}).open() {
		t.Error("open without the files")
	}
}
