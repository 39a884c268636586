// Package writeonlytest plans and applies one resource as Terraform does, in the process of a test that plays the server.
package writeonlytest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Object is a configuration, without the attributes that are not set.
type Object = map[string]any

// Resource is one resource with its state.
type Resource struct {
	t         *testing.T
	newServer func() tfprotov6.ProviderServer
	server    tfprotov6.ProviderServer
	settings  Object
	kind      string
	schema    *tfprotov6.Schema

	state, config, planned  tftypes.Value
	private, plannedPrivate []byte
	seen                    strings.Builder // all states, plans, private data, and messages so far
}

// New returns a resource that does not exist yet, of a provider with these settings.
func New(t *testing.T, newServer func() tfprotov6.ProviderServer, kind string, settings Object) *Resource {
	t.Helper()
	r := &Resource{t: t, newServer: newServer, settings: settings, kind: kind}
	r.start()
	r.state = tftypes.NewValue(r.schema.ValueType(), nil)
	return r
}

// start starts a provider, as each run of Terraform does.
func (r *Resource) start() {
	r.t.Helper()
	r.server = r.newServer()
	answer, err := r.server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || answer.ResourceSchemas[r.kind] == nil {
		r.t.Fatalf("%s is not served: %v", r.kind, err)
	}
	r.schema = answer.ResourceSchemas[r.kind]
	of := answer.Provider.ValueType()
	configured, err := r.server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.14.0", Config: r.pack(of, r.value(of, r.settings))})
	if problems := r.problems(err, configured.Diagnostics); problems != "" {
		r.t.Fatal(problems)
	}
}

// Plan refreshes the resource and plans it. It returns the action, "none", "create", "update", or "replace", or else the errors.
func (r *Resource) Plan(configuration Object) string {
	r.t.Helper()
	r.start()
	r.config = r.value(r.schema.ValueType(), configuration)
	if !r.state.IsNull() {
		read, err := r.server.ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{TypeName: r.kind, CurrentState: r.packed(r.state), Private: r.private})
		if problems := r.problems(err, read.Diagnostics); problems != "" {
			return problems
		}
		r.state, r.private = r.unpacked(read.NewState), read.Private
	}
	return r.planAgain()
}

func (r *Resource) planAgain() string {
	r.t.Helper()
	answer, err := r.server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: r.kind, PriorState: r.packed(r.state), Config: r.packed(r.config), PriorPrivate: r.private,
		ProposedNewState: r.packed(proposed(r.schema.Block, r.config, r.state)),
	})
	if problems := r.problems(err, answer.Diagnostics); problems != "" {
		return problems
	}
	r.planned, r.plannedPrivate = r.unpacked(answer.PlannedState), answer.PlannedPrivate
	r.see(r.state, r.private)
	r.see(r.planned, r.plannedPrivate)
	switch {
	case r.state.IsNull():
		return "create"
	case len(answer.RequiresReplace) > 0:
		return "replace"
	case r.planned.Equal(r.state):
		return "none"
	default:
		return "update"
	}
}

// Apply carries out the plan with a configuration, whose write-only arguments may have other values than at plan. It returns the errors.
func (r *Resource) Apply(configuration Object) string {
	r.t.Helper()
	r.start()
	r.config = r.value(r.schema.ValueType(), configuration)
	before := r.planned
	if problems := r.planAgain(); problems != "" && strings.Contains(problems, ":") {
		return problems
	}
	if !isConsistent(before, r.planned) {
		return "inconsistent final plan"
	}
	answer, err := r.server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: r.kind, PriorState: r.packed(r.state), PlannedState: r.packed(before), Config: r.packed(r.config), PlannedPrivate: r.plannedPrivate})
	if problems := r.problems(err, answer.Diagnostics); problems != "" {
		return problems
	}
	r.state, r.private = r.unpacked(answer.NewState), answer.Private
	r.see(r.state, r.private)
	return ""
}

// Run plans and applies, and fails unless the plan is this action and the next one is "none".
func (r *Resource) Run(want string, configuration Object) {
	r.t.Helper()
	if got := r.Plan(configuration); got != want {
		r.t.Fatalf("got the plan %s, want %s", got, want)
	}
	if problems := r.Apply(configuration); problems != "" {
		r.t.Fatal(problems)
	}
	if got := r.Plan(configuration); got != "none" {
		r.t.Fatalf("after the apply: got the plan %s, want none\n%s\n%s", got, r.state, r.planned)
	}
}

// Destroy plans the deletion of the resource and carries it out. It returns the errors.
func (r *Resource) Destroy() string {
	r.t.Helper()
	r.start()
	none := tftypes.NewValue(r.schema.ValueType(), nil)
	plan, err := r.server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: r.kind, PriorState: r.packed(r.state), ProposedNewState: r.packed(none), Config: r.packed(none), PriorPrivate: r.private})
	if problems := r.problems(err, plan.Diagnostics); problems != "" {
		return problems
	}
	answer, err := r.server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: r.kind, PriorState: r.packed(r.state), PlannedState: plan.PlannedState, Config: r.packed(none), PlannedPrivate: plan.PlannedPrivate})
	if problems := r.problems(err, answer.Diagnostics); problems != "" {
		return problems
	}
	r.state, r.private = none, nil
	return ""
}

// State returns the state as text.
func (r *Resource) State() string { return r.state.String() }

// Private returns what the provider remembers of the resource.
func (r *Resource) Private() string { return string(r.private) }

// Seen returns all that Terraform got so far: states, plans, private data, and messages.
func (r *Resource) Seen() string { return r.seen.String() }

func (r *Resource) see(value tftypes.Value, private []byte) {
	fmt.Fprintln(&r.seen, value.String(), string(private))
	var remembered map[string][]byte
	if json.Unmarshal(private, &remembered) == nil {
		for name, text := range remembered {
			fmt.Fprintln(&r.seen, name, string(text))
		}
	}
}

func (r *Resource) problems(err error, diagnostics []*tfprotov6.Diagnostic) string {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
	var errors []string
	for _, one := range diagnostics {
		text := one.Summary + ": " + one.Detail
		fmt.Fprintln(&r.seen, text)
		if one.Severity == tfprotov6.DiagnosticSeverityError {
			errors = append(errors, text)
		}
	}
	return strings.Join(errors, "\n")
}

func (r *Resource) value(of tftypes.Type, configuration Object) tftypes.Value {
	r.t.Helper()
	text, err := json.Marshal(configuration)
	if err != nil {
		r.t.Fatal(err)
	}
	value, err := tftypes.ValueFromJSON(text, of) //nolint:staticcheck // the test has no raw state
	if err != nil {
		r.t.Fatal(err)
	}
	return value
}

func (r *Resource) packed(value tftypes.Value) *tfprotov6.DynamicValue {
	return r.pack(r.schema.ValueType(), value)
}

func (r *Resource) pack(of tftypes.Type, value tftypes.Value) *tfprotov6.DynamicValue {
	r.t.Helper()
	packed, err := tfprotov6.NewDynamicValue(of, value)
	if err != nil {
		r.t.Fatal(err)
	}
	return &packed
}

func (r *Resource) unpacked(value *tfprotov6.DynamicValue) tftypes.Value {
	r.t.Helper()
	unpacked, err := value.Unmarshal(r.schema.ValueType())
	if err != nil {
		r.t.Fatal(err)
	}
	return unpacked
}

// isConsistent returns whether a second plan has all that the first knew.
func isConsistent(first, second tftypes.Value) bool {
	differences, err := first.Diff(second)
	if err != nil {
		return false
	}
	for _, one := range differences {
		if one.Value1 != nil && one.Value1.IsFullyKnown() {
			return false
		}
	}
	return true
}

// proposed is what Terraform proposes: the configuration, with the state where an attribute is computed and not set.
func proposed(block *tfprotov6.SchemaBlock, config, prior tftypes.Value) tftypes.Value {
	if config.IsNull() {
		return config
	}
	var set, had map[string]tftypes.Value
	_ = config.As(&set)
	if prior.Type() != nil && !prior.IsNull() {
		_ = prior.As(&had)
	}
	for _, attribute := range block.Attributes {
		if before, has := had[attribute.Name]; has && attribute.Computed && set[attribute.Name].IsNull() {
			set[attribute.Name] = before
		}
	}
	for _, nested := range block.BlockTypes {
		name := nested.TypeName
		switch nested.Nesting {
		case tfprotov6.SchemaNestedBlockNestingModeSingle:
			set[name] = proposed(nested.Block, set[name], had[name])
		case tfprotov6.SchemaNestedBlockNestingModeList:
			var blocks, before []tftypes.Value
			_ = set[name].As(&blocks)
			if value, has := had[name]; has {
				_ = value.As(&before)
			}
			for i := range min(len(blocks), len(before)) {
				blocks[i] = proposed(nested.Block, blocks[i], before[i])
			}
			if blocks != nil {
				set[name] = tftypes.NewValue(set[name].Type(), blocks)
			}
		}
	}
	return tftypes.NewValue(config.Type(), set)
}
