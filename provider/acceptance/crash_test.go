package acceptance

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// crash kills the providers of a stack with a signal for which Go prints the trace of all goroutines.
func (s *stack) crash() (killed int) {
	links, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, link := range links {
		folder, err := os.Readlink(link)
		if err != nil || folder != s.dir {
			continue
		}
		process := filepath.Dir(link)
		program, err := os.Readlink(filepath.Join(process, "exe"))
		if err != nil || !strings.HasPrefix(filepath.Base(program), "terraform-provider-") {
			continue
		}
		var id int
		if _, err := fmt.Sscan(filepath.Base(process), &id); err == nil && syscall.Kill(id, syscall.SIGQUIT) == nil {
			killed++
		}
	}
	return killed
}

// TestAProviderThatIsKilledWhileItWritesASecretShowsNoSecret has a server of its own, which kills the provider when it gets the secret.
func TestAProviderThatIsKilledWhileItWritesASecretShowsNoSecret(t *testing.T) {
	s := newStack(t)
	var killed atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/v1/var/") && r.Method == http.MethodPut:
			_, _ = io.Copy(io.Discard, r.Body) // only then the end of the connection ends the context
			killed.Add(int32(s.crash()))
			<-r.Context().Done()
		case strings.HasPrefix(r.URL.Path, "/v1/var/"):
			http.Error(w, "variable not found", http.StatusNotFound)
		case r.URL.Path == "/v1/namespaces":
			fmt.Fprint(w, `[{"Name":"default"}]`)
		default:
			fmt.Fprint(w, `{"config":{"Version":{"Version":"1.11.3"}}}`)
		}
	}))
	defer server.Close()
	s.providers = object{"nomad": object{"address": server.URL}}
	s.variables = object{"secret": object{"type": "string", "sensitive": true, "ephemeral": true, "nullable": false}}
	s.given(plantedSecret)
	s.with("nomad_variable", "it", object{"path": s.name(), "items_wo": "${jsonencode({ password = var.secret })}"})
	s.env = append(s.env, "TF_LOG=TRACE")
	text := s.run("plan", "-out=new.plan") + s.fails("apply", "new.plan")
	s.env = append(s.env, "TF_LOG=")
	if killed.Load() != 1 {
		t.Fatalf("%d providers were killed, want 1", killed.Load())
	}
	contains(t, text, "SIGQUIT: quit", "goroutine ", "ApplyResourceChange")
	lacks(t, text, plantedSecret)
	if places := s.placesOf(plantedSecret); len(places) > 0 {
		t.Errorf("the secret is in %s", strings.Join(places, ", "))
	}
}
