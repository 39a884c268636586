package nomad

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestTheProviderWaitsDuringAnElection(t *testing.T) {
	requests := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if requests++; requests%2 == 1 {
			http.Error(w, "rpc error: No cluster leader", http.StatusInternalServerError)
			return
		}
		fmt.Fprint(w, `{"ID": "web", "Namespace": "default"}`)
	}))
	defer server.Close()
	client, problems := (&settings{Address: types.StringValue(server.URL)}).client(t.Context())
	if problems.HasError() {
		t.Fatal(problems)
	}
	if job, _, err := client.Jobs().Info("web", nil); err != nil || *job.ID != "web" {
		t.Errorf("read: got %v", err)
	}
	web := "web"
	if _, _, err := client.Jobs().Register(&api.Job{ID: &web}, nil); err != nil {
		t.Errorf("write: got %v", err)
	}
	if requests != 4 {
		t.Errorf("got %d requests, want each of two sent twice", requests)
	}
}
