package job

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// reverted answers as Nomad does when a version failed and the one before it is restored, all between two looks of a watch: the
// version of index 20 failed, and its successor of index 30 has what ran before.
func reverted(t *testing.T) *cluster.Cluster {
	t.Helper()
	failed := api.Deployment{ID: "failed", JobSpecModifyIndex: 20, Status: "failed", StatusDescription: "Failed due to unhealthy allocations - rolling back to job version 0"}
	restored := api.Deployment{ID: "restored", JobSpecModifyIndex: 30, Status: "successful"}
	answers := map[string]any{
		"/v1/evaluation/e":        api.Evaluation{ID: "e", Status: "complete"},
		"/v1/job/web":             api.Job{ID: ptr("web"), Version: ptr(uint64(2)), JobModifyIndex: ptr(uint64(30))},
		"/v1/job/web/versions":    map[string]any{"Versions": []api.Job{{Version: ptr(uint64(2)), JobModifyIndex: ptr(uint64(30))}, {Version: ptr(uint64(1)), JobModifyIndex: ptr(uint64(20))}}},
		"/v1/job/web/deployment":  restored,
		"/v1/job/web/deployments": []api.Deployment{restored, failed},
		"/v1/job/web/allocations": []api.AllocationListStub{{ID: "11111111-0000", JobVersion: 2, ClientStatus: "running", DesiredStatus: "run"}},
		"/v1/job/web/evaluations": []api.Evaluation{},
		"/v1/acl/token/self":      api.ACLToken{},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, known := answers[r.URL.Path]
		if !known {
			http.NotFound(w, r)
			return
		}
		_ = json.NewEncoder(w).Encode(answer)
	}))
	t.Cleanup(server.Close)
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	return cluster.New(client, nil)
}

func ptr[T any](value T) *T { return &value }

func TestAVersionThatWasRevertedBetweenTwoLooksHasFailed(t *testing.T) {
	key := cluster.Key{Namespace: "default", ID: "web"}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	w := &watch{cluster: reverted(t), key: key, job: &api.Job{ID: ptr("web")}, index: 20, evaluation: "e", limit: limit{total: time.Hour, blocked: time.Hour}, progress: openProgress(key)}
	got := w.run(ctx)
	if ctx.Err() != nil {
		t.Fatal("the apply waited on")
	}
	if got.deploymentID != "failed" || !strings.Contains(got.failure, "rolling back to job version 0") {
		t.Errorf("got deployment %q with the failure %q", got.deploymentID, got.failure)
	}
}
