package job

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// launching is a cluster with one periodic job and its runs, the oldest first; of each is known whether it failed.
func launching(t *testing.T, failed ...bool) *cluster.Cluster {
	t.Helper()
	stubs := []*api.JobListStub{{ID: "backup", Namespace: "default", Type: "batch", Status: "running", Periodic: true, CreateIndex: 10}}
	allocations := map[string][]*api.AllocationListStub{}
	for i, hasFailed := range failed {
		id := "backup/periodic-" + string(rune('1'+i))
		summary, status := api.TaskGroupSummary{Complete: 1}, "complete"
		if hasFailed {
			summary, status = api.TaskGroupSummary{Failed: 1}, "failed"
		}
		run := &api.JobListStub{
			ID: id, ParentID: "backup", Namespace: "default", Type: "batch", Status: "dead", CreateIndex: uint64(20 + i),
			JobSummary: &api.JobSummary{Summary: map[string]api.TaskGroupSummary{"run": summary}},
		}
		stubs = append([]*api.JobListStub{run}, stubs...) // in no order
		allocations[id] = []*api.AllocationListStub{{ID: "12345678-0000-0000-0000-000000000000", JobID: id, TaskGroup: "run", NodeName: "n1", ClientStatus: status}}
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/jobs" {
			json.NewEncoder(w).Encode(stubs)
			return
		}
		json.NewEncoder(w).Encode(allocations[strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, "/v1/job/"), "/allocations")])
	}))
	t.Cleanup(server.Close)
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	return cluster.New(client, nil)
}

func TestAFailedLastRunOfAPeriodicJobIsReported(t *testing.T) {
	key := cluster.Key{Namespace: "default", ID: "backup"}
	for name, test := range map[string]struct {
		failed []bool
		isTold bool
	}{
		"it has not run yet":          {nil, false},
		"its last run failed":         {[]bool{false, true}, true},
		"only an earlier run failed":  {[]bool{true, false}, false},
		"both of its last runs did":   {[]bool{true, true}, true},
		"its only run ended normally": {[]bool{false}, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := &Resource{cluster: launching(t, test.failed...)}
			stub, err := r.cluster.Job(context.Background(), key)
			if err != nil {
				t.Fatal(err)
			}
			got := r.warnOfFailedRun(context.Background(), key, stub, "{}")
			if (got.WarningsCount() == 1) != test.isTold {
				t.Fatalf("got %v", got)
			}
			if test.isTold {
				text := got[0].Summary() + "\n" + got[0].Detail()
				for _, want := range []string{"[default/backup] failed in its last run", "group run on node n1 is failed", "nomad job periodic force -namespace default backup"} {
					if !strings.Contains(text, want) {
						t.Errorf("%q is not in:\n%s", want, text)
					}
				}
			}
		})
	}
}
