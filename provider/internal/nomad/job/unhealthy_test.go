package job

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

func TestAPlanWarnsOfAJobThatIsNotHealthy(t *testing.T) {
	yes, no := true, false
	deployed := &api.AllocDeploymentStatus{Healthy: &yes}
	started := event("Started", "Task started by client")
	exited := event(api.TaskTerminated, "Exit Code: 3", "exit_code", "3")
	edited := func(found *api.AllocationListStub, edit func(*api.AllocationListStub)) *api.AllocationListStub {
		edit(found)
		return found
	}
	for name, c := range map[string]struct {
		allocation *api.AllocationListStub
		want       string
	}{
		"an image that cannot be pulled": {allocation("pending", unknownImage), "task main of group web on node n1: Failed to pull `nginx:1`: manifest unknown"},
		"a crash loop": {edited(allocation("pending", started, exited), func(a *api.AllocationListStub) { a.DeploymentStatus = deployed }),
			"task main of group web on node n1: exited with code 3\n  stderr: no such table"},
		"a crash that was just restarted": {edited(allocation("running", started, exited, started), func(a *api.AllocationListStub) {
			a.ClientStatus, a.DeploymentStatus, a.TaskStates["main"].LastRestart = "running", deployed, time.Now()
		}), "exited with code 3"},
		"a crash of yesterday": {edited(allocation("running", started, exited, started), func(a *api.AllocationListStub) {
			a.ClientStatus, a.DeploymentStatus, a.TaskStates["main"].LastRestart = "running", deployed, time.Now().Add(-24*time.Hour)
		}), ""},
		"a failed check": {edited(allocation("running", started, event(unhealthyEvent, "Services not healthy by deadline")), func(a *api.AllocationListStub) {
			a.ClientStatus, a.DeploymentStatus = "running", &api.AllocDeploymentStatus{Healthy: &no}
		}), "Services not healthy by deadline"},
		"an allocation that was replaced": {edited(allocation("dead", exited), func(a *api.AllocationListStub) { a.ClientStatus, a.NextAllocation = "failed", "next" }), ""},
		"a task that just starts":         {allocation("pending", event("Received", "Task received by client")), ""},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(fakeNomad{allocations: []*api.AllocationListStub{c.allocation}, stderr: "no such table\n"})
			t.Cleanup(server.Close)
			client, err := api.NewClient(&api.Config{Address: server.URL})
			if err != nil {
				t.Fatal(err)
			}
			r := Resource{cluster: cluster.New(client, nil)}
			stub := &cluster.ListedJob{Type: "service", Status: "running", JobSummary: &cluster.JobSummary{Summary: map[string]api.TaskGroupSummary{"web": {Failed: 1}}}}
			got := r.warnOfCauses(context.Background(), cluster.Key{Namespace: "default", ID: "web"}, stub, "{}")
			if c.want == "" {
				if len(got) != 0 {
					t.Errorf("got %v", got)
				}
				return
			}
			if got.WarningsCount() != 1 || got[0].Summary() != "[default/web] is not healthy (not-healthy)" || !strings.Contains(got[0].Detail(), c.want) {
				t.Errorf("got %v", got)
			}
		})
	}
}
