package cluster

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// denying returns a cluster that denies everything but the question of a token about itself.
func denying(t *testing.T, status int, about string) *Cluster {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/acl/token/self" {
			http.Error(w, about, status)
			return
		}
		http.Error(w, "Permission denied", http.StatusForbidden)
	}))
	t.Cleanup(server.Close)
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	return New(client, nil)
}

func read(c *Cluster) (problems diag.Diagnostics, isKept bool) {
	_, _, err := c.Client.Namespaces().Info("web", nil)
	_, isKept = c.EndsRead(&problems, "namespace web", false, err)
	return problems, isKept
}

func TestAReadWithAnExpiredTokenIsAnErrorAndNotAMissingRight(t *testing.T) {
	problems, isKept := read(denying(t, http.StatusInternalServerError, "ACL token expired"))
	if isKept || problems.ErrorsCount() != 1 || !strings.Contains(problems.Errors()[0].Detail(), "has expired; log in again") {
		t.Errorf("kept %t, problems %v", isKept, problems)
	}
}

func TestAReadWithoutTheRightKeepsTheState(t *testing.T) {
	problems, isKept := read(denying(t, http.StatusOK, "{}"))
	if !isKept || problems.HasError() || problems.WarningsCount() != 1 {
		t.Errorf("kept %t, problems %v", isKept, problems)
	}
}
