package election

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// messages are answers of servers during elections, as their logs and public issues have them, and whether the request was certainly not
// carried out.
var messages = map[string]effect{
	// https://github.com/hashicorp/nomad/issues/367, https://github.com/hashicorp/consul/issues/1150
	"No cluster leader":                       untouched,
	"rpc error: No cluster leader":            untouched,
	"rpc error: rpc error: No cluster leader": untouched,
	// https://github.com/hashicorp/nomad/issues/6676
	strings.Repeat("rpc error: ", 300) + "No cluster leader":            untouched,
	"rpc error making call: No cluster leader":                          untouched,
	"rpc error making call: rpc error making call: No cluster leader\n": untouched,
	// https://github.com/hashicorp/consul/issues/3985
	"Not ready to serve consistent reads":                                              untouched,
	"rpc error making call: Not ready to serve consistent reads":                       untouched,
	"rpc error: Not ready to serve consistent reads":                                   untouched,
	"node is not the leader":                                                           untouched,
	"rpc error making call: node is not the leader":                                    untouched,
	"error applying request: node is not the leader":                                   untouched,
	"leadership transfer in progress":                                                  untouched,
	"rpc error making call: leadership transfer in progress":                           untouched,
	"Raft leader not found in server lookup mapping":                                   untouched,
	"shutdown waiting for leader":                                                      untouched,
	"timed out enqueuing operation":                                                    untouched,
	"No known Consul servers":                                                          untouched,
	"no servers":                                                                       untouched,
	"rpc error: failed to get conn: dial tcp 10.0.0.1:4647: i/o timeout":               untouched,
	"rpc error: failed to get conn: dial tcp 10.0.0.1:4647: connect: no route to host": untouched,
	"rpc error getting client: failed to get conn: dial tcp 10.0.0.1:0->10.0.0.2:8300: connect: connection refused": untouched,
	"rpc error: rpc error: failed to get conn: dial tcp 10.0.0.1:4647: connect: connection refused":                 untouched,
	// https://github.com/hashicorp/consul/issues/15110
	"rpc error getting client: failed to get conn: rpc error: lead thread didn't get connection": untouched,
	"rpc error: failed to get conn: rpc error: lead thread didn't get connection":                untouched,
	"rpc error: failed to start stream: session shutdown":                                        untouched,

	// https://github.com/hashicorp/consul/issues/2893
	"leadership lost while committing log":                                      unclear,
	"rpc error: leadership lost while committing log":                           unclear,
	"rpc error making call: leadership lost while committing log":               unclear,
	"Failed to apply token write request: leadership lost while committing log": unclear,
	"raft is already shutdown":                                                  unclear,
	// https://github.com/hashicorp/consul/issues/9649
	"rpc error making call: EOF":                  unclear,
	"rpc error: EOF":                              unclear,
	"rpc error: rpc error: EOF":                   unclear,
	"rpc error: unexpected EOF":                   unclear,
	"rpc error: session shutdown":                 unclear,
	"rpc error making call: stream closed":        unclear,
	"rpc error making call: keepalive timeout":    unclear,
	"rpc error making call: i/o deadline reached": unclear,
	"rpc error: read tcp 10.0.0.1:4647->10.0.0.2:4647: read: connection reset by peer": unclear,
	"rpc error: write tcp 10.0.0.1:4647->10.0.0.2:4647: write: broken pipe":            unclear,

	"Permission denied":            answered,
	"rpc error: Permission denied": answered,
	"1 error occurred:\n\t* job \"No cluster leader\" is not valid\n":    answered,
	"invalid job id \"leadership lost while committing log\" in request": answered,
	"EOF":                   answered, // of the agent's own work, such as reading a request
	"failed to decode: EOF": answered,
	"No path to region":     answered,
	"No path to datacenter": answered,
	"ACL support disabled":  answered,
	"Enforcing job modify index 5: job exists with conflicting job modify index: 9": answered,
}

func TestMessagesOfElections(t *testing.T) {
	for text, want := range messages {
		if got := effectOf(text); got != want {
			t.Errorf("%.80q: got %d, want %d", text, got, want)
		}
	}
}

// cluster answers with an error as often as a test asks, and then with success.
type cluster struct {
	*httptest.Server

	mu       sync.Mutex
	status   int
	text     string
	failures int // left; below zero is forever
	bodies   []string
	isGzip   bool
}

func (c *cluster) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	c.bodies = append(c.bodies, r.Method+" "+string(body))
	if c.failures == 0 || strings.HasPrefix(r.URL.Path, "/v1/agent/") {
		fmt.Fprint(w, "done")
		return
	}
	c.failures--
	if !c.isGzip {
		w.WriteHeader(c.status)
		fmt.Fprint(w, c.text)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(c.status)
	packed := gzip.NewWriter(w)
	fmt.Fprint(packed, c.text)
	_ = packed.Close()
}

func electing(t *testing.T, text string, failures int) (*cluster, *http.Client) {
	t.Helper()
	servers := &cluster{status: http.StatusInternalServerError, text: text, failures: failures}
	servers.Server = httptest.NewServer(servers)
	t.Cleanup(servers.Close)
	transport := Await("nomad", http.DefaultTransport)
	transport.pause = time.Millisecond
	return servers, &http.Client{Transport: transport}
}

func send(t *testing.T, client *http.Client, method, address, body string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// requests are one of each kind, and whether it may be sent again if it may have been carried out.
var requests = []struct {
	method, path string
	isRepeatable bool
}{
	{http.MethodGet, "/v1/jobs", true},
	{http.MethodGet, "/v1/kv/app?consistent=", true},
	{http.MethodDelete, "/v1/job/web?purge=true", true},
	{http.MethodDelete, "/v1/acl/token/f0f5a4a4-1111-2222-3333-444455556666", true},
	{http.MethodPut, "/v1/job/web/plan", true},
	{http.MethodPut, "/v1/validate/job", true},
	{http.MethodPut, "/v1/acl/policy/readers", true},
	{http.MethodPut, "/v1/acl/role/f0f5a4a4-1111-2222-3333-444455556666", true},
	{http.MethodPost, "/v1/namespace/apps", true},
	{http.MethodPut, "/v1/node/pool/gpu", true},
	{http.MethodPut, "/v1/volume/csi/data", true},
	{http.MethodPut, "/v1/kv/app", true},
	{http.MethodPut, "/v1/jobs", false},
	{http.MethodPut, "/v1/job/web", false},
	{http.MethodPut, "/v1/job/web/dispatch", false},
	{http.MethodPut, "/v1/acl/token", false},
	{http.MethodPut, "/v1/acl/token/onetime", false},
	{http.MethodPost, "/v1/acl/role", false},
	{http.MethodPut, "/v1/acl/policy", false},
	{http.MethodPut, "/v1/acl/binding-rule", false},
	{http.MethodPost, "/v1/acl/login", false},
	{http.MethodPost, "/v1/acl/bootstrap", false},
	{http.MethodPut, "/v1/volume/host/create", false},
	{http.MethodPut, "/v1/volume/host/register", false},
	{http.MethodPut, "/v1/var/app?cas=5", false},
	{http.MethodDelete, "/v1/var/app?cas=5", false},
	{http.MethodPut, "/v1/kv/app?cas=0", false},
	{http.MethodPut, "/v1/config?cas=7", false},
	{http.MethodPut, "/v1/operator/scheduler/configuration?cas=7", false},
	{http.MethodPut, "/v1/txn", false},
}

func TestEachRequestWaitsForALeader(t *testing.T) {
	for _, request := range requests {
		for text, of := range map[string]effect{"rpc error: No cluster leader": untouched, "rpc error: leadership lost while committing log": unclear, "rpc error: EOF": unclear} {
			t.Run(request.method+" "+request.path+" "+text, func(t *testing.T) {
				t.Parallel()
				servers, client := electing(t, text, 2)
				status, got := send(t, client, request.method, servers.URL+request.path, "the body")
				if of == untouched || request.isRepeatable {
					if status != http.StatusOK || got != "done" || strings.Join(servers.bodies, ",") != strings.TrimSuffix(strings.Repeat(request.method+" the body,", 3), ",") {
						t.Errorf("got %d %q after %q", status, got, servers.bodies)
					}
				} else if status != http.StatusInternalServerError || len(servers.bodies) != 1 || !strings.Contains(got, notKnown) {
					t.Errorf("got %d %q after %q", status, got, servers.bodies)
				}
			})
		}
	}
}

func TestOtherAnswersAreNotRepeated(t *testing.T) {
	for _, status := range []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusInternalServerError, http.StatusTooManyRequests} {
		servers, client := electing(t, "Permission denied", -1)
		servers.status = status
		if got, text := send(t, client, http.MethodGet, servers.URL+"/v1/jobs", ""); got != status || text != "Permission denied" || len(servers.bodies) != 1 {
			t.Errorf("got %d %q after %d requests", got, text, len(servers.bodies))
		}
	}
	servers, client := electing(t, "No cluster leader", -1)
	servers.status = http.StatusBadRequest // words of a user, not of a server
	if got, _ := send(t, client, http.MethodGet, servers.URL+"/v1/jobs", ""); got != http.StatusBadRequest || len(servers.bodies) != 1 {
		t.Errorf("got %d after %d requests", got, len(servers.bodies))
	}
}

func TestACompressedAnswerIsReadToo(t *testing.T) {
	servers, client := electing(t, strings.Repeat("rpc error: ", 300)+"No cluster leader", 1)
	servers.isGzip = true
	if status, text := send(t, client, http.MethodGet, servers.URL+"/v1/jobs", ""); status != http.StatusOK || text != "done" {
		t.Errorf("got %d %q", status, text)
	}
	servers.text, servers.failures = strings.Repeat("a refusal ", 300), 1
	if status, text := send(t, client, http.MethodGet, servers.URL+"/v1/jobs", ""); status != http.StatusInternalServerError || text != servers.text {
		t.Errorf("got %d %.40q", status, text)
	}
}

func TestTheWaitEndsAndSaysWhatToDo(t *testing.T) {
	servers, client := electing(t, "No cluster leader", -1)
	client.Transport.(*Transport).patience = time.Second
	status, text := send(t, client, http.MethodGet, servers.URL+"/v1/jobs", "")
	for _, part := range []string{"No cluster leader; ", "nomad had no leader for 1s", "start as many of its servers as form a majority", "nomad server members", "(no-leader)"} {
		if status != http.StatusInternalServerError || !strings.Contains(text, part) {
			t.Errorf("want %q in the answer, got %d %q", part, status, text)
		}
	}
	// The next thousand resources do not wait again, also if the agent answered a question about itself.
	send(t, client, http.MethodGet, servers.URL+"/v1/agent/self", "")
	sent := len(servers.bodies)
	if send(t, client, http.MethodGet, servers.URL+"/v1/jobs", ""); len(servers.bodies) != sent+1 {
		t.Errorf("%d more requests", len(servers.bodies)-sent)
	}
	// With a leader, a later election is waited for.
	servers.failures = 0
	send(t, client, http.MethodGet, servers.URL+"/v1/jobs", "")
	servers.failures = 1
	if status, _ := send(t, client, http.MethodGet, servers.URL+"/v1/jobs", ""); status != http.StatusOK {
		t.Errorf("got %d", status)
	}
}

func TestARequestWhoseConnectionEndsIsSentAgain(t *testing.T) {
	for _, request := range requests {
		t.Run(request.method+" "+request.path, func(t *testing.T) {
			servers, client := electing(t, "", 0)
			isFirst := true
			servers.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if isFirst {
					isFirst = false
					panic(http.ErrAbortHandler)
				}
				servers.ServeHTTP(w, r)
			})
			sent, err := http.NewRequestWithContext(t.Context(), request.method, servers.URL+request.path, io.NopCloser(strings.NewReader("the body")))
			if err != nil {
				t.Fatal(err)
			}
			response, err := client.Do(sent)
			if request.isRepeatable {
				if err != nil || response.StatusCode != http.StatusOK || len(servers.bodies) != 1 {
					t.Errorf("got %v after %q", err, servers.bodies)
				}
			} else if !IsUnclear(err) || len(servers.bodies) != 0 {
				t.Errorf("got %v after %q", err, servers.bodies)
			}
			if response != nil {
				response.Body.Close()
			}
		})
	}
	_, client := electing(t, "", 0)
	started := time.Now()
	_, err := client.Get("http://127.0.0.1:1/v1/jobs") //nolint:bodyclose,noctx // there is none
	if err == nil || IsUnclear(err) || time.Since(started) > 5*time.Second {
		t.Errorf("a server that does not run: got %v after %s", err, time.Since(started))
	}
}

func TestTheWaitEndsWithTheContext(t *testing.T) {
	servers, client := electing(t, "No cluster leader", -1)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, servers.URL+"/v1/jobs", nil)
	if err != nil {
		t.Fatal(err)
	}
	started := time.Now()
	_, err = client.Do(request) //nolint:bodyclose // there is none
	if err == nil || !strings.Contains(err.Error(), "No cluster leader") || time.Since(started) > 5*time.Second {
		t.Errorf("got %v after %s", err, time.Since(started))
	}
}
