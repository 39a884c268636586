package nomad

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"cdknomad/provider/internal/guard"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/job"
)

// countedCalls counts what reaches the framework.
type countedCalls struct {
	tfprotov6.ProviderServer
	plans, applies atomic.Int64
}

func (c *countedCalls) PlanResourceChange(ctx context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	c.plans.Add(1)
	return c.ProviderServer.PlanResourceChange(ctx, request)
}

func (c *countedCalls) ApplyResourceChange(ctx context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	c.applies.Add(1)
	return c.ProviderServer.ApplyResourceChange(ctx, request)
}

// frameworkServer returns the framework's server, with the short way for new jobs before it if isDirect.
func frameworkServer(isDirect bool) (tfprotov6.ProviderServer, *countedCalls) {
	created := Provider{cluster: new(atomic.Pointer[cluster.Cluster]), guard: guard.New()}
	behind := &countedCalls{ProviderServer: providerserver.NewProtocol6(created)()}
	if isDirect {
		return job.Direct(behind, created.cluster.Load), behind
	}
	return behind, behind
}

func words(state *tfprotov6.DynamicValue, of tftypes.Type, private []byte, problems []*tfprotov6.Diagnostic, err error) string {
	text := fmt.Sprintf("error %v, private %s\n", err, private)
	if state != nil {
		value, err := state.Unmarshal(of)
		text += fmt.Sprintf("state %s, %v\n", value, err)
	}
	for _, problem := range problems {
		text += fmt.Sprintf("%s at %v: %s, %s\n", problem.Severity, problem.Attribute, problem.Summary, problem.Detail)
	}
	return text
}

// life plans and creates a job, and describes all answers.
func life(t *testing.T, isDirect bool, config map[string]tftypes.Value, existing string) (string, *countedCalls) {
	t.Helper()
	nomad := newCountingNomad(t)
	if existing != "" {
		jobs := newManyJobs(t, nomad, 0)
		jobs.configs = append(jobs.configs, jobs.config(existing))
		jobs.planned, jobs.states, jobs.private = make([]*tfprotov6.DynamicValue, 1), []*tfprotov6.DynamicValue{jobs.null()}, make([][]byte, 1)
		jobs.apply()
	}
	server, behind := frameworkServer(isDirect)
	m := &manyJobs{t: t, nomad: nomad, newServer: func() tfprotov6.ProviderServer { return server }}
	m.start()
	packed, of := m.value(config), m.schema.ValueType()
	planned, err := server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "nomad_job", PriorState: m.null(), Config: packed, ProposedNewState: packed,
	})
	text := "plan: " + words(planned.PlannedState, of, planned.PlannedPrivate, planned.Diagnostics, err)
	if strings.Contains(text, "ERROR") {
		return text, behind
	}
	applied, err := server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "nomad_job", PriorState: m.null(), Config: packed, PlannedState: planned.PlannedState, PlannedPrivate: planned.PlannedPrivate,
	})
	return text + "apply: " + words(applied.NewState, of, applied.Private, applied.Diagnostics, err), behind
}

func TestNewJobsArePlannedAndCreatedAsByTheFramework(t *testing.T) {
	text := func(value string) tftypes.Value { return tftypes.NewValue(tftypes.String, value) }
	yes, unknown := tftypes.NewValue(tftypes.Bool, true), tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	limits := func(value any) tftypes.Value {
		of := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"create": tftypes.String, "update": tftypes.String}}
		return tftypes.NewValue(of, map[string]tftypes.Value{"create": tftypes.NewValue(tftypes.String, value), "update": tftypes.NewValue(tftypes.String, nil)})
	}
	type config = map[string]tftypes.Value
	for name, c := range map[string]struct {
		config   config
		existing string // the specification of a job that Nomad has
		isLong   bool   // whether the framework plans it
	}{
		"usual":                   {config: config{"jobspec": text(jobText(1)), "json": yes, "detach": yes}},
		"waits for the job":       {config: config{"jobspec": text(jobText(1)), "json": yes, "timeouts": limits("1m")}},
		"without datacenters":     {config: config{"jobspec": text(`{"ID":"many-1","Region":"eu","TaskGroups":[{"Name":"g"}]}`), "json": yes, "detach": yes}},
		"not a job":               {config: config{"jobspec": text(`{"Id":"many-1"}`), "json": yes}},
		"a key of a newer Nomad":  {config: config{"jobspec": text(`{"ID":"many-1","Datacenters":["a"],"Newer":1}`), "json": yes, "detach": yes, "newer_fields": yes}},
		"not known yet":           {config: config{"jobspec": unknown, "json": yes, "detach": yes}},
		"all settings":            {config: config{"jobspec": text(jobText(1)), "json": yes, "detach": yes, "purge_on_destroy": yes, "protect": yes, "fail_fast": yes, "policy_override": yes, "preserve_counts": yes, "preserve_resources": yes, "rerun_if_dead": yes, "deregister_on_destroy": yes, "deregister_on_id_change": yes}},
		"an id that is set":       {config: config{"jobspec": text(jobText(1)), "json": yes, "detach": yes, "id": text("many-1")}},
		"an id that is a request": {config: config{"jobspec": text(`{"ID":"many-1/plan"}`), "json": yes}},
		"exists and differs":      {config: config{"jobspec": text(jobText(1)), "json": yes, "detach": yes}, existing: jobText(1)},
		"not JSON":                {config: config{"jobspec": text("job {}")}, isLong: true},
		"no duration":             {config: config{"jobspec": text(jobText(1)), "json": yes, "timeouts": limits("soon")}, isLong: true},
	} {
		t.Run(name, func(t *testing.T) {
			want, _ := life(t, false, c.config, c.existing)
			got, behind := life(t, true, c.config, c.existing)
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if isLong := behind.plans.Load() > 0; isLong != c.isLong || behind.applies.Load() > 0 {
				t.Errorf("the framework planned %d and applied %d", behind.plans.Load(), behind.applies.Load())
			}
		})
	}
}
