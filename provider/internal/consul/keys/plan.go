package keys

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/consul/kv"
	"cdknomad/provider/internal/problem"
)

func (k kind) Plan(ctx context.Context, c *call) {
	configured := c.Configured(ctx)
	if configured == nil {
		return
	}
	filled := c.Plan.filled(configured)
	if problems := append(configured.checkSecrets(), filled.check()...); len(problems) > 0 {
		c.AddError(problem.NotValid.Summary(title+" are not valid"), strings.Join(problems, "\n"))
		return
	}
	c.Plan.writeOnly(configured, c.Prior).Plan()
	c.Plan.ID = types.StringValue(singleton)
	if c.Server == nil {
		c.Plan.Var = types.MapUnknown(types.StringType)
		return
	}
	settleDatacenter(c)
	entries, known := filled.entries()
	c.Plan.Var = types.MapUnknown(types.StringType)
	if known && !c.Plan.Datacenter.IsUnknown() && !c.HasError() {
		readVar(ctx, c)
	}
	var before map[string]kv.Entry
	if c.Prior != nil {
		if !c.Prior.Datacenter.Equal(c.Plan.Datacenter) {
			k.PlanDelete(ctx, c)
			return
		}
		before, _ = c.Prior.entries()
		refuseLoss(ctx, c, leaving(c.Prior, c.Plan))
		warnOfOverwriting(ctx, c, entries)
	}
	refuseTaken(ctx, c, entries, before)
}

func settleDatacenter(c *call) {
	if !c.Plan.Datacenter.IsUnknown() {
		return
	}
	name, err := kv.Datacenter(c.Server)
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title), answer.Reason(err))
		return
	}
	c.Plan.Datacenter = types.StringValue(name)
}

// readVar fills in var.
func readVar(ctx context.Context, c *call) {
	values := map[string]attr.Value{}
	for _, key := range c.Plan.Keys {
		name := key.Name.ValueString()
		if name == "" {
			continue
		}
		values[name] = key.Value
		if key.written() {
			continue
		}
		entry, exists, err := store(c, c.Plan).Get(ctx, key.Path.ValueString())
		if err != nil {
			c.AddError(problem.ReadFailed.Of(fmt.Sprintf("[consul key %s]", key.Path.ValueString())), answer.Reason(err))
			return
		}
		values[name] = types.StringValue(key.Default.ValueString())
		if exists {
			values[name] = types.StringValue(entry.Value)
		}
	}
	c.Plan.Var = types.MapValueMust(types.StringType, values)
}

// refuseTaken refuses keys that are new to the resource and hold something else already.
func refuseTaken(ctx context.Context, c *call, wanted, before map[string]kv.Entry) {
	var taken []string
	for path, entry := range wanted {
		if _, ours := before[path]; ours {
			continue
		}
		current, exists, err := store(c, c.Plan).Get(ctx, path)
		if err != nil {
			c.AddError(problem.ReadFailed.Of(fmt.Sprintf("[consul key %s]", path)), answer.Reason(err))
			return
		}
		if exists && !current.Same(entry) {
			taken = append(taken, path)
		}
	}
	if len(taken) > 0 {
		slices.Sort(taken)
		c.AddAttributeError(path.Root("key"), problem.AlreadyExists.Summary(title+" exist already"), fmt.Sprintf(
			"%s: not in Terraform's state, with another value or other flags than these; take the keys over with terraform import ADDRESS %s, or choose other paths",
			strings.Join(taken, ", "), strings.Join(taken, ",")))
	}
}

// leaving are the deletable keys that the plan has no more.
func leaving(prior, plan *model) map[string]bool {
	gone := prior.deletable()
	for _, key := range plan.Keys {
		if key.Path.IsUnknown() {
			return nil
		}
		if plan.writes(key) {
			delete(gone, key.Path.ValueString())
		}
	}
	return gone
}

// refuseLoss refuses to delete keys that another client wrote since the last apply. It reads again: Terraform plans
// to delete what left the configuration before it refreshes it.
func refuseLoss(ctx context.Context, c *call, deleted map[string]bool) {
	seen, applied := kv.Marks{}, kv.Marks{}
	c.Recall(ctx, kv.Seen, &seen)
	if !c.Recall(ctx, kv.Applied, &applied) {
		return
	}
	var changed []string
	for path := range deleted {
		entry, exists, err := store(c, c.Prior).Get(ctx, path)
		if err != nil {
			c.AddError(problem.ReadFailed.Of(fmt.Sprintf("[consul key %s]", path)), answer.Reason(err))
			return
		}
		seen[path] = c.Prior.mark(path, entry, applied)
		if exists && seen[path].Digest != applied[path].Digest {
			changed = append(changed, path)
		}
	}
	c.Remember(ctx, kv.Seen, seen)
	if len(changed) > 0 {
		slices.Sort(changed)
		c.AddError(problem.ChangedOutside.Summary(title+" were changed outside of terraform"), strings.Join(changed, ", ")+
			": written by another client after the last apply, and deleting would lose that; apply the configuration once before they are deleted, or let go of them with terraform state rm")
	}
}

func warnOfOverwriting(ctx context.Context, c *call, wanted map[string]kv.Entry) {
	seen, applied := kv.Marks{}, kv.Marks{}
	if !c.Recall(ctx, kv.Seen, &seen) || !c.Recall(ctx, kv.Applied, &applied) {
		return
	}
	changed := slices.DeleteFunc(seen.ChangedSince(applied), func(path string) bool {
		entry, ours := wanted[path]
		return !ours || c.Plan.mark(path, entry, nil).Digest == seen[path].Digest
	})
	if len(changed) > 0 {
		c.AddWarning(problem.ChangedOutside.Summary(title+" were changed outside of terraform"), strings.Join(changed, ", ")+
			": written by another client after the last apply; this apply puts the values of the configuration in their place")
	}
}

func (kind) PlanDelete(ctx context.Context, c *call) { refuseLoss(ctx, c, c.Prior.deletable()) }
