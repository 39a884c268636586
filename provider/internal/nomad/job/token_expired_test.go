package job

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// answering returns a cluster whose every answer is an error.
func answering(t *testing.T, status int, body string) *cluster.Cluster {
	t.Helper()
	return answeringAboutToken(t, status, body, status, body)
}

// answeringAboutToken is the same for a cluster that answers the question of a token about itself in another way.
func answeringAboutToken(t *testing.T, status int, body string, tokenStatus int, tokenBody string) *cluster.Cluster {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/acl/token/self" {
			http.Error(w, tokenBody, tokenStatus)
			return
		}
		http.Error(w, body, status)
	}))
	t.Cleanup(server.Close)
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	return cluster.New(client, nil)
}

func TestAnExpiredTokenEndsTheWait(t *testing.T) {
	const denied = "Permission denied"
	for name, server := range map[string]*cluster.Cluster{
		"expired":             answering(t, http.StatusInternalServerError, "ACL token expired"),
		"expired and deleted": answering(t, http.StatusForbidden, "ACL token not found"),
		// as Nomad's endpoints answer but for that of the token itself
		"denied": answeringAboutToken(t, http.StatusForbidden, denied, http.StatusInternalServerError, "ACL token expired"),
	} {
		t.Run(name, func(t *testing.T) {
			key := cluster.Key{Namespace: "default", ID: "web"}
			ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
			defer cancel()
			w := &watch{cluster: server, key: key, job: &api.Job{}, evaluation: "e", limit: limit{total: time.Hour, blocked: time.Hour}, progress: openProgress(key)}
			got := w.run(ctx)
			if ctx.Err() != nil {
				t.Fatal("the apply waited on")
			}
			if !strings.Contains(got.failure, "stopped waiting for its evaluation") || !strings.Contains(got.failure, "the token that the provider uses has expired") {
				t.Errorf("got the failure %q", got.failure)
			}
		})
	}
}

func TestAMissingRightDoesNotPassForAnExpiredToken(t *testing.T) {
	its := answering(t, http.StatusForbidden, "Permission denied")
	_, _, err := its.Client.Jobs().Info("web", nil)
	if its.TokenEnded(err) {
		t.Error("a token without the right counts as expired")
	}
	if reason := its.Reason(err); !strings.Contains(reason, "lacks the right") {
		t.Errorf("got %q", reason)
	}
}

func TestAnExpiredTokenEndsTheWaitForAStoppedJob(t *testing.T) {
	r := &Resource{cluster: answering(t, http.StatusInternalServerError, "ACL token expired")}
	began := time.Now()
	running := r.awaitStopped(context.Background(), cluster.Key{Namespace: "default", ID: "web"}, time.Hour)
	if len(running) != 1 || !strings.Contains(running[0], "has expired") || time.Since(began) > 5*time.Second {
		t.Errorf("got %q after %s", running, time.Since(began))
	}
}
