package job

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// scheduler is a Nomad that needs some requests until it has stopped a job. It records the requests that it gets, without repetitions.
type scheduler struct {
	mu       sync.Mutex
	requests []string
	status   string
	open     int // how often its evaluation is still open after the deletion; below zero is forever
	isPurged bool
}

func (s *scheduler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	line := r.Method + " " + strings.TrimPrefix(r.URL.Path, "/v1/job/web")
	if r.URL.Query().Get("purge") == "true" {
		line += "?purge"
	}
	if len(s.requests) == 0 || s.requests[len(s.requests)-1] != line {
		s.requests = append(s.requests, line)
	}
	if s.status == "" || s.isPurged {
		http.Error(w, "job not found", http.StatusNotFound)
		return
	}
	switch {
	case strings.HasSuffix(line, "?purge"):
		s.isPurged = true
		fmt.Fprint(w, "{}")
	case r.Method == http.MethodDelete:
		s.status = "pending"
		fmt.Fprint(w, "{}")
	case strings.HasSuffix(line, "/allocations"):
		fmt.Fprint(w, "[]")
	case strings.HasSuffix(line, "/evaluations"):
		fmt.Fprint(w, `[{"ID": "e1", "Status": "complete"}, {"ID": "e2", "Status": "pending"}]`)
	default:
		if s.status == "pending" && s.open == 0 {
			s.status = "dead"
		}
		s.open--
		fmt.Fprintf(w, `{"ID": "web", "Namespace": "default", "Status": %q}`, s.status)
	}
}

func TestAJobIsStoppedBeforeItIsPurged(t *testing.T) {
	settleLimit = 300 * time.Millisecond
	defer func() { settleLimit = 30 * time.Second }()
	for name, test := range map[string]struct {
		scheduler *scheduler
		isPurge   bool
		want      []string
		warning   string
	}{
		"a running job":              {&scheduler{status: "running", open: 2}, true, []string{"GET ", "DELETE ", "GET /allocations", "GET ", "DELETE ?purge"}, ""},
		"a dead job":                 {&scheduler{status: "dead"}, true, []string{"GET ", "DELETE ?purge"}, ""},
		"a job that is gone":         {&scheduler{}, true, []string{"GET "}, ""},
		"a job that is only stopped": {&scheduler{status: "running"}, false, []string{"DELETE ", "GET /allocations"}, ""},
		"an evaluation without end":  {&scheduler{status: "running", open: -1}, true, []string{"GET ", "DELETE ", "GET /allocations", "GET ", "GET /evaluations"}, "was stopped but not purged (not-destroyed)"},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(test.scheduler)
			defer server.Close()
			client, err := api.NewClient(&api.Config{Address: server.URL})
			if err != nil {
				t.Fatal(err)
			}
			r := &Resource{cluster: cluster.New(client, nil)}
			problems := r.remove(t.Context(), cluster.Key{Namespace: "default", ID: "web"}, test.isPurge, time.Second)
			if !slices.Equal(test.scheduler.requests, test.want) {
				t.Errorf("got the requests %q, want %q", test.scheduler.requests, test.want)
			}
			warnings := ""
			for _, problem := range problems {
				warnings += problem.Summary()
			}
			if problems.HasError() || !strings.HasSuffix(warnings, test.warning) || (warnings == "") != (test.warning == "") {
				t.Errorf("got %v", problems)
			}
		})
	}
}
