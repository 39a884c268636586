package acceptance

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	consul "github.com/hashicorp/consul/api"
	"github.com/hashicorp/nomad/api"
)

// builtPlugins is the folder of plugins, or empty if no test needed them.
var builtPlugins string

// plugins holds both providers, built once, as terraform finds them below terraform.d/plugins.
var plugins = sync.OnceValues(func() (string, error) {
	root, err := os.MkdirTemp("", "cdknomad-acceptance-")
	if err != nil {
		return "", err
	}
	builtPlugins = root
	for _, name := range []string{"nomad", "consul"} {
		target := filepath.Join(root, "terraform.local", "cdknomad", name, "0.1.0", runtime.GOOS+"_"+runtime.GOARCH, "terraform-provider-"+name+"_v0.1.0")
		build := exec.Command("go", "build", "-p", "2", "-o", target, "../cmd/terraform-provider-"+name)
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			return "", fmt.Errorf("%w: %s", err, out)
		}
	}
	return root, nil
})

// terraform is the program that plans and applies, or OpenTofu in its place: cdktf reads the same variable.
var terraform = cmp.Or(os.Getenv("TERRAFORM_BINARY_NAME"), "terraform")

func TestMain(m *testing.M) {
	code := m.Run()
	if builtPlugins != "" {
		os.RemoveAll(builtPlugins)
	}
	os.Exit(code)
}

type object = map[string]any

// stack is one terraform configuration with its state, in a folder of its own.
type stack struct {
	t          *testing.T
	dir        string
	nomad      *api.Client
	env        []string
	providers  object
	resources  object
	sources    object
	ephemerals object
	variables  object
	moved      []any
}

// newStack skips the test if there is no cluster to test on.
func newStack(t *testing.T) *stack {
	t.Helper()
	return newStackOf(t, "nomad", "NOMAD_ADDR", "NOMAD_TOKEN")
}

// newConsulStack is the same for Consul.
func newConsulStack(t *testing.T) *stack {
	t.Helper()
	return newStackOf(t, "consul", "CONSUL_HTTP_ADDR", "CONSUL_HTTP_TOKEN")
}

// skipWithout skips the test if there is no cluster to test on.
func skipWithout(t *testing.T, provider string, variables ...string) {
	t.Helper()
	for _, name := range variables {
		if os.Getenv(name) == "" {
			t.Skipf("%s is not set: these tests need a throwaway %s with ACLs and a management token", name, provider)
		}
	}
}

func newStackOf(t *testing.T, provider string, variables ...string) *stack {
	t.Helper()
	skipWithout(t, provider, variables...)
	if _, err := exec.LookPath(terraform); err != nil {
		t.Skipf("%s is not in PATH", terraform)
	}
	root, err := plugins()
	if err != nil {
		t.Fatal(err)
	}
	client, err := api.NewClient(api.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	s := &stack{t: t, dir: t.TempDir(), nomad: client, resources: object{}, providers: object{provider: object{}}}
	s.env = append(os.Environ(), "TF_CLI_CONFIG_FILE=/dev/null", "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "CDKNOMAD_GUARD=off")
	if err := os.Mkdir(filepath.Join(s.dir, "terraform.d"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(root, filepath.Join(s.dir, "terraform.d", "plugins")); err != nil {
		t.Fatal(err)
	}
	s.write()
	s.run("init")
	t.Cleanup(s.removeJobs)
	return s
}

// with declares a resource and writes the configuration again.
func (s *stack) with(kind, name string, attributes object) *stack {
	byName, ok := s.resources[kind].(object)
	if !ok {
		byName = object{}
		s.resources[kind] = byName
	}
	byName[name] = attributes
	s.write()
	return s
}

// reads declares a data source and writes the configuration again.
func (s *stack) reads(kind, name string, attributes object) *stack {
	if s.sources == nil {
		s.sources = object{}
	}
	byName, ok := s.sources[kind].(object)
	if !ok {
		byName = object{}
		s.sources[kind] = byName
	}
	byName[name] = attributes
	s.write()
	return s
}

func (s *stack) without(kind, name string) {
	delete(s.resources[kind].(object), name)
	if len(s.resources[kind].(object)) == 0 {
		delete(s.resources, kind)
	}
	s.write()
}

// job declares a nomad_job called job; settings are attributes beside the specification.
func (s *stack) job(spec object, settings ...object) *stack {
	attributes := object{"json": true, "jobspec": asJSON(s.t, spec), "purge_on_destroy": true}
	for _, more := range settings {
		maps.Copy(attributes, more)
	}
	return s.with("nomad_job", "job", attributes)
}

func (s *stack) write() {
	required := object{}
	for name := range s.providers {
		required[name] = object{"source": "terraform.local/cdknomad/" + name}
	}
	config := object{"terraform": object{"required_providers": required}, "provider": s.providers}
	if len(s.resources) > 0 {
		config["resource"] = s.resources
	}
	if len(s.sources) > 0 {
		config["data"] = s.sources
	}
	if len(s.ephemerals) > 0 {
		config["ephemeral"] = s.ephemerals
	}
	if len(s.variables) > 0 {
		config["variable"] = s.variables
	}
	if len(s.moved) > 0 {
		config["moved"] = s.moved
	}
	text, err := json.MarshalIndent(config, "", "  ") // as cdktf writes it
	if err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, "main.tf.json"), text, 0o600); err != nil {
		s.t.Fatal(err)
	}
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// result is what terraform printed and how it ended.
type result struct {
	code int
	text string
	took time.Duration
}

// command is terraform in the folder of the stack.
func (s *stack) command(args ...string) *exec.Cmd {
	command := exec.Command(terraform, args...)
	command.Dir, command.Env = s.dir, s.env
	return command
}

func (s *stack) try(args ...string) result {
	s.t.Helper()
	started := time.Now()
	command := s.command(append([]string{args[0], "-no-color"}, args[1:]...)...)
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	err := command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		s.t.Fatal(err)
	}
	return result{command.ProcessState.ExitCode(), out.String(), time.Since(started)}
}

func (s *stack) run(args ...string) string {
	s.t.Helper()
	got := s.try(args...)
	if got.code != 0 {
		s.t.Fatalf("terraform %v ended with %d:\n%s", args, got.code, got.text)
	}
	return got.text
}

func (s *stack) apply() string { s.t.Helper(); return s.run("apply", "-auto-approve") }

func (s *stack) tryApply() result { s.t.Helper(); return s.try("apply", "-auto-approve") }

func (s *stack) plan() result { s.t.Helper(); return s.try("plan", "-detailed-exitcode") }

// empty fails unless a plan shows nothing to do.
func (s *stack) empty() {
	s.t.Helper()
	if got := s.plan(); got.code != 0 {
		s.t.Fatalf("want an empty plan, got exit code %d:\n%s", got.code, got.text)
	}
}

// differs fails unless a plan shows changes, with all of the given lines (white space made single).
func (s *stack) differs(lines ...string) string {
	s.t.Helper()
	got := s.plan()
	if got.code != 2 {
		s.t.Fatalf("want a plan with changes, got exit code %d:\n%s", got.code, got.text)
	}
	contains(s.t, got.text, lines...)
	return got.text
}

// refused fails unless a plan is an error with all of the given texts.
func (s *stack) refused(lines ...string) string {
	s.t.Helper()
	got := s.plan()
	if got.code != 1 {
		s.t.Fatalf("want an error at plan, got exit code %d:\n%s", got.code, got.text)
	}
	contains(s.t, got.text, lines...)
	return got.text
}

// replaced is an element of a list that gives way to another: one line of terraform, two of OpenTofu.
var replaced = regexp.MustCompile(`- ("[^"]*"), \+ ("[^"]*"),`)

// contains compares without the frame and the line breaks that terraform puts into messages.
func contains(t *testing.T, text string, lines ...string) {
	t.Helper()
	flat := squeeze(text)
	flat += replaced.ReplaceAllString(flat, "~ $1 -> $2,")
	for _, line := range lines {
		if !strings.Contains(flat, squeeze(line)) {
			t.Fatalf("%q is not in:\n%s", line, text)
		}
	}
}

func lacks(t *testing.T, text string, lines ...string) {
	t.Helper()
	flat := squeeze(text)
	for _, line := range lines {
		if strings.Contains(flat, squeeze(line)) {
			t.Fatalf("%q should not be in:\n%s", line, text)
		}
	}
}

func squeeze(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(text)), " ")
}

// repairs fails unless an apply brings the cluster back to the configuration.
func (s *stack) repairs() {
	s.t.Helper()
	s.apply()
	s.empty()
}

// notInNames is what the name of a test may have and the name of a namespace may not.
var notInNames = regexp.MustCompile(`[^a-z0-9]+`)

// name makes a job id of the test's own, which may also be the name of a namespace.
func (s *stack) name() string {
	return "acc-" + strings.Trim(notInNames.ReplaceAllString(strings.ToLower(strings.TrimPrefix(s.t.Name(), "Test")), "-"), "-")
}

// removeJobs takes away what the test, or a failure of it, left in the cluster.
func (s *stack) removeJobs() {
	s.try("destroy", "-auto-approve")
	jobs, _, err := s.nomad.Jobs().List(&api.QueryOptions{Namespace: "*", Prefix: s.name()})
	if err != nil {
		return
	}
	for _, job := range jobs {
		_, _, _ = s.nomad.Jobs().Deregister(job.ID, true, &api.WriteOptions{Namespace: job.Namespace})
	}
}

func (s *stack) running(id string) *api.Job {
	s.t.Helper()
	job, _, err := s.nomad.Jobs().Info(id, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return job
}

// change edits the job on the server behind terraform's back, as the web UI or another tool would.
func (s *stack) change(id string, edit func(*api.Job)) {
	s.t.Helper()
	job := s.running(id)
	edit(job)
	if _, _, err := s.nomad.Jobs().Register(job, nil); err != nil {
		s.t.Fatal(err)
	}
}

const second = int(time.Second)

// sleeper is a service that is healthy after a moment; edits change the specification.
func sleeper(id string, edits ...func(job, group, task object)) object {
	task := object{
		"Name": "main", "Driver": "raw_exec", "Config": object{"command": "/bin/sleep", "args": []string{"1000"}},
		"Env": object{"COLOR": "blue"}, "Resources": object{"CPU": 20, "MemoryMB": 16},
		"KillTimeout": second,
	}
	group := object{
		"Name": "web", "Count": 1, "Tasks": []any{task},
		"RestartPolicy":    object{"Attempts": 0, "Mode": "fail", "Interval": 5 * second, "Delay": second},
		"ReschedulePolicy": object{"Attempts": 0, "Unlimited": false},
	}
	job := object{
		"ID": id, "Datacenters": []string{"*"}, "TaskGroups": []any{group},
		"Update": object{"MinHealthyTime": second / 5, "HealthyDeadline": 60 * second, "ProgressDeadline": 75 * second},
	}
	for _, edit := range edits {
		edit(job, group, task)
	}
	return job
}

func command(line string) func(job, group, task object) {
	return func(_, _, task object) { task["Config"] = object{"command": "/bin/sh", "args": []string{"-c", line}} }
}

// crashing is a command that fails at once. It has to live longer than others to be healthy, because it does on a busy machine.
func crashing(line string) func(job, group, task object) {
	return func(job, group, task object) {
		command(line)(job, group, task)
		job["Update"] = with(job["Update"].(object), "MinHealthyTime", 15*second)
	}
}

// serverObjects lists the objects of both servers as they answer them, one per line, with indexes and the secrets of tokens.
func (s *stack) serverObjects() string {
	s.t.Helper()
	client, err := consul.NewClient(consul.DefaultConfig())
	if err != nil {
		s.t.Fatal(err)
	}
	onNomad := func(path string, into any) error { _, err := s.nomad.Raw().Query(path, into, nil); return err }
	onConsul := func(path string, into any) error { _, err := client.Raw().Query(path, into, nil); return err }
	var lines []string
	for _, server := range []struct {
		ask   func(path string, into any) error
		paths []string
		each  object // path of one object by the path of its list, where the list lacks its secret
	}{
		{onNomad, []string{"/v1/acl/policies", "/v1/acl/roles", "/v1/acl/tokens", "/v1/acl/auth-methods",
			"/v1/acl/binding-rules", "/v1/namespaces", "/v1/node/pools", "/v1/vars?namespace=*", "/v1/volumes?type=host&namespace=*"},
			object{"/v1/acl/tokens": "/v1/acl/token/"}},
		{onConsul, []string{"/v1/acl/policies", "/v1/acl/roles", "/v1/acl/tokens", "/v1/acl/auth-methods", "/v1/acl/binding-rules",
			"/v1/config/service-defaults"}, object{"/v1/acl/tokens": "/v1/acl/token/"}},
	} {
		for _, path := range server.paths {
			var objects []object
			if err := server.ask(path, &objects); err != nil {
				s.t.Fatal(err)
			}
			for _, each := range objects {
				if prefix, has := server.each[path]; has {
					if err := server.ask(fmt.Sprint(prefix, each["AccessorID"]), &each); err != nil {
						s.t.Fatal(err)
					}
				}
				lines = append(lines, path+" "+asJSON(s.t, each))
			}
		}
	}
	pairs, _, err := client.KV().List("", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, pair := range pairs {
		lines = append(lines, fmt.Sprintf("key %s %d %s", pair.Key, pair.ModifyIndex, pair.Value))
	}
	var jobs []object // their summaries change while they run
	if err := onNomad("/v1/jobs?namespace=*", &jobs); err != nil {
		s.t.Fatal(err)
	}
	for _, job := range jobs {
		lines = append(lines, fmt.Sprintf("job %v %v %v", job["ID"], job["JobModifyIndex"], job["Version"]))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
