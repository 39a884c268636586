package job

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/election"
	"cdknomad/provider/internal/nomad/cluster"
)

// registry keeps one job by its index, and loses its leader during the first registration, after or before that is in the log.
type registry struct {
	job                      *api.Job
	index                    uint64
	registrations            int
	isWritten, isOverwritten bool // the first registration, in spite of its answer; by another user
}

func (s *registry) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasSuffix(r.URL.Path, "/plan"):
		if s.isOverwritten {
			fmt.Fprint(w, `{"Diff": {"Type": "Edited", "Fields": [{"Type": "Edited", "Name": "Priority", "Old": "99", "New": "50"}]}}`)
			return
		}
		fmt.Fprint(w, `{"Diff": {"Type": "None"}}`)
	case strings.HasSuffix(r.URL.Path, "/evaluations"):
		fmt.Fprintf(w, `[{"ID": "e2", "TriggeredBy": "deployment-watcher", "JobModifyIndex": %d}, {"ID": "e1", "TriggeredBy": "job-register", "JobModifyIndex": %d}]`, s.index, s.index)
	case r.Method == http.MethodGet:
		_ = json.NewEncoder(w).Encode(s.job)
	default:
		var request api.JobRegisterRequest
		_ = json.NewDecoder(r.Body).Decode(&request)
		s.registrations++
		if request.JobModifyIndex != s.index {
			http.Error(w, fmt.Sprintf("Enforcing job modify index %d: job exists with conflicting job modify index: %d", request.JobModifyIndex, s.index), http.StatusInternalServerError)
			return
		}
		if s.registrations > 1 || s.isWritten || s.isOverwritten {
			s.index++
			index := s.index
			s.job = request.Job
			s.job.JobModifyIndex = &index
		}
		if s.registrations == 1 {
			http.Error(w, "rpc error: leadership lost while committing log", http.StatusInternalServerError)
			return
		}
		fmt.Fprintf(w, `{"EvalID": "e1", "JobModifyIndex": %d}`, s.index)
	}
}

func TestAJobIsRegisteredOnceDuringAnElection(t *testing.T) {
	for name, test := range map[string]struct {
		servers       registry
		registrations int
		refusal       string
	}{
		"written":                 {registry{isWritten: true}, 1, ""},
		"not written":             {registry{}, 2, ""},
		"written by another user": {registry{isOverwritten: true}, 2, api.RegisterEnforceIndexErrPrefix},
	} {
		t.Run(name, func(t *testing.T) {
			id, index := "web", uint64(7)
			behind := &test.servers
			behind.job, behind.index = &api.Job{ID: &id, JobModifyIndex: &index}, index
			server := httptest.NewServer(behind)
			defer server.Close()
			client, err := api.NewClient(&api.Config{Address: server.URL, HttpClient: &http.Client{Transport: election.Await("nomad", http.DefaultTransport)}})
			if err != nil {
				t.Fatal(err)
			}
			r := &Resource{cluster: cluster.New(client, nil)}
			answer, err := r.registerOnce(t.Context(), &api.Job{ID: &id}, "", &api.RegisterOptions{EnforceIndex: true, ModifyIndex: index})
			if behind.registrations != test.registrations {
				t.Errorf("got %d registrations", behind.registrations)
			}
			switch {
			case test.refusal != "":
				if err == nil || !strings.Contains(err.Error(), test.refusal) {
					t.Errorf("got %v", err)
				}
			case err != nil || answer.EvalID != "e1" || answer.JobModifyIndex != index+1:
				t.Errorf("got %+v, %v", answer, err)
			}
		})
	}
}
