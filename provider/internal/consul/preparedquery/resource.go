// Package preparedquery is the resource type consul_prepared_query.
package preparedquery

import (
	"context"
	"reflect"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/consul/kv"
	"cdknomad/provider/internal/election"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/consul/api-docs/query
func New() resource.Resource { return lifecycle.New[*api.Client, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*api.Client, model]

func (kind) TypeName() string { return "consul_prepared_query" }

func (kind) Schema() schema.Schema {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description}
	}
	flag := func(description string) schema.BoolAttribute {
		return schema.BoolAttribute{Optional: true, MarkdownDescription: description}
	}
	required := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Required: true, MarkdownDescription: description}
	}
	secret := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, Sensitive: true, MarkdownDescription: description}
	}
	datacenter := text("Datacenter of the query. Default: that of the provider.")
	datacenter.PlanModifiers = []planmodifier.String{stringplanmodifier.RequiresReplace()}
	token := secret("Not supported: give the token to the provider.")
	token.DeprecationMessage = "give the token to the provider"
	kindOfTemplate := required("name_prefix_match.")
	kindOfTemplate.Validators = lifecycle.OneOf("name_prefix_match")
	return schema.Schema{
		MarkdownDescription: "A prepared query of Consul: a name under which DNS and the API return healthy instances of a service.",
		Attributes: map[string]schema.Attribute{
			"id":               lifecycle.ID("How Consul knows it."),
			"datacenter":       datacenter,
			"name":             required("Name of the query, or the beginning of the names that a template matches."),
			"session":          text("Session with which the query ends. Default: it does not end."),
			"token":            token,
			"stored_token":     secret("ACL token with which the query is executed. Default: that of the request."),
			"service":          required("Service whose instances it returns."),
			"near":             text("Node near which instances come first; `_agent` is the node of the agent."),
			"only_passing":     flag("Whether instances with a warning are left out. Default: false."),
			"connect":          flag("Whether it returns only instances in the service mesh. Default: false."),
			"tags":             schema.SetAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Tags that an instance must have, or must not have if they begin with `!`."},
			"ignore_check_ids": schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Ids of checks that do not count."},
			"node_meta":        schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Metadata that the node of an instance must have."},
			"service_meta":     schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Metadata that an instance must have."},
		},
		Blocks: map[string]schema.Block{
			"failover": schema.ListNestedBlock{
				MarkdownDescription: "Where else instances are looked for if there is no healthy one. One block at most.",
				Validators:          lifecycle.OneBlock(),
				NestedObject: schema.NestedBlockObject{
					Attributes: map[string]schema.Attribute{
						"nearest_n":   schema.Int64Attribute{Optional: true, MarkdownDescription: "Number of datacenters, the nearest first."},
						"datacenters": schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Datacenters after these."},
					},
					Blocks: map[string]schema.Block{
						"targets": schema.ListNestedBlock{
							MarkdownDescription: "Datacenters and peers, in this order, instead of the attributes.",
							NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
								"datacenter": text("A datacenter."), "peer": text("Name of a peering."),
							}},
						},
					},
				},
			},
			"dns": schema.ListNestedBlock{
				MarkdownDescription: "Answers by DNS. One block at most.",
				Validators:          lifecycle.OneBlock(),
				NestedObject:        schema.NestedBlockObject{Attributes: map[string]schema.Attribute{"ttl": text("How long an answer may be cached, such as 10s.")}},
			},
			"template": schema.ListNestedBlock{
				MarkdownDescription: "Makes one query of all names that begin with `name`. One block at most.",
				Validators:          lifecycle.OneBlock(),
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"type":              kindOfTemplate,
					"regexp":            required("Regular expression for the name, whose groups are `${match(N)}` in the other fields."),
					"remove_empty_tags": flag("Whether tags that are empty after the replacement are left out. Default: false."),
				}},
			},
		},
	}
}

func title(m *model) string { return "[consul prepared query " + m.Name.ValueString() + "]" }

func (m *model) query(ctx context.Context) *api.QueryOptions {
	return (&api.QueryOptions{Datacenter: m.Datacenter.ValueString(), RequireConsistent: true}).WithContext(ctx)
}

func (m *model) write(ctx context.Context) *api.WriteOptions {
	return (&api.WriteOptions{Datacenter: m.Datacenter.ValueString()}).WithContext(ctx)
}

func (kind) Plan(_ context.Context, c *call) {
	problems := kv.Place{Token: c.Plan.Token}.Problems()
	for _, block := range c.Plan.Failover {
		if len(block.Targets) > 0 && (block.NearestN.ValueInt64() > 0 || len(block.Datacenters.Elements()) > 0) {
			problems = append(problems, "failover: got targets with nearest_n or datacenters, of which Consul accepts one; write the datacenters as targets")
		}
	}
	if len(problems) > 0 {
		c.AddError(problem.NotValid.Of(title(c.Plan)), strings.Join(problems, "\n"))
	}
}

func (kind) PlanDelete(context.Context, *call) {}

func (kind) Read(ctx context.Context, c *call) bool {
	found, err := get(ctx, c.Server, c.Prior)
	if isImported := c.Prior.Name.IsNull(); answer.LacksRight(err) && !isImported {
		c.AddWarning(problem.NotCompared.Of(title(c.Prior)), answer.NotCompared)
		return true
	}
	if err != nil {
		c.AddError(problem.ReadFailed.Of("[consul prepared query "+c.Prior.ID.ValueString()+"]"), answer.Reason(err))
		return false
	}
	if found == nil {
		return false
	}
	c.Prior.follow(found)
	return true
}

// Create takes over a query that is exactly as planned, because an apply that was killed may have created it. Consul accepts one query of
// a name only.
func (kind) Create(ctx context.Context, c *call) {
	found, err := named(ctx, c.Server, c.Plan)
	switch {
	case err != nil:
		c.AddError(problem.ReadFailed.Of(title(c.Plan)), answer.Reason(err))
		return
	case found != nil && !isAs(c.Plan, found):
		c.AddError(problem.AlreadyExists.Of(title(c.Plan)),
			"it is not in Terraform's state and differs from this one; take it over with terraform import ADDRESS "+found.ID+", or choose another name")
		return
	case found != nil:
		c.Plan.ID = types.StringValue(found.ID)
		return
	}
	id, err := election.Once(election.Write[string]{
		IsGuarded: true,
		Do: func() (string, error) {
			wanted := c.Plan.definition()
			wanted.ID = ""
			id, _, err := c.Server.PreparedQuery().Create(wanted, c.Plan.write(ctx))
			return id, err
		},
		Find: func() (string, bool, error) {
			found, err := named(ctx, c.Server, c.Plan)
			if err != nil || found == nil {
				return "", false, err
			}
			return found.ID, isAs(c.Plan, found), nil
		},
	})
	if err != nil {
		c.AddError(problem.RefusedByConsul.Of(title(c.Plan)), answer.Reason(err))
		return
	}
	c.Plan.ID = types.StringValue(id)
}

func (kind) Update(ctx context.Context, c *call) {
	if _, err := c.Server.PreparedQuery().Update(c.Plan.definition(), c.Plan.write(ctx)); err != nil {
		c.AddError(problem.RefusedByConsul.Of(title(c.Plan)), answer.Reason(err))
	}
}

func (kind) Delete(ctx context.Context, c *call) {
	_, err := c.Server.PreparedQuery().Delete(c.Prior.ID.ValueString(), c.Prior.write(ctx))
	err = answer.Deleted(err, func() (bool, error) {
		found, err := get(ctx, c.Server, c.Prior)
		return found != nil, err
	})
	if err != nil {
		c.AddError(problem.DeleteFailed.Of(title(c.Prior)), answer.Reason(err))
	}
}

// get returns the query with the id of the model; nil if there is none.
func get(ctx context.Context, server *api.Client, m *model) (*api.PreparedQueryDefinition, error) {
	found, _, err := server.PreparedQuery().Get(m.ID.ValueString(), m.query(ctx))
	if answer.NotFound(err) || err == nil && len(found) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// named returns the query with the name of the model; nil if there is none that the token may see.
func named(ctx context.Context, server *api.Client, m *model) (*api.PreparedQueryDefinition, error) {
	all, _, err := server.PreparedQuery().List(m.query(ctx))
	if err != nil {
		return nil, err
	}
	for _, one := range all {
		if one.Name == m.Name.ValueString() {
			return one, nil
		}
	}
	return nil, nil
}

// isAs returns whether a query is as a model has it.
func isAs(m *model, found *api.PreparedQueryDefinition) bool {
	seen := *m
	seen.follow(found)
	return reflect.DeepEqual(seen.definition(), m.definition())
}
