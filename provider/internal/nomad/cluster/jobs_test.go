package cluster

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"

	"github.com/hashicorp/nomad/api"
)

// listing returns a cluster whose list of jobs is this text.
func listing(t *testing.T, text []byte) *Cluster {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(text) }))
	t.Cleanup(server.Close)
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	return New(client, nil)
}

// stub is an entry as Nomad 1.11 lists it.
func stub(number int) api.JobListStub {
	id := fmt.Sprintf("job-%d", number)
	return api.JobListStub{ID: id, Name: id, Namespace: "default", Datacenters: []string{"dc1"}, Type: "service", Priority: 50, Status: "running",
		CreateIndex: 10, ModifyIndex: 20, JobModifyIndex: uint64(number), SubmitTime: 1764540000000000000,
		JobSummary: &api.JobSummary{JobID: id, Namespace: "default", Children: &api.JobChildrenSummary{}, CreateIndex: 10, ModifyIndex: 20,
			Summary: map[string]api.TaskGroupSummary{"web": {Running: 2}, "api": {Running: 1, Failed: 1}}}}
}

func TestTheListOfTwentyThousandJobsIsReadInLittleMemory(t *testing.T) {
	var stubs []api.JobListStub
	for number := range 20_000 {
		stubs = append(stubs, stub(number))
	}
	text, err := json.Marshal(stubs)
	if err != nil {
		t.Fatal(err)
	}
	c := listing(t, text)
	stubs = nil
	var before, after runtime.MemStats
	runtime.GC()
	runtime.GC() // what pools keep for one collection
	runtime.ReadMemStats(&before)
	found, err := c.Job(t.Context(), Key{"default", "job-19999"})
	runtime.GC()
	runtime.ReadMemStats(&after)
	if err != nil || found == nil || found.JobModifyIndex != 19_999 || found.JobSummary.Summary["api"].Failed != 1 {
		t.Fatalf("got %+v, %v", found, err)
	}
	runtime.KeepAlive(c)
	t.Logf("%d bytes of JSON, %d bytes kept, %d allocated", len(text), after.HeapAlloc-before.HeapAlloc, after.TotalAlloc-before.TotalAlloc)
	if kept := after.HeapAlloc - before.HeapAlloc; kept > 20_000*1_000 {
		t.Errorf("got %d bytes per job", kept/20_000)
	}
}

func TestAnAnswerThatIsNoListOfJobsIsAnError(t *testing.T) {
	for _, text := range []string{`{"jobs": []}`, `"no"`, `[{"ID": 1}]`, `[{}`, ``} {
		if _, err := listing(t, []byte(text)).Job(t.Context(), Key{"default", "web"}); err == nil {
			t.Errorf("%s: got no error", text)
		}
	}
	for _, text := range []string{`[]`, `null`} {
		if _, err := listing(t, []byte(text)).Job(t.Context(), Key{"default", "web"}); err != nil {
			t.Errorf("%s: got %v", text, err)
		}
	}
}
