package nomad

import (
	"context"
	"net"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// recorder serves Nomad's API at a listener and keeps what the last request sent.
type recorder struct{ user, password string }

func serve(t *testing.T, network, address string) (*recorder, net.Listener) {
	t.Helper()
	listener, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	got := &recorder{}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got.user, got.password, _ = r.BasicAuth()
		_, _ = w.Write([]byte(`"127.0.0.1:4647"`))
	})}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return got, listener
}

func ask(t *testing.T, s settings) {
	t.Helper()
	client, problems := s.client(context.Background())
	if problems.HasError() {
		t.Fatal(problems)
	}
	if _, err := client.Status().Leader(); err != nil {
		t.Fatal(err)
	}
}

// https://github.com/hashicorp/terraform-provider-nomad/issues/180
func TestTheProviderReadsBasicAuthFromTheVariablesOfNomad(t *testing.T) {
	got, listener := serve(t, "tcp", "127.0.0.1:0")
	host := listener.Addr().String()
	for name, variables := range map[string]map[string]string{
		"NOMAD_HTTP_AUTH": {"NOMAD_HTTP_AUTH": "ops:pa:ss word", "NOMAD_ADDR": ""},
		"NOMAD_ADDR":      {"NOMAD_HTTP_AUTH": "", "NOMAD_ADDR": "http://ops:pa%3Ass%20word@" + host},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, value := range variables {
				t.Setenv(variable, value)
			}
			ask(t, settings{Address: types.StringValue("http://" + host)}) // as synthesis writes it
			if got.user != "ops" || got.password != "pa:ss word" {
				t.Errorf("got the user %q and a password of %d characters", got.user, len(got.password))
			}
		})
	}
}

// https://github.com/hashicorp/nomad/issues/4637
func TestTheProviderReachesNomadThroughASocket(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "nomad.sock")
	serve(t, "unix", socket)
	t.Setenv("NOMAD_ADDR", "unix://"+socket)
	ask(t, settings{})
	t.Setenv("NOMAD_ADDR", "")
	ask(t, settings{Address: types.StringValue("unix://" + socket)})
}
