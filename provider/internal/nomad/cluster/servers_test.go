package cluster

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
)

const members = `{"ServerRegion": "eu", "Members": [
	{"Name": "a.eu", "Tags": {"build": "1.10.5", "region": "eu"}},
	{"Name": "b.eu", "Tags": {"build": "2.0.3", "region": "eu"}},
	{"Name": "c.us", "Tags": {"build": "1.8.0", "region": "us"}},
	{"Name": "d.eu", "Tags": {"build": "unknown", "region": "eu"}}]}`

func serversAre(t *testing.T, status int, requests *int) *Cluster {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		*requests++
		w.WriteHeader(status)
		fmt.Fprint(w, members)
	}))
	t.Cleanup(server.Close)
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	return New(client, nil)
}

func TestTheServersOfTheRegionAreAskedOnceForTheirVersion(t *testing.T) {
	requests := 0
	c := serversAre(t, http.StatusOK, &requests)
	old := func(version string) bool { return version < "2" }
	for range 2 {
		if got := c.Lacking(t.Context(), old); got != "a.eu (Nomad 1.10.5)" {
			t.Errorf("got %q", got)
		}
	}
	if requests != 1 {
		t.Errorf("got %d requests", requests)
	}
	other := serversAre(t, http.StatusOK, &requests)
	other.Region = "us"
	if got := other.Lacking(t.Context(), old); got != "c.us (Nomad 1.8.0)" {
		t.Errorf("got %q for the region of the settings", got)
	}
}

func TestAnAttributeThatAServerIgnoresIsRefusedIfTheVersionsAreKnown(t *testing.T) {
	requests := 0
	for name, test := range map[string]struct {
		status  int
		release string
		want    string
	}{
		"older":        {http.StatusOK, "2.0.3", "extra (since Nomad 2.0.3)\na.eu (Nomad 1.10.5) would ignore it without an error; upgrade, or remove it"},
		"new enough":   {http.StatusOK, "1.10.0", ""},
		"not readable": {http.StatusForbidden, "2.0.3", ""},
	} {
		var problems diag.Diagnostics
		RefuseOlder(t.Context(), serversAre(t, test.status, &requests), &problems, "[namespace web]", "extra", test.release)
		got := ""
		for _, problem := range problems.Errors() {
			got = problem.Detail()
		}
		if got != test.want {
			t.Errorf("%s: got %q", name, got)
		}
	}
}
