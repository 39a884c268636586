package consul

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

var leader = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write([]byte(`"127.0.0.1:8300"`))
})

func ask(t *testing.T, s settings) {
	t.Helper()
	client, _, problems := s.client(context.Background())
	if problems.HasError() {
		t.Fatal(problems)
	}
	if _, err := client.Status().Leader(); err != nil {
		t.Fatal(err)
	}
}

// https://github.com/hashicorp/terraform-provider-consul/issues/215
func TestTheProviderReadsAddressesAsConsulDoes(t *testing.T) {
	plain := httptest.NewServer(leader)
	defer plain.Close()
	secure := httptest.NewTLSServer(leader)
	defer secure.Close()
	host := strings.TrimPrefix(plain.URL, "http://")
	secureHost := strings.TrimPrefix(secure.URL, "https://")
	t.Setenv("CONSUL_HTTP_SSL_VERIFY", "false")

	t.Run("without a scheme", func(t *testing.T) {
		t.Setenv("CONSUL_HTTP_ADDR", host)
		ask(t, settings{})
		ask(t, settings{Address: types.StringValue(host)})
	})
	t.Run("CONSUL_HTTP_SSL", func(t *testing.T) {
		t.Setenv("CONSUL_HTTP_SSL", "true")
		t.Setenv("CONSUL_HTTP_ADDR", secureHost)
		ask(t, settings{})
		ask(t, settings{Address: types.StringValue(secureHost)})
	})
	t.Run("a socket", func(t *testing.T) {
		socket := filepath.Join(t.TempDir(), "consul.sock")
		listener, err := net.Listen("unix", socket)
		if err != nil {
			t.Fatal(err)
		}
		server := &http.Server{Handler: leader}
		go func() { _ = server.Serve(listener) }()
		defer server.Close()
		ask(t, settings{Address: types.StringValue("unix://" + socket)})
	})
}

func TestTheProviderReadsBasicAuthFromTheAddress(t *testing.T) {
	var got string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		got = user + "/" + password
		_, _ = w.Write([]byte(`"127.0.0.1:8300"`))
	}))
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http://")
	t.Setenv("CONSUL_HTTP_ADDR", "http://ops:secret@"+host)
	ask(t, settings{Address: types.StringValue("http://" + host)})
	if got != "ops/secret" {
		t.Error("the credentials of CONSUL_HTTP_ADDR were not sent")
	}
}
