package job

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// waitingNomad holds an answer until what is asked for has changed, which it does at the second request.
type waitingNomad struct{ calls []string }

func (n *waitingNomad) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n.calls = append(n.calls, r.URL.Path+" "+r.URL.Query().Get("index"))
	asked := slices.ContainsFunc([]string{"5", "10"}, func(index string) bool { return r.URL.Query().Get("index") == index })
	var answer any
	switch r.URL.Path {
	case "/v1/evaluation/eval":
		w.Header().Set("X-Nomad-Index", "7")
		answer = api.Evaluation{ID: "eval", Status: map[bool]string{true: "complete", false: "pending"}[asked]}
	case "/v1/job/web/deployment":
		w.Header().Set("X-Nomad-Index", "10")
		answer = api.Deployment{ID: "d", JobSpecModifyIndex: 7, Status: map[bool]string{true: "successful", false: "running"}[asked]}
	case "/v1/job/web/allocations":
		answer = []api.AllocationListStub{{ID: "a", JobVersion: 1, ClientStatus: "running"}}
	default:
		http.NotFound(w, r)
		return
	}
	_ = json.NewEncoder(w).Encode(answer)
}

func TestAnApplyWaitsForChangesAtTheServer(t *testing.T) {
	nomad := &waitingNomad{}
	server := httptest.NewServer(nomad)
	defer server.Close()
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	key, version := cluster.Key{Namespace: "default", ID: "web"}, uint64(1)
	w := watch{cluster: cluster.New(client, nil), key: key, job: &api.Job{}, index: 7, version: &version, evaluation: "eval",
		indexes: map[string]uint64{"evaluation": 5}, limit: limit{time.Minute, time.Minute, time.Minute}, progress: &progress{key: key}}
	if got := w.run(t.Context()); got.deploymentStatus != "successful" {
		t.Errorf("got %+v", got)
	}
	want := []string{"/v1/evaluation/eval 5", "/v1/job/web/deployment ", "/v1/job/web/allocations ", "/v1/job/web/deployment 10"}
	if !slices.Equal(nomad.calls, want) {
		t.Errorf("got the calls %q, want %q", nomad.calls, want)
	}
}
