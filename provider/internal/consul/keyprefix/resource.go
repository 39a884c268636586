// Package keyprefix is the resource type consul_key_prefix.
package keyprefix

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/consul/kv"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type for the provider's list.
//
// See https://developer.hashicorp.com/consul/api-docs/kv
func New() resource.Resource { return lifecycle.New[*api.Client, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*api.Client, model]

func store(c *call, m *model) kv.Store { return kv.In(c.Server, m.Datacenter.ValueString()) }

func (k kind) Plan(ctx context.Context, c *call) {
	configured := c.Configured(ctx)
	if configured == nil {
		return
	}
	filled := c.Plan.filled(configured)
	if problems := append(configured.checkTwice(), filled.check()...); len(problems) > 0 {
		c.AddError(problem.NotValid.Of(title(c.Plan)), strings.Join(problems, "\n"))
		return
	}
	c.Plan.writeOnly(configured, c.Prior).Plan()
	if c.Plan.PathPrefix.IsUnknown() {
		return
	}
	c.Plan.ID = c.Plan.PathPrefix
	if c.Server == nil {
		return
	}
	if settleDatacenter(c); c.HasError() {
		return
	}
	switch {
	case c.Prior == nil:
		refuseTaken(ctx, c, filled)
	case !c.Prior.PathPrefix.Equal(c.Plan.PathPrefix) || !c.Prior.Datacenter.Equal(c.Plan.Datacenter):
		k.PlanDelete(ctx, c)
	default:
		warnOfOverwriting(ctx, c, filled)
	}
}

func settleDatacenter(c *call) {
	if !c.Plan.Datacenter.IsUnknown() {
		return
	}
	name, err := kv.Datacenter(c.Server)
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), answer.Reason(err))
		return
	}
	c.Plan.Datacenter = types.StringValue(name)
}

// refuseTaken refuses a prefix that holds anything else than what is wanted. What is wanted already a process that was
// killed may have written.
func refuseTaken(ctx context.Context, c *call, filled *model) {
	wanted, known := filled.entries()
	current, err := store(c, c.Plan).Below(ctx, c.Plan.PathPrefix.ValueString())
	if err != nil {
		c.AddError(problem.PlanFailed.Of(title(c.Plan)), answer.Reason(err))
		return
	}
	var taken []string
	for path, entry := range current {
		if expected, ours := wanted[path]; known && (!ours || !entry.Same(expected)) {
			taken = append(taken, path)
		}
	}
	if len(taken) > 0 {
		slices.Sort(taken)
		c.AddAttributeError(path.Root("path_prefix"), problem.NotEmpty.Of(title(c.Plan)), fmt.Sprintf(
			"below it are keys that are not in Terraform's state: %s; take all of them over with terraform import ADDRESS %s, or choose another prefix",
			strings.Join(taken, ", "), c.Plan.PathPrefix.ValueString()))
	}
}

// foreign gives the paths that another client wrote since the last apply.
func foreign(ctx context.Context, c *call) (kv.Marks, []string) {
	seen, applied := kv.Marks{}, kv.Marks{}
	if !c.Recall(ctx, kv.Seen, &seen) || !c.Recall(ctx, kv.Applied, &applied) {
		return seen, nil
	}
	return seen, seen.ChangedSince(applied)
}

func warnOfOverwriting(ctx context.Context, c *call, filled *model) {
	wanted, _ := filled.entries()
	seen, paths := foreign(ctx, c)
	var replaced, removed []string
	for _, path := range paths {
		entry, ours := wanted[path]
		switch {
		case !ours:
			removed = append(removed, path)
		case c.Plan.mark(path, entry, nil).Digest != seen[path].Digest:
			replaced = append(replaced, path)
		}
	}
	var lines []string
	if len(removed) > 0 {
		lines = append(lines, "this apply removes: "+strings.Join(removed, ", "))
	}
	if len(replaced) > 0 {
		lines = append(lines, "this apply puts the values of the configuration in place of: "+strings.Join(replaced, ", "))
	}
	if len(lines) > 0 {
		c.AddWarning(problem.ChangedOutside.Of(title(c.Plan)), "another client wrote below it after the last apply\n"+strings.Join(lines, "\n"))
	}
}

// PlanDelete refuses to lose what another client wrote. It reads again: Terraform plans to delete what left the
// configuration before it refreshes it.
func (kind) PlanDelete(ctx context.Context, c *call) {
	current, err := store(c, c.Prior).Below(ctx, c.Prior.PathPrefix.ValueString())
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title(c.Prior)), answer.Reason(err))
		return
	}
	applied := kv.Marks{}
	c.Recall(ctx, kv.Applied, &applied)
	c.Remember(ctx, kv.Seen, c.Prior.marks(current, applied))
	if _, paths := foreign(ctx, c); len(paths) > 0 {
		c.AddError(problem.NotEmpty.Summary(title(c.Prior)+" holds what is not ours"), strings.Join(paths, ", ")+
			": written by another client after the last apply, and deleting would lose that; apply the configuration once before it is deleted, "+
			"move these keys, or let go of the prefix with terraform state rm")
	}
}

func (kind) Read(ctx context.Context, c *call) bool {
	imported := c.Prior.PathPrefix.IsNull()
	if imported {
		name, err := kv.Datacenter(c.Server)
		if err != nil {
			c.AddError(problem.ImportFailed.Of(title(c.Prior)), answer.Reason(err))
			return false
		}
		c.Prior.PathPrefix, c.Prior.Datacenter = c.Prior.ID, types.StringValue(name)
	}
	current, err := store(c, c.Prior).Below(ctx, c.Prior.PathPrefix.ValueString())
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title(c.Prior)), answer.Reason(err))
		return false
	}
	if had, _ := c.Prior.entries(); len(current) == 0 && (imported || len(had) > 0 || !c.Prior.SubkeysWOHash.IsNull()) {
		return false
	}
	seen, applied := kv.Marks{}, kv.Marks{}
	c.Recall(ctx, kv.Seen, &seen)
	isApplied := c.Recall(ctx, kv.Applied, &applied)
	c.Prior.follow(current, seen)
	marks := c.Prior.marks(current, applied)
	c.Remember(ctx, kv.Seen, marks)
	if !isApplied {
		c.Remember(ctx, kv.Applied, marks)
	}
	return true
}

func (kind) Create(ctx context.Context, c *call) {
	if settleDatacenter(c); c.HasError() {
		return
	}
	if filled := toApply(ctx, c); filled != nil {
		if refuseTaken(ctx, c, filled); !c.HasError() {
			write(ctx, c, filled, kv.Marks{})
		}
	}
}

func (kind) Update(ctx context.Context, c *call) {
	seen := kv.Marks{}
	c.Recall(ctx, kv.Seen, &seen)
	if filled := toApply(ctx, c); filled != nil {
		write(ctx, c, filled, seen)
	}
}

// toApply returns the plan with the secrets that only the configuration has, and completes their hash. An apply asks for them again; nil if
// they are not those of the plan.
func toApply(ctx context.Context, c *call) *model {
	configured := c.Configured(ctx)
	if configured == nil {
		return nil
	}
	if c.Append(c.Plan.writeOnly(configured, c.Prior).Settle(title(c.Plan))...); c.HasError() {
		return nil
	}
	return c.Plan.filled(configured)
}

// write makes the keys that the plan has seen into those that are wanted. A key that appeared since is left alone: the
// next plan shows it.
func write(ctx context.Context, c *call, filled *model, seen kv.Marks) {
	c.Plan.ID = c.Plan.PathPrefix
	wanted, _ := filled.entries()
	at := store(c, c.Plan)
	current, err := at.Below(ctx, c.Plan.PathPrefix.ValueString())
	if !report(c, c.Plan, err) {
		return
	}
	var changes []kv.Change
	for path, entry := range wanted {
		if now, exists := current[path]; !exists || !now.Same(entry) {
			changes = append(changes, kv.Change{Path: path, Value: entry.Value, Flags: entry.Flags, Index: seen[path].Index})
		}
	}
	for path, mark := range seen {
		_, ours := wanted[path]
		if _, exists := current[path]; exists && !ours {
			changes = append(changes, kv.Change{Path: path, Delete: true, Index: mark.Index})
		}
	}
	if !report(c, c.Plan, at.Write(ctx, changes)) {
		return
	}
	current, err = at.Below(ctx, c.Plan.PathPrefix.ValueString())
	if !report(c, c.Plan, err) {
		return
	}
	written := map[string]kv.Entry{}
	for path, entry := range wanted {
		entry.Index = current[path].Index
		written[path] = entry
	}
	marks := c.Plan.marks(written, nil)
	c.Remember(ctx, kv.Seen, marks)
	c.Remember(ctx, kv.Applied, marks)
}

// report adds an error and returns false if a write failed.
func report(c *call, m *model, err error) bool {
	var changed kv.Changed
	if errors.As(err, &changed) {
		c.AddError(problem.ChangedSincePlan.Of(title(m)), strings.Join(changed.Paths, ", ")+
			": another client wrote there after the plan; nothing was overwritten, plan again to see the change")
	} else if err != nil {
		c.AddError(problem.RefusedByConsul.Of(title(m)), answer.Reason(err))
	}
	return err == nil
}

// Delete removes the keys one by one and not the tree, which may have grown since.
func (kind) Delete(ctx context.Context, c *call) {
	seen := kv.Marks{}
	c.Recall(ctx, kv.Seen, &seen)
	at := store(c, c.Prior)
	current, err := at.Below(ctx, c.Prior.PathPrefix.ValueString())
	if !report(c, c.Prior, err) {
		return
	}
	var changes []kv.Change
	for path, mark := range seen {
		if _, exists := current[path]; exists {
			changes = append(changes, kv.Change{Path: path, Delete: true, Index: mark.Index})
		}
	}
	report(c, c.Prior, at.Write(ctx, changes))
}

func title(m *model) string {
	prefix := m.PathPrefix.ValueString()
	if prefix == "" {
		prefix = m.ID.ValueString()
	}
	return "[consul key prefix " + prefix + "]"
}
