package consul

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestTheProviderWaitsDuringAnElection(t *testing.T) {
	requests := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if requests++; requests%2 == 1 {
			http.Error(w, "rpc error making call: No cluster leader", http.StatusInternalServerError)
			return
		}
		fmt.Fprint(w, `{"ID": "p1", "Name": "readers"}`)
	}))
	defer server.Close()
	client, _, problems := (&settings{Address: types.StringValue(server.URL)}).client(t.Context())
	if problems.HasError() {
		t.Fatal(problems)
	}
	if policy, _, err := client.ACL().PolicyReadByName("readers", nil); err != nil || policy.ID != "p1" {
		t.Errorf("read: got %v", err)
	}
	if _, _, err := client.ACL().PolicyCreate(&api.ACLPolicy{Name: "readers"}, nil); err != nil {
		t.Errorf("write: got %v", err)
	}
	if requests != 4 {
		t.Errorf("got %d requests, want each of two sent twice", requests)
	}
}
