package namespace

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
)

var validName = regexp.MustCompile(`^[a-zA-Z0-9-]{1,128}$`)

const maxDescription = 256

// ModifyPlan refuses what Nomad would refuse at apply, and tells the jobs of the same plan of a namespace to come.
func (r *Resource) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	if request.Plan.Raw.IsNull() {
		var state model
		response.Diagnostics.Append(request.State.Get(ctx, &state)...)
		if r.cluster != nil && !response.Diagnostics.HasError() {
			r.planDelete(ctx, state.ID.ValueString(), &response.Diagnostics)
		}
		return
	}
	var plan model
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(plan.check()...)
	if response.Diagnostics.HasError() || plan.Name.IsUnknown() {
		return
	}
	if request.State.Raw.IsNull() {
		plan.ID = plan.Name
	}
	for i := range plan.NodePools {
		if plan.NodePools[i].Default.IsUnknown() {
			plan.NodePools[i].Default = types.StringValue(defaultNodePool)
		}
	}
	response.Diagnostics.Append(response.Plan.Set(ctx, &plan)...)
	if r.cluster == nil {
		return
	}
	name := plan.Name.ValueString()
	if quota := plan.Quota.ValueString(); quota != "" {
		r.checkQuota(ctx, name, quota, &response.Diagnostics)
	}
	if request.State.Raw.IsNull() && response.Plan.Raw.IsFullyKnown() && !r.cluster.Held(cluster.Key{Namespace: name}) {
		if problem := r.taken(ctx, &plan); problem != "" {
			response.Diagnostics.AddAttributeError(path.Root("name"), title(name)+" exists already", problem)
			return
		}
	}
	r.cluster.PlanNamespace(name)
}

func (m *model) check() diag.Diagnostics {
	var problems diag.Diagnostics
	if name := m.Name.ValueString(); !m.Name.IsUnknown() && !validName.MatchString(name) {
		problems.AddAttributeError(path.Root("name"), title(name)+" has no valid name",
			fmt.Sprintf("got %q, want 1 to 128 letters, digits and dashes", name))
	}
	if length := len(m.Description.ValueString()); length > maxDescription {
		problems.AddAttributeError(path.Root("description"), title(m.Name.ValueString())+" has too long a description",
			fmt.Sprintf("got %d characters, at most %d are allowed", length, maxDescription))
	}
	for name, blocks := range map[string]int{"capabilities": len(m.Capabilities), "node_pool_config": len(m.NodePools)} {
		if blocks > 1 {
			problems.AddAttributeError(path.Root(name), title(m.Name.ValueString())+" has more than one "+name,
				fmt.Sprintf("got %d blocks, at most one is allowed", blocks))
		}
	}
	for _, pools := range m.NodePools {
		if len(pools.Allowed.Elements()) > 0 && len(pools.Denied.Elements()) > 0 {
			problems.AddAttributeError(path.Root("node_pool_config"), title(m.Name.ValueString())+" allows and denies node pools",
				"got both allowed and denied, only one of them may be set")
		}
	}
	return problems
}

// checkQuota finds out from the quota itself whether the servers know quotas at all.
func (r *Resource) checkQuota(ctx context.Context, name, quota string, problems *diag.Diagnostics) {
	if err := r.cluster.Connect(ctx); err != nil {
		problems.AddError(title(name)+" cannot be planned", err.Error())
		return
	}
	_, _, err := r.cluster.Client.Quotas().Info(quota, (&api.QueryOptions{}).WithContext(ctx))
	switch {
	case cluster.Status(err) == http.StatusNotImplemented, err != nil && strings.Contains(err.Error(), "Enterprise"):
		problems.AddAttributeError(path.Root("quota"), title(name)+" cannot have a quota",
			fmt.Sprintf("got quota %q, but quotas are a feature of Nomad Enterprise and this is not one; leave quota out", quota))
	case cluster.NotFound(err):
		problems.AddAttributeError(path.Root("quota"), title(name)+" names a quota that does not exist",
			fmt.Sprintf("quota %q does not exist; make it first, or leave quota out", quota))
	}
}

// taken says why a namespace of this name cannot be made, if so. The namespace default always exists.
func (r *Resource) taken(ctx context.Context, plan *model) string {
	name := plan.Name.ValueString()
	current, err := r.get(ctx, name)
	if err != nil {
		return "it cannot be read: " + r.cluster.Reason(err)
	}
	if current == nil || name == api.DefaultNamespace {
		return ""
	}
	seen := *plan
	seen.Capabilities, seen.NodePools = slices.Clone(plan.Capabilities), slices.Clone(plan.NodePools)
	wanted, problems := plan.namespace(ctx)
	problems.Append(seen.follow(ctx, current)...)
	found, more := seen.namespace(ctx)
	problems.Append(more...)
	if !problems.HasError() && alike(wanted, found) {
		return ""
	}
	return fmt.Sprintf("a namespace %q exists that is not in Terraform's state and differs from this one; take it over with "+
		"terraform import ADDRESS %s, or choose another name", name, name)
}

func alike(a, b *api.Namespace) bool {
	return fmt.Sprintf("%+v", flat(a)) == fmt.Sprintf("%+v", flat(b))
}

// flat has no pointers, so that two can be compared by their text.
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
		m    map[string]string
		c    api.NamespaceCapabilities
		p    api.NamespaceNodePoolConfiguration
	}{n.Description, n.Quota, n.Meta, c, p}
}

// planGrace is how long the plan of a deletion waits for the plans of what lives in the namespace: Terraform makes them
// at the same time unless they depend on each other.
const planGrace = 2 * time.Second

func (r *Resource) planDelete(ctx context.Context, name string, problems *diag.Diagnostics) {
	for deadline := time.Now().Add(planGrace); ; time.Sleep(100 * time.Millisecond) {
		found, err := r.inhabitants(ctx, name)
		if err != nil {
			problems.AddError(title(name)+" cannot be read", r.cluster.Reason(err))
			return
		}
		foreign := slices.DeleteFunc(found, r.cluster.DestroyPlanned)
		if len(foreign) == 0 {
			return
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			problems.AddError(title(name)+" is not empty", inhabited(foreign))
			return
		}
	}
}
