// Package nodepool is the resource type nomad_node_pool.
package nodepool

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/nomad/api-docs/node-pools
func New() resource.Resource { return lifecycle.New[*cluster.Cluster, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*cluster.Cluster, model]

type model struct {
	ID          types.String      `tfsdk:"id"`
	Name        types.String      `tfsdk:"name"`
	Description types.String      `tfsdk:"description"`
	Meta        types.Map         `tfsdk:"meta"`
	IdentityTTL types.String      `tfsdk:"node_identity_ttl"`
	Scheduler   []schedulerConfig `tfsdk:"scheduler_config"`
}

type schedulerConfig struct {
	Algorithm              types.String `tfsdk:"scheduler_algorithm"`
	MemoryOversubscription types.String `tfsdk:"memory_oversubscription"`
}

func (kind) TypeName() string { return "nomad_node_pool" }

func (kind) Schema() schema.Schema {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description}
	}
	return schema.Schema{
		MarkdownDescription: "A Nomad node pool. It is deleted only when no node and no job is in it.",
		Attributes: map[string]schema.Attribute{
			"id":          lifecycle.ID("The name."),
			"name":        lifecycle.Identifying("Up to 128 letters, digits, dashes and underscores."),
			"description": text("For humans, up to 256 characters."),
			"meta":        schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Any keys and values."},
			"node_identity_ttl": schema.StringAttribute{Optional: true, Computed: true, PlanModifiers: lifecycle.KeepSpelling(sameTTL),
				MarkdownDescription: "Lifetime of the identities of the pool's nodes, such as `12h` (Nomad 1.11). Default: `24h`."},
		},
		Blocks: map[string]schema.Block{
			"scheduler_config": schema.ListNestedBlock{
				MarkdownDescription: "Not supported: a feature of Nomad Enterprise.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"scheduler_algorithm":     text("Not supported."),
					"memory_oversubscription": text("Not supported."),
				}},
			},
		},
	}
}

var validName = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,128}$`)

const maxDescription = 256

const (
	// ttlSince is the release of Nomad that introduced node_identity_ttl.
	ttlSince = "1.11.0"
	// defaultTTL is what Nomad uses if a pool has none.
	defaultTTL = 24 * time.Hour
)

func sameTTL(a, b string) bool {
	return follow.SameDuration(types.StringValue(a), types.StringValue(b))
}

// ttl is the planned lifetime, 0 for Nomad's default.
func (m *model) ttl() time.Duration {
	ttl, _ := time.ParseDuration(m.IdentityTTL.ValueString()) // the plan has checked it
	return ttl
}

// builtIn are the pools that Nomad has of its own accord and lets nobody change.
var builtIn = []string{api.NodePoolAll, api.NodePoolDefault}

// planTTL plans the lifetime where the configuration has none: no change if the state has Nomad's default, which the official
// provider writes into it, otherwise a return to that default. It returns whether the configuration has one.
func planTTL(ctx context.Context, c *call) bool {
	configured := c.Configured(ctx)
	if configured == nil || !configured.IdentityTTL.IsNull() {
		return configured != nil
	}
	c.Plan.IdentityTTL = types.StringNull()
	if c.Prior != nil && sameTTL(c.Prior.IdentityTTL.ValueString(), defaultTTL.String()) {
		c.Plan.IdentityTTL = c.Prior.IdentityTTL
	}
	return false
}

func (k kind) Plan(ctx context.Context, c *call) {
	hasTTL := planTTL(ctx, c)
	if problems := c.Plan.check(); len(problems) > 0 {
		c.AddError(problem.NotValid.Of(title(c.Plan)), strings.Join(problems, "\n"))
		return
	}
	if c.Plan.Name.IsUnknown() {
		return
	}
	c.Plan.ID = c.Plan.Name
	if c.Server == nil {
		return
	}
	if hasTTL {
		cluster.RefuseOlder(ctx, c.Server, &c.Diagnostics, title(c.Plan), "node_identity_ttl", ttlSince)
	}
	planned.Create(c.Server, planned.NodePool, c.Plan.Name.ValueString())
	if c.Prior == nil {
		refuseForeign(ctx, c)
	} else if !c.Prior.Name.Equal(c.Plan.Name) {
		k.PlanDelete(ctx, c)
	}
}

// check gives all that Nomad would refuse.
func (m *model) check() []string {
	var problems []string
	if name := m.Name.ValueString(); !m.Name.IsUnknown() {
		if !validName.MatchString(name) {
			problems = append(problems, fmt.Sprintf("name: got %q, want 1 to 128 letters, digits, dashes and underscores", name))
		}
		if slices.Contains(builtIn, name) {
			problems = append(problems, fmt.Sprintf("name: got %q, which is nomad's own pool and cannot be changed; choose another name", name))
		}
	}
	if length := len(m.Description.ValueString()); length > maxDescription {
		problems = append(problems, fmt.Sprintf("description: got %d characters, at most %d are allowed", length, maxDescription))
	}
	if text := m.IdentityTTL.ValueString(); text != "" {
		if ttl, err := time.ParseDuration(text); err != nil || ttl <= 0 {
			problems = append(problems, fmt.Sprintf("node_identity_ttl: got %q, want a positive duration such as 12h", text))
		}
	}
	if len(m.Scheduler) > 0 {
		problems = append(problems, "scheduler_config: is a feature of nomad enterprise, which this provider does not support; leave it out")
	}
	return problems
}

// refuseForeign returns whether the planned pool exists already. It refuses a pool that another program described. A bare pool is
// taken over: Nomad makes it when a node with its name joins.
func refuseForeign(ctx context.Context, c *call) bool {
	current, err := get(ctx, c.Server, c.Plan.Name.ValueString())
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), c.Server.Reason(err))
		return false
	}
	if current == nil {
		return false
	}
	if current.Description == c.Plan.Description.ValueString() && maps.Equal(current.Meta, follow.StringMap(c.Plan.Meta)) &&
		cmp.Or(current.NodeIdentityTTL, defaultTTL) == cmp.Or(c.Plan.ttl(), defaultTTL) {
		return true
	}
	if current.Description == "" && len(current.Meta) == 0 && current.SchedulerConfiguration == nil && cmp.Or(current.NodeIdentityTTL, defaultTTL) == defaultTTL {
		return false
	}
	c.AddAttributeError(path.Root("name"), problem.AlreadyExists.Of(title(c.Plan)), fmt.Sprintf(
		"a node pool %q exists that is not in Terraform's state and differs from this one; take it over with terraform import ADDRESS %s, or choose another name", current.Name, current.Name))
	return false
}

// grace is how long the plan of a deletion waits for the plans of the jobs' deletions, which Terraform makes at the same
// time unless they depend on each other.
const grace = 2 * time.Second

func (kind) PlanDelete(ctx context.Context, c *call) {
	for deadline := time.Now().Add(grace); ; time.Sleep(100 * time.Millisecond) {
		members, err := members(ctx, c.Server, c.Prior.Name.ValueString())
		if err != nil {
			c.AddError(problem.ReadFailed.Of(title(c.Prior)), c.Server.Reason(err))
			return
		}
		if len(members) == 0 {
			return
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			c.AddError(problem.InUse.Of(title(c.Prior)), inUse(members))
			return
		}
	}
}

// members are the nodes of a pool, and the jobs in it that are not to be destroyed by this plan.
func members(ctx context.Context, server *cluster.Cluster, name string) ([]string, error) {
	if err := server.Connect(ctx); err != nil {
		return nil, err
	}
	query := (&api.QueryOptions{Namespace: api.AllNamespacesNamespace}).WithContext(ctx)
	var found []string
	nodes, _, err := server.Client.NodePools().ListNodes(name, query)
	if err != nil && !cluster.NotFound(err) && !cluster.Denied(err) {
		return nil, err
	}
	for _, node := range nodes {
		found = append(found, fmt.Sprintf("node %s (%s)", node.Name, node.Status))
	}
	jobs, _, err := server.Client.NodePools().ListJobs(name, query)
	if err != nil && !cluster.NotFound(err) && !cluster.Denied(err) {
		return nil, err
	}
	for _, job := range jobs {
		key := cluster.Key{Namespace: job.Namespace, ID: job.ID}
		if job.Status != "dead" && !server.DestroyPlanned(cluster.Object{Kind: cluster.Job, Key: key}) {
			found = append(found, fmt.Sprintf("job %s in namespace %s", job.ID, job.Namespace))
		}
	}
	return found, nil
}

func inUse(members []string) string {
	return "it is deleted only when nothing is in it, and this plan does not remove:\n  " + strings.Join(members, "\n  ") +
		"\nmove these to another pool first, or keep this one"
}

func (kind) Read(ctx context.Context, c *call) bool {
	name := c.Prior.ID.ValueString()
	current, err := get(ctx, c.Server, name)
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title(c.Prior)), c.Server.Reason(err))
		return false
	}
	if current == nil {
		return false
	}
	c.Prior.Name = types.StringValue(current.Name)
	follow.Text(&c.Prior.Description, current.Description)
	follow.Map(&c.Prior.Meta, current.Meta)
	if c.Prior.IdentityTTL.ValueString() != "" || cmp.Or(current.NodeIdentityTTL, defaultTTL) != defaultTTL {
		follow.Duration(&c.Prior.IdentityTTL, cmp.Or(current.NodeIdentityTTL, defaultTTL))
	}
	return true
}

// Create takes over a pool that is as planned without writing it.
func (kind) Create(ctx context.Context, c *call) {
	isThere := refuseForeign(ctx, c)
	if !isThere && !c.HasError() {
		write(ctx, c)
	}
	c.Plan.ID = c.Plan.Name
}

func (kind) Update(ctx context.Context, c *call) { write(ctx, c) }

// write keeps what no attribute describes.
func write(ctx context.Context, c *call) {
	c.Plan.ID = c.Plan.Name
	name := c.Plan.Name.ValueString()
	pool, err := get(ctx, c.Server, name)
	if err == nil {
		if pool == nil {
			pool = &api.NodePool{Name: name}
		}
		pool.Description, pool.Meta = c.Plan.Description.ValueString(), follow.StringMap(c.Plan.Meta)
		pool.NodeIdentityTTL = c.Plan.ttl()
		_, err = c.Server.Client.NodePools().Register(pool, (&api.WriteOptions{}).WithContext(ctx))
	}
	if err != nil {
		c.AddError(problem.RefusedByNomad.Of(title(c.Plan)), c.Server.Reason(err))
	}
}

// patience is how long a deletion waits for jobs of the same destroy to stop.
const patience = 30 * time.Second

func (kind) Delete(ctx context.Context, c *call) {
	name := c.Prior.Name.ValueString()
	err := c.Server.Connect(ctx)
	for deadline := time.Now().Add(patience); err == nil; time.Sleep(250 * time.Millisecond) {
		var inside []string
		inside, err = members(ctx, c.Server, name)
		if err == nil && len(inside) == 0 {
			_, err = c.Server.Client.NodePools().Delete(name, (&api.WriteOptions{}).WithContext(ctx))
			if err == nil || cluster.NotFound(err) {
				return
			}
		}
		if err == nil && (time.Now().After(deadline) || ctx.Err() != nil) {
			c.AddError(problem.InUse.Of(title(c.Prior)), inUse(inside))
			return
		}
	}
	c.AddError(problem.DeleteFailed.Of(title(c.Prior)), c.Server.Reason(err))
}

// get gives nil if there is no such pool.
func get(ctx context.Context, server *cluster.Cluster, name string) (*api.NodePool, error) {
	if err := server.Connect(ctx); err != nil {
		return nil, err
	}
	current, _, err := server.Client.NodePools().Info(name, (&api.QueryOptions{}).WithContext(ctx))
	if cluster.NotFound(err) {
		return nil, nil
	}
	return current, err
}

func title(m *model) string {
	name := m.Name.ValueString()
	if name == "" {
		name = m.ID.ValueString()
	}
	return "[node pool " + name + "]"
}
