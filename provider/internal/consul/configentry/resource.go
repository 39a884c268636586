// Package configentry is the resource type consul_config_entry.
package configentry

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/consul/enterprise"
	"cdknomad/provider/internal/election"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/consul/docs/fundamentals/config-entry
func New() resource.Resource { return lifecycle.New[*api.Client, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*api.Client, model]

type model struct {
	ID         types.String `tfsdk:"id"`
	Kind       types.String `tfsdk:"kind"`
	Name       types.String `tfsdk:"name"`
	ConfigJSON types.String `tfsdk:"config_json"`
	Namespace  types.String `tfsdk:"namespace"`
	Partition  types.String `tfsdk:"partition"`
}

// seen is the name under which the entry is remembered as Consul had it after our last write or look.
const seen = "seen"

func (kind) TypeName() string { return "consul_config_entry" }

func (kind) Schema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A configuration entry of Consul's service mesh.",
		Attributes: map[string]schema.Attribute{
			"id":   lifecycle.ID("kind/name"),
			"kind": lifecycle.Identifying("Such as `service-defaults`."),
			"name": lifecycle.Identifying("Name of the service, or the one name that the kind has, such as `global`."),
			"config_json": schema.StringAttribute{Optional: true,
				MarkdownDescription: "The rest of the entry as JSON. Order of keys, layout and spelling of durations make no difference. It is in the state as it is."},
			"namespace": enterprise.Attribute(),
			"partition": enterprise.Attribute(),
		},
	}
}

func (kind) Plan(ctx context.Context, c *call) {
	problems := enterprise.Problems(c.Plan.Namespace, c.Plan.Partition)
	var document object
	if !c.Plan.Kind.IsUnknown() {
		if wrong := checkKind(c.Plan.Kind.ValueString()); wrong != "" {
			problems = append(problems, wrong)
		}
	}
	if !c.Plan.ConfigJSON.IsUnknown() {
		parsed, err := parse(c.Plan.ConfigJSON.ValueString())
		if err != nil {
			problems = append(problems, "config_json: "+err.Error())
		}
		document = parsed
		problems = append(problems, c.Plan.contradictions(document)...)
		problems = append(problems, checkNames(c.Plan.Kind.ValueString(), document)...)
		problems = append(problems, enterprise.Refused(ctx, c.Server, enterpriseValues(c.Plan.Kind.ValueString(), document))...)
	}
	if len(problems) > 0 {
		slices.Sort(problems)
		c.AddError(problem.NotValid.Of(title(c.Plan)), strings.Join(problems, "\n"))
		return
	}
	if c.Plan.Kind.IsUnknown() || c.Plan.Name.IsUnknown() {
		return
	}
	if c.Prior == nil {
		c.Plan.ID = types.StringValue(c.Plan.Kind.ValueString() + "/" + c.Plan.Name.ValueString())
	}
	if document == nil {
		return
	}
	if c.Prior == nil {
		if c.Server != nil {
			taken(ctx, c)
		}
		return
	}
	prior, err := parse(c.Prior.ConfigJSON.ValueString())
	if err == nil && !c.Plan.ConfigJSON.IsNull() && !c.Prior.ConfigJSON.IsNull() && c.Plan.matches(document, prior) {
		c.Plan.ConfigJSON = c.Prior.ConfigJSON
	}
}

func (m *model) matches(a, b object) bool {
	return same(essential(m.Kind.ValueString(), a), essential(m.Kind.ValueString(), b))
}

// contradictions are names in the JSON that say something else than the attributes.
func (m *model) contradictions(document object) []string {
	var problems []string
	for name, value := range map[string]types.String{"Kind": m.Kind, "Name": m.Name} {
		key, found := find(document, name)
		if found && !value.IsUnknown() && document[key] != value.ValueString() {
			problems = append(problems, fmt.Sprintf("config_json.%s: got %v, but the attribute says %q; leave it out of the JSON", key, document[key], value.ValueString()))
		}
	}
	return problems
}

// taken gives true if the entry exists just as it is wanted, which a process that was killed may have created. With other
// content it is an error.
func taken(ctx context.Context, c *call) bool {
	found, _, err := get(ctx, c.Server, c.Plan.Kind.ValueString(), c.Plan.Name.ValueString())
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), answer.Reason(err))
		return false
	}
	if found == nil {
		return false
	}
	wanted, err := parse(c.Plan.ConfigJSON.ValueString())
	if err == nil && c.Plan.matches(wanted, found) {
		return true
	}
	id := c.Plan.Kind.ValueString() + "/" + c.Plan.Name.ValueString()
	c.AddAttributeError(path.Root("name"), problem.AlreadyExists.Of(title(c.Plan)), fmt.Sprintf(
		"an entry of this kind and name exists that is not in Terraform's state and differs from this one; take it over with terraform import ADDRESS %s", id))
	return false
}

// PlanDelete notes what is there: Terraform plans to delete what left the configuration before it refreshes it.
func (kind) PlanDelete(ctx context.Context, c *call) {
	found, _, err := get(ctx, c.Server, c.Prior.Kind.ValueString(), c.Prior.Name.ValueString())
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title(c.Prior)), answer.Reason(err))
	} else if found != nil {
		c.Remember(ctx, seen, essence(found))
	}
}

func (kind) Read(ctx context.Context, c *call) bool {
	if c.Prior.Kind.IsNull() {
		of, name, found := strings.Cut(c.Prior.ID.ValueString(), "/")
		if !found {
			c.AddError(problem.ImportFailed.Of("[consul config entry "+c.Prior.ID.ValueString()+"]"), fmt.Sprintf("got id %q, want KIND/NAME", c.Prior.ID.ValueString()))
			return false
		}
		c.Prior.Kind, c.Prior.Name = types.StringValue(of), types.StringValue(name)
	}
	found, _, err := get(ctx, c.Server, c.Prior.Kind.ValueString(), c.Prior.Name.ValueString())
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title(c.Prior)), answer.Reason(err))
		return false
	}
	if found == nil {
		return false
	}
	now := essence(found)
	var before object
	if !c.Recall(ctx, seen, &before) {
		c.Prior.ConfigJSON = types.StringValue(render(essential(c.Prior.Kind.ValueString(), found)))
	} else if !same(before, now) {
		follow(c.Prior, before, now)
	}
	c.Remember(ctx, seen, now)
	return true
}

// follow writes into the state what changed on the server since the last read. Elements of a list whose order Consul does not
// keep are compared by identity.
func follow(m *model, before, now object) {
	config, err := parse(m.ConfigJSON.ValueString())
	if err != nil {
		config = object{}
	}
	kind := m.Kind.ValueString()
	if slices.ContainsFunc(identities[kind], func(one elements) bool { return one.isSorted }) {
		before, now = align(kind, essential(kind, before), config), align(kind, essential(kind, now), config)
	}
	m.ConfigJSON = types.StringValue(render((carrier{kind}).fields(nil, config, before, now)))
}

func (kind) Create(ctx context.Context, c *call) {
	adopted := taken(ctx, c)
	switch {
	case c.HasError():
	case adopted:
		settle(ctx, c)
	default:
		write(ctx, c, 0)
	}
}

func (kind) Update(ctx context.Context, c *call) {
	index, ok := unchanged(ctx, c, c.Plan)
	if ok {
		write(ctx, c, index)
	}
}

// unchanged gives the index of the entry if it still says what the plan has seen. The index of the plan would not do: of
// some kinds Consul itself writes the status.
func unchanged(ctx context.Context, c *call, m *model) (uint64, bool) {
	var before object
	found, index, err := get(ctx, c.Server, m.Kind.ValueString(), m.Name.ValueString())
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title(m)), answer.Reason(err))
		return 0, false
	}
	if c.Recall(ctx, seen, &before) && found != nil && !same(before, essence(found)) {
		changed(c, m)
		return 0, false
	}
	return index, true
}

func changed(c *call, m *model) {
	c.AddError(problem.ChangedSincePlan.Of(title(m)), "another client wrote it after the plan; nothing was overwritten, plan again to see the change")
}

func write(ctx context.Context, c *call, index uint64) {
	document, err := parse(c.Plan.ConfigJSON.ValueString())
	if err != nil {
		c.AddError(problem.NotValid.Of(title(c.Plan)), "config_json: "+err.Error())
		return
	}
	wanted := entry{c.Plan.Kind.ValueString(), c.Plan.Name.ValueString(), document}
	err = once(func() (bool, error) {
		done, _, err := c.Server.ConfigEntries().CAS(wanted, index, (&api.WriteOptions{}).WithContext(ctx))
		return done, err
	}, func() (bool, error) {
		found, now, err := get(ctx, c.Server, wanted.kind, wanted.name)
		return found != nil && now != index && c.Plan.matches(document, found), err
	})
	switch {
	case errors.Is(err, election.ErrRefused):
		changed(c, c.Plan)
	case err != nil:
		c.AddError(problem.RefusedByConsul.Of(title(c.Plan)), answer.Reason(err))
	default:
		settle(ctx, c)
	}
}

// once writes an entry at its index, which lets Consul refuse a second write.
func once(do, find func() (bool, error)) error {
	_, err := election.Once(election.Write[struct{}]{
		IsGuarded: true,
		Do: func() (struct{}, error) {
			done, err := do()
			if err == nil && !done {
				err = election.ErrRefused
			}
			return struct{}{}, err
		},
		Find: func() (struct{}, bool, error) {
			isThere, err := find()
			return struct{}{}, isThere, err
		},
	})
	return err
}

func settle(ctx context.Context, c *call) {
	of, name := c.Plan.Kind.ValueString(), c.Plan.Name.ValueString()
	c.Plan.ID = types.StringValue(of + "/" + name)
	found, _, err := get(ctx, c.Server, of, name)
	if err != nil {
		c.AddWarning(problem.ReadFailed.Of(title(c.Plan)), answer.Reason(err))
		return
	}
	c.Remember(ctx, seen, essence(found))
}

func (kind) Delete(ctx context.Context, c *call) {
	index, ok := unchanged(ctx, c, c.Prior)
	if !ok || index == 0 {
		return
	}
	of, name := c.Prior.Kind.ValueString(), c.Prior.Name.ValueString()
	err := once(func() (bool, error) {
		done, _, err := c.Server.ConfigEntries().DeleteCAS(of, name, index, (&api.WriteOptions{}).WithContext(ctx))
		return done, err
	}, func() (bool, error) {
		found, _, err := get(ctx, c.Server, of, name)
		return err == nil && found == nil, err
	})
	switch {
	case answer.NotFound(err):
	case errors.Is(err, election.ErrRefused):
		changed(c, c.Prior)
	case err != nil:
		c.AddError(problem.DeleteFailed.Of(title(c.Prior)), answer.Reason(err))
	}
}

func title(m *model) string {
	return "[consul config entry " + m.Kind.ValueString() + "/" + m.Name.ValueString() + "]"
}
