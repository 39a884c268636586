package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hashicorp/nomad/api"
)

func TestAllocationsOfManyJobsThatOnceFailedAreListedOnce(t *testing.T) {
	filters := []string{}
	nomad := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		filters = append(filters, r.URL.Query().Get("filter"))
		_ = json.NewEncoder(w).Encode([]api.AllocationListStub{{Namespace: "lab", JobID: "job-40"}})
	}))
	t.Cleanup(nomad.Close)
	shared := clusterAt(t, nomad.URL)
	failing := []int{}
	for index := range 50 {
		if shared.MayHaveFailingAllocation(context.Background(), Key{"lab", fmt.Sprintf("job-%d", index)}) {
			failing = append(failing, index)
		}
	}
	if got, want := fmt.Sprint(failing), "[0 1 2 3 4 5 6 7 8 9 40]"; got != want {
		t.Errorf("the allocations of the jobs %s are read, want %s", got, want)
	}
	if len(filters) != 1 || filters[0] != notRunningWell {
		t.Errorf("%d lists with the filters %q", len(filters), filters)
	}
}

func TestWithoutAListTheAllocationsOfEachJobAreRead(t *testing.T) {
	nomad := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(nomad.Close)
	shared := clusterAt(t, nomad.URL)
	for index := range 50 {
		if !shared.MayHaveFailingAllocation(context.Background(), Key{"lab", fmt.Sprintf("job-%d", index)}) {
			t.Fatalf("job-%d is taken for healthy", index)
		}
	}
}

func clusterAt(t *testing.T, address string) *Cluster {
	t.Helper()
	client, err := api.NewClient(&api.Config{Address: address})
	if err != nil {
		t.Fatal(err)
	}
	return New(client, nil)
}
