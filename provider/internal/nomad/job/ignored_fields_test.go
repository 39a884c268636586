package job

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

func TestAPlanWarnsAboutFieldsThatAServerIgnores(t *testing.T) {
	requests := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		requests++
		fmt.Fprint(w, `{"ServerRegion": "global", "Members": [{"Name": "n1.global", "Tags": {"build": "1.10.5"}}, {"Name": "n2.global", "Tags": {"build": "2.0.3"}}]}`)
	}))
	defer server.Close()
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	r := &Resource{cluster: cluster.New(client, nil)}
	warnings := func(groups string) (texts []string) {
		job, problems := decode(`{"ID": "web", "TaskGroups": ` + groups + `}`)
		if problems.HasError() {
			t.Fatal(problems)
		}
		for _, warning := range r.warnOfIgnoredFields(t.Context(), cluster.Key{Namespace: "default", ID: "web"}, job) {
			texts = append(texts, warning.Summary()+"\n"+warning.Detail())
		}
		return texts
	}
	if got := warnings(`[{"Name": "g", "Count": 1}]`); len(got) > 0 || requests > 0 {
		t.Errorf("got %q and %d requests for a job that every release knows", got, requests)
	}
	if got := warnings(`[{"Name": "g", "Disconnect": {"LostAfter": 1}}]`); len(got) > 0 {
		t.Errorf("got %q for a field that all servers know", got)
	}
	want := `[default/web] has fields that servers ignore (field-not-in-version)
TaskGroups["g"].MaxRunDuration (since Nomad 2.0.2)
n1.global (Nomad 1.10.5) would register the job without them; upgrade, or remove the fields`
	if got := warnings(`[{"Name": "g", "MaxRunDuration": 1, "Disconnect": {"LostAfter": 1}}]`); len(got) != 1 || got[0] != want {
		t.Errorf("got %q", got)
	}
	if requests != 1 {
		t.Errorf("got %d requests", requests)
	}
}
