package acceptance

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"cdknomad/provider/internal/consul"
	"cdknomad/provider/internal/nomad"
)

// engine calls both providers as Terraform does in one run, in this process: a run of Terraform with hundreds of resources
// takes minutes, mostly to print warnings.
type engine struct {
	schemas map[string]*tfprotov6.Schema
	servers map[string]tfprotov6.ProviderServer
}

// instance is a resource in the state, and its plan.
type instance struct {
	kind           string
	of             tftypes.Type
	state, planned tftypes.Value
	config         tftypes.Value
	private        []byte // of the state
	plannedPrivate []byte
	replaced       bool
}

func newEngine(t *testing.T) *engine {
	t.Helper()
	e := &engine{map[string]*tfprotov6.Schema{}, map[string]tfprotov6.ProviderServer{}}
	for _, server := range []tfprotov6.ProviderServer{nomad.NewServer(), consul.NewServer()} {
		answer, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
		if err := problemsOf(err, answer.Diagnostics); err != nil {
			t.Fatal(err)
		}
		settings, err := valueOf(answer.Provider.ValueType(), object{})
		if err != nil {
			t.Fatal(err)
		}
		packed, err := tfprotov6.NewDynamicValue(answer.Provider.ValueType(), settings)
		if err != nil {
			t.Fatal(err)
		}
		configured, err := server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.14.0", Config: &packed})
		if err := problemsOf(err, configured.Diagnostics); err != nil {
			t.Fatal(err)
		}
		for kind, schema := range answer.ResourceSchemas {
			e.schemas[kind], e.servers[kind] = schema, server
		}
	}
	return e
}

// problemsOf returns the errors of an answer.
func problemsOf(err error, diagnostics []*tfprotov6.Diagnostic) error {
	all := []error{err}
	for _, one := range diagnostics {
		if one.Severity == tfprotov6.DiagnosticSeverityError {
			all = append(all, errors.New(one.Summary+": "+strings.ReplaceAll(one.Detail, "\n", "; ")))
		}
	}
	return errors.Join(all...)
}

func pack(of tftypes.Type, value tftypes.Value) *tfprotov6.DynamicValue {
	packed, err := tfprotov6.NewDynamicValue(of, value)
	if err != nil {
		panic(err) // the value is of the type
	}
	return &packed
}

// plan refreshes a resource and plans it.
func (e *engine) plan(i *instance, attributes object) error {
	schema, server, ctx := e.schemas[i.kind], e.servers[i.kind], context.Background()
	i.of = schema.ValueType()
	config, err := configurationOf(schema, attributes)
	if err != nil {
		return err
	}
	i.config, i.replaced = config, false
	if i.state.Type() == nil {
		i.state = tftypes.NewValue(i.of, nil)
	}
	valid, err := server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: i.kind, Config: pack(i.of, config)})
	if err := problemsOf(err, valid.Diagnostics); err != nil {
		return err
	}
	if !i.state.IsNull() {
		read, err := server.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: i.kind, CurrentState: pack(i.of, i.state), Private: i.private})
		if err := problemsOf(err, read.Diagnostics); err != nil {
			return err
		}
		if i.state, err = read.NewState.Unmarshal(i.of); err != nil {
			return err
		}
		i.private = read.Private
	}
	answer, err := e.planned(i)
	if err == nil && len(answer.RequiresReplace) > 0 && !i.state.IsNull() {
		i.replaced = true
	}
	return err
}

// planned asks for the plan of an instance, from its state.
func (e *engine) planned(i *instance) (*tfprotov6.PlanResourceChangeResponse, error) {
	answer, err := e.servers[i.kind].PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: i.kind, PriorState: pack(i.of, i.state), Config: pack(i.of, i.config), PriorPrivate: i.private,
		ProposedNewState: pack(i.of, proposed(e.schemas[i.kind].Block, i.of, i.config, i.state)),
	})
	if err := problemsOf(err, answer.Diagnostics); err != nil {
		return nil, err
	}
	if i.planned, err = answer.PlannedState.Unmarshal(i.of); err != nil {
		return nil, err
	}
	i.plannedPrivate = answer.PlannedPrivate
	return answer, nil
}

// apply carries out the plan. A replaced resource is destroyed first.
func (e *engine) apply(i *instance) error {
	if i.replaced {
		// Terraform asks for no plan of this destruction.
		none := tftypes.NewValue(i.of, nil)
		if err := e.carryOut(i, none, none, i.private); err != nil {
			return err
		}
		i.private = nil
		if _, err := e.planned(i); err != nil {
			return err
		}
	}
	return e.carryOut(i, i.planned, i.config, i.plannedPrivate)
}

func (e *engine) carryOut(i *instance, planned, config tftypes.Value, private []byte) error {
	answer, err := e.servers[i.kind].ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: i.kind, PriorState: pack(i.of, i.state), PlannedState: pack(i.of, planned), Config: pack(i.of, config), PlannedPrivate: private})
	if err := problemsOf(err, answer.Diagnostics); err != nil {
		return err
	}
	i.state, err = answer.NewState.Unmarshal(i.of)
	i.private = answer.Private
	return err
}

// destroy removes the object of a resource.
func (e *engine) destroy(i *instance) error {
	if i.state.Type() == nil || i.state.IsNull() {
		return nil
	}
	none := tftypes.NewValue(i.of, nil)
	answer, err := e.servers[i.kind].PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: i.kind, PriorState: pack(i.of, i.state), Config: pack(i.of, none), PriorPrivate: i.private, ProposedNewState: pack(i.of, none)})
	if err := problemsOf(err, answer.Diagnostics); err != nil {
		return err
	}
	return e.carryOut(i, none, none, answer.PlannedPrivate)
}

func (i *instance) values() object {
	values, _ := plain(i.state).(object)
	return values
}

// change returns the attributes before and after the plan.
func (i *instance) change() (before, after object) {
	before, _ = plain(i.state).(object)
	after, _ = plain(i.planned).(object)
	return before, after
}
