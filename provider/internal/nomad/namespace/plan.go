package namespace

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// claimsSince is the release of Nomad that introduced the extra claims of namespaces.
const claimsSince = "2.0.3"

// Plan refuses what Nomad would refuse at apply, and announces the namespace to the jobs of the same plan.
func (kind) Plan(ctx context.Context, c *call) {
	name := c.Plan.Name.ValueString()
	for _, pools := range c.Plan.NodePools {
		if len(pools.Allowed.Elements()) > 0 && len(pools.Denied.Elements()) > 0 {
			c.AddAttributeError(path.Root("node_pool_config"), problem.NotValid.Summary(title(name)+" allows and denies node pools"),
				"got both allowed and denied, only one of them may be set")
		}
	}
	if c.HasError() || c.Plan.Name.IsUnknown() {
		return
	}
	c.Plan.settle()
	if c.Server == nil {
		return
	}
	refuseOlder := func(attribute string, claims types.Map) {
		if len(claims.Elements()) > 0 {
			cluster.RefuseOlder(ctx, c.Server, &c.Diagnostics, title(name), attribute, claimsSince)
		}
	}
	refuseOlder("required_extra_claims", c.Plan.Required)
	refuseOlder("optional_extra_claims", c.Plan.Optional)
	if quota := c.Plan.Quota.ValueString(); quota != "" {
		checkQuota(ctx, c, name, quota)
	}
	if c.Prior == nil && c.FullyKnown() && !c.Server.Held(cluster.Key{Namespace: name}) {
		if refuseForeign(ctx, c); c.HasError() {
			return
		}
	}
	c.Server.PlanNamespace(name)
}

// checkQuota reads the quota, which also shows whether the servers support quotas.
func checkQuota(ctx context.Context, c *call, name, quota string) {
	if err := c.Server.Connect(ctx); err != nil {
		c.AddError(problem.PlanFailed.Of(title(name)), err.Error())
		return
	}
	_, _, err := c.Server.Client.Quotas().Info(quota, (&api.QueryOptions{}).WithContext(ctx))
	switch {
	case cluster.Status(err) == http.StatusNotImplemented, err != nil && strings.Contains(err.Error(), "Enterprise"):
		c.AddAttributeError(path.Root("quota"), problem.NotValid.Summary(title(name)+" cannot have a quota"),
			fmt.Sprintf("got quota %q, but quotas are a feature of Nomad Enterprise and this is not one; leave quota out", quota))
	case cluster.NotFound(err):
		c.AddAttributeError(path.Root("quota"), problem.ReferenceMissing.Summary(title(name)+" names a quota that does not exist"),
			fmt.Sprintf("quota %q does not exist; make it first, or leave quota out", quota))
	}
}

// refuseForeign returns whether the planned namespace exists already. It adds an error if one of this name exists that differs
// from it. The namespace default always exists.
func refuseForeign(ctx context.Context, c *call) bool {
	name := c.Plan.Name.ValueString()
	current, err := get(ctx, c.Server, name)
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title(name)), c.Server.Reason(err))
		return false
	}
	if current == nil {
		return false
	}
	seen := *c.Plan
	seen.Capabilities, seen.NodePools = slices.Clone(c.Plan.Capabilities), slices.Clone(c.Plan.NodePools)
	wanted, problems := c.Plan.namespace(ctx)
	seen.follow(current)
	found, more := seen.namespace(ctx)
	problems.Append(more...)
	if !problems.HasError() && alike(wanted, found) {
		return true
	}
	if name != api.DefaultNamespace {
		c.AddAttributeError(path.Root("name"), problem.AlreadyExists.Of(title(name)), fmt.Sprintf(
			"a namespace %q exists that is not in Terraform's state and differs from this one; take it over with terraform import ADDRESS %s, or choose another name", name, name))
	}
	return false
}

func alike(a, b *api.Namespace) bool {
	return fmt.Sprintf("%+v", flat(a)) == fmt.Sprintf("%+v", flat(b))
}

// flat returns a value without pointers, so that two of them can be compared by their text.
func flat(n *api.Namespace) any {
	var c api.NamespaceCapabilities
	var p api.NamespaceNodePoolConfiguration
	if n.Capabilities != nil {
		c = *n.Capabilities
	}
	if n.NodePoolConfiguration != nil {
		p = *n.NodePoolConfiguration
	}
	return struct {
		d, q string
		m    [3]map[string]string
		c    api.NamespaceCapabilities
		p    api.NamespaceNodePoolConfiguration
	}{n.Description, n.Quota, [3]map[string]string{n.Meta, n.RequiredExtraClaims, n.OptionalExtraClaims}, c, p}
}

// planGrace is how long the plan of a deletion waits for the plans of the objects in the namespace: Terraform plans them at
// the same time unless they depend on each other.
const planGrace = 2 * time.Second

// PlanDelete refuses to delete a namespace that holds objects which this plan does not delete.
func (kind) PlanDelete(ctx context.Context, c *call) {
	name := c.Prior.ID.ValueString()
	if name == api.DefaultNamespace {
		return // Delete only resets what the resource described
	}
	for deadline := time.Now().Add(planGrace); ; time.Sleep(100 * time.Millisecond) {
		found, err := inhabitants(ctx, c.Server, name)
		if err != nil {
			c.AddError(problem.ReadFailed.Of(title(name)), c.Server.Reason(err))
			return
		}
		foreign := slices.DeleteFunc(found, c.Server.DestroyPlanned)
		if len(foreign) == 0 {
			return
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			c.AddError(problem.NotEmpty.Of(title(name)), inhabited(foreign))
			return
		}
	}
}
