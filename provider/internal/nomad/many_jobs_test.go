package nomad

import (
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// parallelism is how many resources Terraform plans or applies at the same time unless -parallelism is set.
const parallelism = 10

// countingNomad keeps jobs, and counts requests and connections.
type countingNomad struct {
	*httptest.Server

	mu          sync.Mutex
	jobs        map[string]*api.Job
	index       uint64
	calls       map[string]int // by method and path without ids
	connections int
	diffs       int // answers with differences
}

func newCountingNomad(t testing.TB) *countingNomad {
	t.Helper()
	nomad := &countingNomad{jobs: map[string]*api.Job{}, calls: map[string]int{}}
	nomad.Server = httptest.NewUnstartedServer(nomad)
	nomad.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			nomad.mu.Lock()
			defer nomad.mu.Unlock()
			nomad.connections++
		}
	}
	nomad.Start()
	t.Cleanup(nomad.Close)
	return nomad
}

var jobID = regexp.MustCompile(`many-\d+`)

func (n *countingNomad) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Job            *api.Job
		Diff           bool
		JobModifyIndex uint64
	}
	_ = json.NewDecoder(r.Body).Decode(&request)
	id := jobID.FindString(r.URL.Path)
	n.mu.Lock()
	defer n.mu.Unlock()
	n.calls[r.Method+" "+jobID.ReplaceAllString(r.URL.Path, "ID")]++
	current := n.jobs[id]
	switch {
	case strings.HasSuffix(r.URL.Path, "/plan"):
		if request.Diff {
			n.diffs++
		}
		n.answer(w, planOf(request.Job, current, request.Diff))
	case r.URL.Path == "/v1/jobs" && r.Method == http.MethodGet:
		n.answer(w, n.stubs())
	case r.URL.Path == "/v1/jobs":
		n.register(w, request.Job, request.JobModifyIndex)
	case r.URL.Path == "/v1/deployments":
		n.answer(w, []api.Deployment{})
	case r.URL.Path == "/v1/namespace/default":
		n.answer(w, api.Namespace{Name: "default"})
	case current != nil:
		n.answer(w, current)
	default:
		http.Error(w, "job not found", http.StatusNotFound)
	}
}

func (n *countingNomad) register(w http.ResponseWriter, job *api.Job, index uint64) {
	has := uint64(0)
	if current := n.jobs[*job.ID]; current != nil {
		has = *current.JobModifyIndex
	}
	if index != has {
		http.Error(w, fmt.Sprintf("%s %d: job already exists", api.RegisterEnforceIndexErrPrefix, index), http.StatusInternalServerError)
		return
	}
	n.index++
	at, version, status := n.index, uint64(0), "running"
	job.Canonicalize()
	job.JobModifyIndex, job.Version, job.Status = &at, &version, &status
	n.jobs[*job.ID] = job
	n.answer(w, api.JobRegisterResponse{JobModifyIndex: at})
}

func planOf(job, current *api.Job, hasDiff bool) api.JobPlanResponse {
	answer := api.JobPlanResponse{Annotations: &api.PlanAnnotations{DesiredTGUpdates: map[string]*api.DesiredUpdates{}}}
	for _, group := range job.TaskGroups {
		answer.Annotations.DesiredTGUpdates[*group.Name] = &api.DesiredUpdates{Place: 1}
	}
	if current != nil {
		answer.JobModifyIndex = *current.JobModifyIndex
	}
	if hasDiff {
		answer.Diff = &api.JobDiff{Type: "Edited", ID: *job.ID, Fields: []*api.FieldDiff{{Type: "Edited", Name: "Priority", Old: "50", New: "60"}}}
	}
	return answer
}

func (n *countingNomad) stubs() []api.JobListStub {
	var stubs []api.JobListStub
	for _, id := range slices.Sorted(maps.Keys(n.jobs)) {
		stubs = append(stubs, api.JobListStub{ID: id, Namespace: "default", Type: "service", Status: "running", JobModifyIndex: *n.jobs[id].JobModifyIndex,
			JobSummary: &api.JobSummary{Summary: map[string]api.TaskGroupSummary{"web": {Queued: 1}}}})
	}
	return stubs
}

func (n *countingNomad) answer(w http.ResponseWriter, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(text)
}

// take returns the calls since it was last called, sorted.
func (n *countingNomad) take() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var lines []string
	for _, call := range slices.Sorted(maps.Keys(n.calls)) {
		lines = append(lines, fmt.Sprintf("%d %s", n.calls[call], call))
	}
	n.calls = map[string]int{}
	return lines
}

// manyJobs are new resources of one configuration, planned and applied as Terraform does.
type manyJobs struct {
	t     testing.TB
	nomad *countingNomad
	// newServer starts a provider.
	newServer func() tfprotov6.ProviderServer
	server    tfprotov6.ProviderServer
	schema    *tfprotov6.Schema
	configs   []*tfprotov6.DynamicValue
	planned   []*tfprotov6.DynamicValue
	states    []*tfprotov6.DynamicValue
	private   [][]byte
}

func newManyJobs(t testing.TB, nomad *countingNomad, count int) *manyJobs {
	t.Helper()
	m := &manyJobs{t: t, nomad: nomad, newServer: NewServer}
	m.start()
	for number := range count {
		m.configs = append(m.configs, m.config(jobText(number)))
	}
	m.planned, m.states, m.private = make([]*tfprotov6.DynamicValue, count), make([]*tfprotov6.DynamicValue, count), make([][]byte, count)
	for i := range count {
		m.states[i] = m.null()
	}
	return m
}

// jobText is like the jobs of bench/plan.
func jobText(number int) string {
	return fmt.Sprintf(`{"ID":"many-%d","Name":"many-%d","Datacenters":["nowhere"],"TaskGroups":[{"Name":"web","Count":1,`+
		`"Networks":[{"DynamicPorts":[{"Label":"http","To":8080}]}],"Services":[{"Name":"many-%d","PortLabel":"http","Provider":"nomad",`+
		`"Tags":["bench","http"],"Checks":[{"Type":"http","Path":"/","Interval":10000000000,"Timeout":2000000000}]}],`+
		`"Tasks":[{"Name":"web","Driver":"docker","Config":{"image":"example.com/web:1.2.3","ports":["http"]},`+
		`"Env":{"GREETING":"hello","NUMBER":"%d"},"Resources":{"CPU":100,"MemoryMB":64}}]}]}`, number, number, number, number)
}

func (m *manyJobs) config(jobspec string) *tfprotov6.DynamicValue {
	return m.value(map[string]tftypes.Value{
		"jobspec": tftypes.NewValue(tftypes.String, jobspec),
		"json":    tftypes.NewValue(tftypes.Bool, true),
		"detach":  tftypes.NewValue(tftypes.Bool, true),
	})
}

// change gives one job another value in its environment.
func (m *manyJobs) change(i int) {
	m.configs[i] = m.config(strings.Replace(jobText(i), "hello", "changed", 1))
}

// start starts a provider, as Terraform does for each walk over the configuration.
func (m *manyJobs) start() {
	m.t.Helper()
	m.server = m.newServer()
	answer, err := m.server.GetProviderSchema(m.t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		m.t.Fatal(err)
	}
	m.schema = answer.ResourceSchemas["nomad_job"]
	of := answer.Provider.ValueType()
	settings, err := tfprotov6.NewDynamicValue(of, tftypes.NewValue(of, filled(of.(tftypes.Object), map[string]tftypes.Value{
		"address": tftypes.NewValue(tftypes.String, m.nomad.URL),
	})))
	if err != nil {
		m.t.Fatal(err)
	}
	configured, err := m.server.ConfigureProvider(m.t.Context(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.14.0", Config: &settings})
	m.check(err, configured.Diagnostics)
}

// filled adds null for each attribute that is not set.
func filled(of tftypes.Object, set map[string]tftypes.Value) map[string]tftypes.Value {
	values := map[string]tftypes.Value{}
	for name, kind := range of.AttributeTypes {
		values[name] = tftypes.NewValue(kind, nil)
		if list, is := kind.(tftypes.List); is && !isAttribute(name) {
			values[name] = tftypes.NewValue(list, []tftypes.Value{}) // a block
		}
		if value, is := set[name]; is {
			values[name] = value
		}
	}
	return values
}

func isAttribute(name string) bool { return name == "allocation_ids" || name == "token_command" }

func (m *manyJobs) value(set map[string]tftypes.Value) *tfprotov6.DynamicValue {
	m.t.Helper()
	of := m.schema.ValueType()
	return m.pack(tftypes.NewValue(of, filled(of.(tftypes.Object), set)))
}

func (m *manyJobs) null() *tfprotov6.DynamicValue {
	return m.pack(tftypes.NewValue(m.schema.ValueType(), nil))
}

func (m *manyJobs) pack(value tftypes.Value) *tfprotov6.DynamicValue {
	m.t.Helper()
	packed, err := tfprotov6.NewDynamicValue(m.schema.ValueType(), value)
	if err != nil {
		m.t.Fatal(err)
	}
	return &packed
}

func (m *manyJobs) check(err error, problems []*tfprotov6.Diagnostic) {
	m.t.Helper()
	if err != nil {
		m.t.Error(err)
	}
	for _, problem := range problems {
		m.t.Error(problem.Summary, problem.Detail)
	}
}

// proposed is what Terraform proposes: the configuration, and the state for what it does not set.
func (m *manyJobs) proposed(i int) *tfprotov6.DynamicValue {
	state := m.attributes(m.states[i])
	if state == nil {
		return m.configs[i]
	}
	merged := m.attributes(m.configs[i])
	for name, value := range merged {
		if value.IsNull() {
			merged[name] = state[name]
		}
	}
	return m.value(merged)
}

// attributes returns nil for null.
func (m *manyJobs) attributes(value *tfprotov6.DynamicValue) map[string]tftypes.Value {
	m.t.Helper()
	unpacked, err := value.Unmarshal(m.schema.ValueType())
	var attributes map[string]tftypes.Value
	if err == nil && !unpacked.IsNull() {
		err = unpacked.As(&attributes)
	}
	if err != nil {
		m.t.Fatal(err)
	}
	return attributes
}

// each runs a step for every job, as many at a time as Terraform does.
func (m *manyJobs) each(step func(i int)) {
	var steps sync.WaitGroup
	next := make(chan int)
	for range parallelism {
		steps.Go(func() {
			for i := range next {
				step(i)
			}
		})
	}
	for i := range m.configs {
		next <- i
	}
	close(next)
	steps.Wait()
}

// plan validates and plans all jobs.
func (m *manyJobs) plan() {
	m.t.Helper()
	m.each(func(i int) {
		valid, err := m.server.ValidateResourceConfig(m.t.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: "nomad_job", Config: m.configs[i]})
		m.check(err, valid.Diagnostics)
		answer, err := m.server.PlanResourceChange(m.t.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: "nomad_job", PriorState: m.states[i], Config: m.configs[i], ProposedNewState: m.proposed(i), PriorPrivate: m.private[i],
		})
		m.check(err, answer.Diagnostics)
		m.planned[i] = answer.PlannedState
	})
}

// refresh starts a provider again, and reads all jobs.
func (m *manyJobs) refresh() {
	m.t.Helper()
	m.start()
	m.each(func(i int) {
		state := m.attributes(m.states[i])
		state["scheduler"] = tftypes.NewValue(state["scheduler"].Type(), nil) // as the upgrade of the state does
		answer, err := m.server.ReadResource(m.t.Context(), &tfprotov6.ReadResourceRequest{TypeName: "nomad_job", CurrentState: m.value(state), Private: m.private[i]})
		m.check(err, answer.Diagnostics)
		m.states[i], m.private[i] = answer.NewState, answer.Private
	})
}

// apply starts a provider again, plans each job again, and applies it.
func (m *manyJobs) apply() {
	m.t.Helper()
	m.start()
	m.each(func(i int) {
		again, err := m.server.PlanResourceChange(m.t.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: "nomad_job", PriorState: m.states[i], Config: m.configs[i], ProposedNewState: m.proposed(i), PriorPrivate: m.private[i],
		})
		m.check(err, again.Diagnostics)
		answer, err := m.server.ApplyResourceChange(m.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: "nomad_job", PriorState: m.states[i], Config: m.configs[i], PlannedState: again.PlannedState, PlannedPrivate: again.PlannedPrivate,
		})
		m.check(err, answer.Diagnostics)
		m.states[i], m.private[i] = answer.NewState, answer.Private
	})
}
