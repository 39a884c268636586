package untouched

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/job"
)

// long counts what takes the long way.
type long struct {
	tfprotov6.ProviderServer
	validations, reads, plans, upgrades int
}

func (l *long) ValidateResourceConfig(context.Context, *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	l.validations++
	return &tfprotov6.ValidateResourceConfigResponse{}, nil
}

func (l *long) ReadResource(context.Context, *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	l.reads++
	return &tfprotov6.ReadResourceResponse{}, nil
}

func (l *long) PlanResourceChange(context.Context, *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	l.plans++
	return &tfprotov6.PlanResourceChangeResponse{}, nil
}

func (l *long) UpgradeResourceState(context.Context, *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	l.upgrades++
	return &tfprotov6.UpgradeResourceStateResponse{}, nil
}

// server lists three jobs at index 7, of which web is healthy, and counts the requests.
func server(t *testing.T, status string) (*long, tfprotov6.ProviderServer, *int) {
	t.Helper()
	requests := 0
	nomad := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests++
		if r.URL.Path == "/v1/deployments" {
			_ = json.NewEncoder(w).Encode([]api.Deployment{
				{JobID: "web", Namespace: "lab", JobSpecModifyIndex: 7, Status: "running"},
				{JobID: "failing", Namespace: "lab", JobSpecModifyIndex: 6, Status: "failed"},
				{JobID: "failing", Namespace: "lab", JobSpecModifyIndex: 7, Status: "running", TaskGroups: map[string]*api.DeploymentState{"web": {UnhealthyAllocs: 1}}},
			})
			return
		}
		summary := func(group api.TaskGroupSummary) *api.JobSummary {
			return &api.JobSummary{Summary: map[string]api.TaskGroupSummary{"web": group}}
		}
		_ = json.NewEncoder(w).Encode([]api.JobListStub{
			{ID: "web", Namespace: "lab", JobModifyIndex: 7, Status: status},
			{ID: "failing", Namespace: "lab", JobModifyIndex: 7, Status: status, JobSummary: summary(api.TaskGroupSummary{Running: 1})},
			{ID: "crashing", Namespace: "lab", JobModifyIndex: 7, Status: status, JobSummary: summary(api.TaskGroupSummary{Starting: 1})},
		})
	}))
	t.Cleanup(nomad.Close)
	client, err := api.NewClient(&api.Config{Address: nomad.URL})
	if err != nil {
		t.Fatal(err)
	}
	shared := cluster.New(client, nil)
	behind := &long{}
	return behind, New(behind, func() *cluster.Cluster { return shared }), &requests
}

func state(t *testing.T, changes map[string]any) *tfprotov6.DynamicValue {
	t.Helper()
	fields := map[string]any{
		"id": "web", "namespace": "lab", "status": "running", "json": true, "rerun_if_dead": nil, "read_allocation_ids": nil,
		"deregister_on_id_change": nil, "hcl2": []any{}, "scheduler": nil, "jobspec": "{}",
	}
	for name, value := range changes {
		fields[name] = value
	}
	text, err := msgpack.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return &tfprotov6.DynamicValue{MsgPack: text}
}

func private(t *testing.T, kept map[string]string) []byte {
	t.Helper()
	fields := map[string][]byte{}
	for name, value := range kept {
		fields[name] = []byte(value)
	}
	text, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestReadOfAJob(t *testing.T) {
	atSeven := map[string]string{"job": `{"index":7,"job":""}`}
	for name, c := range map[string]struct {
		state   map[string]any
		private map[string]string
		status  string
		long    bool
	}{
		"that nobody touched is answered from the listing":              {private: atSeven},
		"that another client changed goes the long way":                 {private: map[string]string{"job": `{"index":6,"job":""}`}, long: true},
		"that is not in the listing goes the long way":                  {state: map[string]any{"id": "other"}, private: atSeven, long: true},
		"of the same id in another namespace goes the long way":         {state: map[string]any{"namespace": "default"}, private: atSeven, long: true},
		"that nothing is remembered of goes the long way":               {long: true},
		"whose allocations are asked for goes the long way":             {state: map[string]any{"read_allocation_ids": true}, private: atSeven, long: true},
		"that holds an answer of the scheduler goes the long way":       {state: map[string]any{"scheduler": map[string]any{"web": "1 create"}}, private: atSeven, long: true},
		"whose deployment is failing goes the long way":                 {state: map[string]any{"id": "failing"}, private: atSeven, long: true},
		"whose allocations do not run goes the long way":                {state: map[string]any{"id": "crashing"}, private: atSeven, long: true},
		"that died is left alone if nobody wants it to run again":       {private: atSeven, status: "dead"},
		"that died and is to run again goes the long way":               {state: map[string]any{"rerun_if_dead": true}, private: atSeven, status: "dead", long: true},
		"that is to run again when dead but runs is left as it is":      {state: map[string]any{"rerun_if_dead": true}, private: atSeven},
		"with private data that is no JSON goes the long way, unharmed": {private: map[string]string{"job": "{"}, long: true},
	} {
		t.Run(name, func(t *testing.T) {
			behind, front, _ := server(t, c.status)
			request := &tfprotov6.ReadResourceRequest{TypeName: "nomad_job", CurrentState: state(t, c.state), Private: private(t, c.private)}
			answer, err := front.ReadResource(context.Background(), request)
			if err != nil {
				t.Fatal(err)
			}
			if took := behind.reads == 1; took != c.long {
				t.Fatalf("took the long way: %v, want %v", took, c.long)
			}
			if !c.long && (answer.NewState != request.CurrentState || string(answer.Private) != string(request.Private)) {
				t.Fatal("the short way changed something")
			}
		})
	}
}

func TestAThousandReadsCostTwoRequests(t *testing.T) {
	behind, front, requests := server(t, "running")
	for range 1000 {
		request := &tfprotov6.ReadResourceRequest{TypeName: "nomad_job", CurrentState: state(t, nil), Private: private(t, map[string]string{"job": `{"index":7}`})}
		if _, err := front.ReadResource(context.Background(), request); err != nil {
			t.Fatal(err)
		}
	}
	if *requests != 2 || behind.reads != 0 { // the jobs, and the deployments that are not successful
		t.Fatalf("got %d requests and %d jobs read the long way, want 2 and 0", *requests, behind.reads)
	}
}

func TestConfigurationOfAJob(t *testing.T) {
	for name, c := range map[string]struct {
		config map[string]any
		long   bool
	}{
		"that sets nothing special is fine as it is":            {},
		"that sets what is deprecated goes the long way":        {config: map[string]any{"read_allocation_ids": true}, long: true},
		"that is not in json goes the long way":                 {config: map[string]any{"json": false}, long: true},
		"that sets what is refused goes the long way":           {config: map[string]any{"deregister_on_id_change": false}, long: true},
		"with an id that is left to the provider is as fine":    {config: map[string]any{"id": nil, "namespace": nil, "status": nil}},
		"whose json is not known yet goes the long way":         {config: map[string]any{"json": msgpack.RawMessage{0xd4, 0, 0}}, long: true},
		"whose specification is not known yet is fine as it is": {config: map[string]any{"jobspec": msgpack.RawMessage{0xd4, 0, 0}}},
	} {
		t.Run(name, func(t *testing.T) {
			behind, front, _ := server(t, "running")
			request := &tfprotov6.ValidateResourceConfigRequest{TypeName: "nomad_job", Config: state(t, c.config)}
			if _, err := front.ValidateResourceConfig(context.Background(), request); err != nil {
				t.Fatal(err)
			}
			if took := behind.validations == 1; took != c.long {
				t.Fatalf("took the long way: %v, want %v", took, c.long)
			}
		})
	}
}

func TestPlanOfAJob(t *testing.T) {
	for name, c := range map[string]struct {
		prior, proposed map[string]any
		private         map[string]string
		long            bool
	}{
		"configured as it stands changes nothing":                      {},
		"configured differently goes the long way":                     {proposed: map[string]any{"jobspec": "{ }"}, long: true},
		"that failed at its last apply goes the long way":              {private: map[string]string{"failure": `{"reason":"it crashed"}`}, long: true},
		"that is dead and to run again goes the long way":              {prior: map[string]any{"rerun_if_dead": true, "status": "dead"}, proposed: map[string]any{"rerun_if_dead": true, "status": "dead"}, long: true},
		"without json goes the long way, where it is refused":          {prior: map[string]any{"json": nil}, proposed: map[string]any{"json": nil}, long: true},
		"with a setting that is refused goes the long way":             {prior: map[string]any{"deregister_on_id_change": false}, proposed: map[string]any{"deregister_on_id_change": false}, long: true},
		"with hcl2, which is refused, goes the long way":               {prior: map[string]any{"hcl2": []any{map[string]any{}}}, proposed: map[string]any{"hcl2": []any{map[string]any{}}}, long: true},
		"with a recovered failure, of which nothing is kept, is short": {private: map[string]string{"job": `{"index":7}`}},
	} {
		t.Run(name, func(t *testing.T) {
			behind, front, requests := server(t, "running")
			request := &tfprotov6.PlanResourceChangeRequest{TypeName: "nomad_job", PriorState: state(t, c.prior), PriorPrivate: private(t, c.private)}
			request.ProposedNewState = request.PriorState
			if c.proposed != nil && c.prior == nil {
				request.ProposedNewState = state(t, c.proposed)
			}
			if _, err := front.PlanResourceChange(context.Background(), request); err != nil {
				t.Fatal(err)
			}
			if took := behind.plans == 1; took != c.long {
				t.Fatalf("took the long way: %v, want %v", took, c.long)
			}
			if *requests != 0 {
				t.Fatalf("asked the server %d times", *requests)
			}
		})
	}
}

func TestOtherResourceTypesGoTheLongWay(t *testing.T) {
	behind, front, _ := server(t, "running")
	_, _ = front.ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{TypeName: "nomad_namespace"})
	_, _ = front.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{TypeName: "nomad_namespace"})
	_, _ = front.UpgradeResourceState(context.Background(), &tfprotov6.UpgradeResourceStateRequest{TypeName: "nomad_namespace"})
	if behind.reads != 1 || behind.plans != 1 || behind.upgrades != 1 {
		t.Fatalf("got %+v, want each once", behind)
	}
}

func TestAStateOfAnEarlierVersionGetsWhatItLacksAndLosesWhatWasLeftOut(t *testing.T) {
	behind, front, _ := server(t, "running")
	answer, err := front.UpgradeResourceState(context.Background(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: "nomad_job", RawState: &tfprotov6.RawState{JSON: []byte(`{"id":"web","scheduler":{"web":"1 create"},"task_groups":[{"name":"web"}]}`)},
	})
	if err != nil || behind.upgrades != 0 {
		t.Fatalf("got %d upgrades on the long way, error %v", behind.upgrades, err)
	}
	described := resource.SchemaResponse{}
	job.New().Schema(context.Background(), resource.SchemaRequest{}, &described)
	value, err := answer.UpgradedState.Unmarshal(described.Schema.Type().TerraformType(context.Background()))
	if err != nil {
		t.Fatalf("the state does not fit the schema: %v", err)
	}
	var fields map[string]tftypes.Value
	if err := value.As(&fields); err != nil {
		t.Fatal(err)
	}
	for name, field := range fields {
		if set := name == "id" || name == "hcl2"; field.IsNull() == set {
			t.Errorf("%s is null: %v", name, field.IsNull())
		}
	}
}

func TestAStateOfALaterVersionGoesTheLongWay(t *testing.T) {
	behind, front, _ := server(t, "running")
	_, err := front.UpgradeResourceState(context.Background(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: "nomad_job", RawState: &tfprotov6.RawState{JSON: []byte(`{"id":"web","jobspec":"{}","invented":1}`)},
	})
	if err != nil || behind.upgrades != 1 {
		t.Fatalf("got %d upgrades, error %v", behind.upgrades, err)
	}
}

func TestAStateOfThisVersionIsNotDecoded(t *testing.T) {
	fields := map[string]json.RawMessage{"jobspec": json.RawMessage(`"{\"ID\":\"web\"}"`), "scheduler": json.RawMessage(`{"web":"1 create"}`)}
	if !job.Complete(fields) {
		t.Fatal("the state is not complete")
	}
	text, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	behind, front, _ := server(t, "running")
	request := &tfprotov6.UpgradeResourceStateRequest{TypeName: "nomad_job", RawState: &tfprotov6.RawState{JSON: text}}
	answer, err := front.UpgradeResourceState(context.Background(), request)
	if err != nil || behind.upgrades != 0 {
		t.Fatalf("got %d upgrades on the long way, error %v", behind.upgrades, err)
	}
	fields["scheduler"] = json.RawMessage("null")
	if want, _ := json.Marshal(fields); string(answer.UpgradedState.JSON) != string(want) {
		t.Errorf("got %s, want %s", answer.UpgradedState.JSON, want)
	}
	decoding := testing.AllocsPerRun(10, func() { _ = json.Unmarshal(text, &map[string]json.RawMessage{}) })
	if got := testing.AllocsPerRun(10, func() { _, _ = front.UpgradeResourceState(context.Background(), request) }); got > decoding/4 {
		t.Errorf("got %.0f allocations, decoding the state takes %.0f", got, decoding)
	}
}
