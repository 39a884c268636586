package job

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// fakeNomad runs the job default/web in version 1, whose deployment does not end by itself.
type fakeNomad struct {
	allocations []*api.AllocationListStub
	stderr      string
	stdout      string
	checks      api.AllocCheckStatuses
	deployment  string // status, running by default
}

func (f fakeNomad) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	version, index := uint64(1), uint64(7)
	current := &api.Job{Version: &version, JobModifyIndex: &index}
	var answer any
	switch path := r.URL.Path; {
	case path == "/v1/evaluation/eval":
		answer = api.Evaluation{ID: "eval", Status: "complete"}
	case path == "/v1/job/web":
		answer = current
	case path == "/v1/job/web/versions":
		answer = map[string]any{"Versions": []*api.Job{current}}
	case path == "/v1/job/web/allocations":
		answer = f.allocations
	case path == "/v1/job/web/deployment":
		answer = api.Deployment{ID: "deployment", Status: orText(f.deployment, "running"), StatusDescription: "Deployment is running", JobSpecModifyIndex: index,
			TaskGroups: map[string]*api.DeploymentState{"web": {DesiredTotal: 1, PlacedAllocs: 1}}}
	case strings.HasPrefix(path, "/v1/client/fs/logs/"):
		_, _ = w.Write([]byte(map[string]string{"stderr": f.stderr, "stdout": f.stdout}[r.URL.Query().Get("type")]))
		return
	case strings.HasPrefix(path, "/v1/client/allocation/"):
		answer = f.checks
	default:
		http.NotFound(w, r)
		return
	}
	_ = json.NewEncoder(w).Encode(answer)
}

// follow waits for the job with a limit of 1.5 s, and returns the outcome and the reported causes.
func (f fakeNomad) follow(t *testing.T, edits ...func(*watch)) (outcome, []string) {
	t.Helper()
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "progress")
	key, group := cluster.Key{Namespace: "default", ID: "web"}, api.NewTaskGroup("web", 1)
	group.Services = []*api.Service{{Provider: "nomad", Checks: []api.ServiceCheck{{Name: "alive"}}}}
	w := watch{cluster: cluster.New(client, nil), key: key, job: &api.Job{TaskGroups: []*api.TaskGroup{group}}, index: 7, evaluation: "eval",
		limit: limit{1500 * time.Millisecond, time.Second, 500 * time.Millisecond}, progress: &progress{path: file, key: key}}
	for _, edit := range edits {
		edit(&w)
	}
	result := w.run(context.Background())
	text, _ := os.ReadFile(file)
	var causes []string
	for line := range strings.Lines(string(text)) {
		var event progressLine
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			t.Fatal(err)
		}
		if event.Event == "cause" {
			causes = append(causes, event.Message)
		}
	}
	return result, causes
}

const ended = "the apply did not wait longer"

func allocation(state string, events ...*api.TaskEvent) *api.AllocationListStub {
	return &api.AllocationListStub{ID: "12345678-aaaa", TaskGroup: "web", NodeName: "n1", ClientStatus: "pending", DesiredStatus: "run", JobVersion: 1,
		TaskStates: map[string]*api.TaskState{"main": {State: state, Events: events}}}
}

func event(kind, message string, details ...string) *api.TaskEvent {
	found := &api.TaskEvent{Type: kind, DisplayMessage: message, Details: map[string]string{}}
	for i := 0; i < len(details); i += 2 {
		found.Details[details[i]] = details[i+1]
	}
	return found
}

// The messages have the form of those of Nomad's drivers with Docker, containerd, runc, and Podman.
func TestACauseThatCannotResolveItselfEndsTheWaitWithCauseAndFix(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		event *api.TaskEvent
		fix   string
	}{
		"unknown tag":        {event(api.TaskDriverFailure, "Failed to pull `nginx:1.27.0`: Error response from daemon: manifest for nginx:1.27.0 not found: manifest unknown: manifest unknown"), fixImage},
		"unknown repository": {event(api.TaskDriverFailure, "Failed to pull `ngnix:1`: Error response from daemon: pull access denied for ngnix, repository does not exist or may require 'docker login': denied: requested access to the resource is denied"), fixImage},
		"unknown registry":   {event(api.TaskDriverFailure, "Failed to pull `registry.examle/app:1`: Error response from daemon: Get \"https://registry.examle/v2/\": dial tcp: lookup registry.examle on 10.0.0.2:53: no such host"), fixImage},
		"other architecture": {event(api.TaskDriverFailure, "Failed to pull `app:1`: Error response from daemon: no matching manifest for linux/arm64/v8 in the manifest list entries"), fixImage},
		"podman":             {event(api.TaskDriverFailure, "rpc error: code = Unknown desc = failed to start task, could not pull image app:1: initializing source docker://registry/app:1: reading manifest 1 in registry/app: manifest unknown"), fixImage},
		"unknown option":     {event(api.TaskFailedValidation, "1 error occurred:\n\t* Invalid label: No argument or block type is named \"imgae\"."), fixOption},
		"exec format error":  {event(api.TaskDriverFailure, "failed to launch command with executor: rpc error: code = Unknown desc = fork/exec /alloc/app: exec format error"), fixFormat},
		"command in an image": {event(api.TaskDriverFailure, "Failed to start container 1f2e: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: "+
			"runc create failed: unable to start container process: exec: \"serve\": executable file not found in $PATH: unknown"), fixCommand},
		"path in an image": {event(api.TaskDriverFailure, "Failed to start container 1f2e: Error response from daemon: OCI runtime create failed: runc create failed: unable to start container process: "+
			"exec: \"/serve\": stat /serve: no such file or directory: unknown"), fixCommand},
		"command of exec": {event(api.TaskDriverFailure, "failed to launch command with executor: rpc error: code = Unknown desc = file /serve not found under path /alloc/main"), fixCommand},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, causes := fakeNomad{allocations: []*api.AllocationListStub{allocation("pending", c.event)}}.follow(t)
			first := "task main of group web on node n1: "
			if !strings.HasPrefix(got.failure, first) || !strings.Contains(got.failure, c.fix) || !strings.Contains(got.failure, ended) {
				t.Errorf("got %q", got.failure)
			}
			if len(causes) != 1 || !strings.HasPrefix(causes[0], first) {
				t.Errorf("got the causes %q", causes)
			}
		})
	}
}

func TestACauseThatMayResolveItselfIsReportedOnceAndDoesNotEndTheWait(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		state string
		event *api.TaskEvent
		want  string
	}{
		"busy registry":     {"pending", event(api.TaskDriverFailure, "Failed to pull `nginx:1`: Error response from daemon: toomanyrequests: rate limit"), "toomanyrequests"},
		"exit code":         {"pending", event(api.TaskTerminated, "Exit Code: 3", "exit_code", "3"), "exited with code 3\n  stderr: no such table"},
		"exit, running":     {"running", event(api.TaskTerminated, "Exit Code: 3", "exit_code", "3"), "exited with code 3\n  stderr: no such table"},
		"out of memory":     {"pending", event(api.TaskTerminated, "OOM Killed", "exit_code", "137", "signal", "9", "oom_killed", "true"), "was ended by signal 9, because it used more memory than its limit"},
		"template":          {"pending", event(templateEvent, "Missing: nomad.var.block(nomad/jobs/web@default.global)"), "its template waits for data: Missing: nomad.var.block(nomad/jobs/web@default.global)"},
		"artifact":          {"pending", event(api.TaskArtifactDownloadFailed, "failed to download artifact \"http://x\": 404"), "failed to download artifact"},
		"check_restart":     {"running", event(api.TaskRestartSignal, "healthcheck: check \"alive\" unhealthy"), "nomad restarts it: healthcheck: check \"alive\" unhealthy"},
		"setup of the task": {"pending", event(api.TaskSetupFailure, "failed to mount"), "failed to mount"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			again := *c.event
			nomad := fakeNomad{allocations: []*api.AllocationListStub{allocation(c.state, c.event, &again)}, stderr: "no such table\n"}
			got, causes := nomad.follow(t)
			if !strings.HasPrefix(got.failure, "after 1.5s the apply was still waiting") {
				t.Errorf("got %q", got.failure)
			}
			if len(causes) != 1 || !strings.HasPrefix(causes[0], "task main of group web on node n1: ") || !strings.Contains(causes[0], c.want) {
				t.Errorf("got the causes %q", causes)
			}
		})
	}
}

func TestAFailedCheckIsReportedWithItsOutput(t *testing.T) {
	t.Parallel()
	running := allocation("running")
	running.ClientStatus = "running"
	nomad := fakeNomad{allocations: []*api.AllocationListStub{running}, checks: api.AllocCheckStatuses{
		"a": {Check: "alive", Service: "web", Status: "failure", Output: "nomad: Get \"http://10.0.0.1:80\": connection refused"},
		"b": {Check: "ready", Service: "web", Status: "pending", Output: "nomad: waiting to run"},
	}}
	_, causes := nomad.follow(t)
	want := `check "alive" of service web of group web on node n1 fails: nomad: Get "http://10.0.0.1:80": connection refused`
	if len(causes) != 1 || causes[0] != want {
		t.Errorf("got the causes %q", causes)
	}
}

func TestAnUnreachableRegistryEndsTheWaitAfterAMoment(t *testing.T) {
	t.Parallel()
	message := "Failed to pull `nginx:1`: Error response from daemon: Get \"https://registry-1.docker.io/v2/\": dial tcp 10.0.0.1:443: connect: network is unreachable"
	nomad := fakeNomad{allocations: []*api.AllocationListStub{allocation("pending", event(api.TaskDriverFailure, message))}}
	started := time.Now()
	got, _ := nomad.follow(t)
	if took := time.Since(started); took < 500*time.Millisecond || took >= 1500*time.Millisecond || !strings.Contains(got.failure, fixRegistry) {
		t.Errorf("after %s: %q", took, got.failure)
	}
}

func TestARegistryThatALabDoesNotReachIsNotAnUnknownImage(t *testing.T) {
	t.Parallel()
	for _, message := range []string{
		"Failed to pull `nginx:1`: Error response from daemon: manifest for nginx:1 not found: manifest unknown: docker.io cannot be reached from this machine: dial tcp: lookup index.docker.io: no such host; if the image",
		"Failed to pull `nginx:1`: Error response from daemon: manifest for nginx:1 not found: manifest unknown: docker.io cannot be reached from this machine: http2: timeout awaiting response headers; if the image",
		"rpc error: code = Unknown desc = failed to start task, could not pull image nginx:1: reading manifest 1 in docker.io/library/nginx: manifest unknown: docker.io cannot be reached from this machine: i/o timeout",
	} {
		if persistence, fix := classify(message); persistence != unreachable || fix != fixLab {
			t.Errorf("%s: got %d, %s", message, persistence, fix)
		}
	}
}

func TestARuntimesErrorInTheLogOfAContainerEndsTheWait(t *testing.T) {
	t.Parallel()
	nomad := fakeNomad{allocations: []*api.AllocationListStub{allocation("pending", event(api.TaskTerminated, "Exit Code: 255", "exit_code", "255"))},
		stderr: "exec /usr/bin/app: exec format error\n"}
	if got, _ := nomad.follow(t); !strings.Contains(got.failure, fixFormat) || !strings.Contains(got.failure, ended) {
		t.Errorf("got %q", got.failure)
	}
}

var unknownImage = event(api.TaskDriverFailure, "Failed to pull `nginx:1`: manifest unknown")

func TestTheWaitContinuesWhileAnEarlierVersionServes(t *testing.T) {
	t.Parallel()
	earlier := &api.AllocationListStub{ID: "earlier", JobVersion: 0, ClientStatus: "running", DesiredStatus: "run"}
	serving := fakeNomad{allocations: []*api.AllocationListStub{earlier, allocation("pending", unknownImage)}}
	on, off, revert := true, false, true
	reverting := func(w *watch) {
		w.replaces, w.job.Update = true, &api.UpdateStrategy{AutoRevert: &revert}
	}
	for name, c := range map[string]struct {
		nomad fakeNomad
		edit  func(*watch)
		ends  bool
	}{
		"an earlier version serves":        {serving, func(*watch) {}, false},
		"fail_fast is set":                 {serving, func(w *watch) { w.failFast = &on }, true},
		"nothing else serves":              {fakeNomad{allocations: serving.allocations[1:]}, func(w *watch) { w.replaces = true }, true},
		"nomad reverts to another version": {fakeNomad{allocations: serving.allocations[1:]}, reverting, false},
		"fail_fast is unset":               {fakeNomad{allocations: serving.allocations[1:]}, func(w *watch) { w.failFast = &off }, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, causes := c.nomad.follow(t, c.edit)
			if ends := strings.Contains(got.failure, ended); ends != c.ends {
				t.Errorf("got %q", got.failure)
			}
			if len(causes) != 1 {
				t.Errorf("got the causes %q", causes)
			}
		})
	}
}

func TestOnlyAllocationsThatShouldRunHaveCauses(t *testing.T) {
	for name, edit := range map[string]func(*api.AllocationListStub){
		"replaced": func(a *api.AllocationListStub) { a.NextAllocation = "next" },
		"stopped":  func(a *api.AllocationListStub) { a.DesiredStatus = "stop" },
		"started":  func(a *api.AllocationListStub) { a.TaskStates["main"].State = "running" },
	} {
		found := allocation("pending", unknownImage)
		edit(found)
		if got := causesOf(found); len(got) != 0 {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestTheEndOfStdoutIsShownIfStderrIsEmpty(t *testing.T) {
	t.Parallel()
	nomad := fakeNomad{allocations: []*api.AllocationListStub{allocation("pending", event(api.TaskTerminated, "Exit Code: 1", "exit_code", "1"))},
		stdout: "1\n2\n3\n4\n5\n6\n"}
	_, causes := nomad.follow(t)
	want := "task main of group web on node n1: exited with code 1\n  stdout: 2\n  stdout: 3\n  stdout: 4\n  stdout: 5\n  stdout: 6"
	if len(causes) != 1 || causes[0] != want {
		t.Errorf("got the causes %q", causes)
	}
}

func TestASecretInALogIsHidden(t *testing.T) {
	t.Parallel()
	nomad := fakeNomad{allocations: []*api.AllocationListStub{allocation("pending", event(api.TaskTerminated, "Exit Code: 1", "exit_code", "1"))},
		stderr: "login failed with hunter2-correct-horse\n"}
	_, causes := nomad.follow(t, func(w *watch) {
		task := api.NewTask("main", "docker")
		task.Env = map[string]string{"DB_PASSWORD": "hunter2-correct-horse"}
		w.job.TaskGroups[0].AddTask(task)
	})
	if len(causes) != 1 || strings.Contains(causes[0], "hunter2") || !strings.Contains(causes[0], "login failed") {
		t.Errorf("got the causes %q", causes)
	}
}
