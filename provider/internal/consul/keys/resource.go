// Package keys is the resource type consul_keys.
package keys

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/attr"
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

const (
	singleton = "consul" // the id of all of them, as the official provider has it
	title     = "[consul keys]"
)

func store(c *call, m *model) kv.Store { return kv.In(c.Server, m.Datacenter.ValueString()) }

func (kind) Read(ctx context.Context, c *call) bool {
	imported := c.Prior.ID.ValueString() != singleton
	if imported {
		identify(c)
	}
	if c.HasError() {
		return false
	}
	seen, applied := kv.Marks{}, kv.Marks{}
	if !c.Recall(ctx, kv.Seen, &seen) {
		forgetZeros(c.Prior.Keys)
	}
	current, secrets := map[string]kv.Entry{}, map[string]kv.Entry{}
	values := map[string]attr.Value{}
	var kept []key
	had := false
	for _, key := range c.Prior.Keys {
		path := key.Path.ValueString()
		entry, exists, err := store(c, c.Prior).Get(ctx, path)
		if err != nil {
			c.AddError(problem.ReadFailed.Of(fmt.Sprintf("[consul key %s]", path)), answer.Reason(err))
			return false
		}
		if name := key.Name.ValueString(); name != "" {
			values[name] = types.StringValue(key.Default.ValueString())
			if exists {
				values[name] = types.StringValue(entry.Value)
			}
		}
		if c.Prior.writes(key) {
			had = true
			if !exists {
				continue
			}
			current[path] = entry
			if c.Prior.isSecret(key) {
				secrets[path] = entry
			}
			key.follow(entry)
		}
		kept = append(kept, key)
	}
	if had && len(current) == 0 {
		return false
	}
	if paths := c.Prior.secretPaths(); len(paths) > 0 {
		maps.DeleteFunc(seen, func(path string, _ kv.Mark) bool { return !paths[path] })
		c.Prior.ValuesWOHash = kv.SecretHash(c.Prior.ValuesWOHash, secrets, seen)
	}
	c.Prior.Keys, c.Prior.Var = kept, types.MapValueMust(types.StringType, values)
	isApplied := c.Recall(ctx, kv.Applied, &applied)
	marks := c.Prior.marks(current, applied)
	c.Remember(ctx, kv.Seen, marks)
	if !isApplied {
		c.Remember(ctx, kv.Applied, marks)
	}
	return true
}

// forgetZeros removes what the official provider stores in its state for attributes that are not set.
func forgetZeros(keys []key) {
	for i := range keys {
		for _, text := range []*types.String{&keys[i].Name, &keys[i].Default} {
			if text.ValueString() == "" {
				*text = types.StringNull()
			}
		}
		if keys[i].Flags.ValueInt64() == 0 {
			keys[i].Flags = types.Int64Null()
		}
		if !keys[i].Delete.ValueBool() {
			keys[i].Delete = types.BoolNull()
		}
	}
}

func (k *key) follow(entry kv.Entry) {
	if k.written() {
		k.Value = types.StringValue(entry.Value)
	}
	if entry.Flags != 0 || k.Flags.ValueInt64() != 0 {
		k.Flags = types.Int64Value(int64(entry.Flags))
	}
}

// identify makes keys of the paths in an import's id.
func identify(c *call) {
	id := c.Prior.ID.ValueString()
	paths := strings.Split(id, ",")
	if strings.HasPrefix(id, "[") {
		if err := json.Unmarshal([]byte(id), &paths); err != nil {
			c.AddError(problem.ImportFailed.Of(title), `got an id that begins with [ and is no JSON list of paths; write ["a","b"] or a,b`)
			return
		}
	}
	for _, path := range paths {
		c.Prior.Keys = append(c.Prior.Keys, key{Path: types.StringValue(strings.TrimSpace(path)), Value: types.StringValue("")})
	}
	name, err := kv.Datacenter(c.Server)
	if err != nil {
		c.AddError(problem.ImportFailed.Of(title), answer.Reason(err))
	}
	c.Prior.ID, c.Prior.Datacenter = types.StringValue(singleton), types.StringValue(name)
}

// Create takes over keys that hold just what is wanted: a process that was killed may have written them.
func (kind) Create(ctx context.Context, c *call) { write(ctx, c, kv.Marks{}, nil) }

func (kind) Update(ctx context.Context, c *call) {
	seen := kv.Marks{}
	c.Recall(ctx, kv.Seen, &seen)
	var deleted []kv.Change
	for path := range leaving(c.Prior, c.Plan) {
		deleted = append(deleted, kv.Change{Path: path, Delete: true, Index: seen[path].Index})
	}
	write(ctx, c, seen, deleted)
}

func write(ctx context.Context, c *call, seen kv.Marks, changes []kv.Change) {
	c.Plan.ID = types.StringValue(singleton)
	if settleDatacenter(c); c.HasError() {
		return
	}
	configured := c.Configured(ctx)
	if configured == nil {
		return
	}
	// An apply asks for the secrets again.
	if c.Append(c.Plan.writeOnly(configured, c.Prior).Settle(title)...); c.HasError() {
		return
	}
	wanted, _ := c.Plan.filled(configured).entries()
	at := store(c, c.Plan)
	for path, entry := range wanted {
		current, exists, err := at.Get(ctx, path)
		if err != nil {
			c.AddError(problem.ReadFailed.Of(fmt.Sprintf("[consul key %s]", path)), answer.Reason(err))
			return
		}
		if !exists || !current.Same(entry) {
			changes = append(changes, kv.Change{Path: path, Value: entry.Value, Flags: entry.Flags, Index: seen[path].Index})
		}
	}
	if !report(c, at.Write(ctx, changes)) {
		return
	}
	current := map[string]kv.Entry{}
	for path := range wanted {
		entry, _, err := at.Get(ctx, path)
		if err != nil {
			c.AddError(problem.ReadFailed.Of(fmt.Sprintf("[consul key %s]", path)), answer.Reason(err))
			return
		}
		entry.Value, entry.Flags = wanted[path].Value, wanted[path].Flags
		current[path] = entry
	}
	marks := c.Plan.marks(current, nil)
	c.Remember(ctx, kv.Seen, marks)
	c.Remember(ctx, kv.Applied, marks)
	if c.Plan.Var.IsUnknown() {
		readVar(ctx, c)
	}
}

// report adds an error and returns false if the write failed.
func report(c *call, err error) bool {
	var changed kv.Changed
	if errors.As(err, &changed) {
		c.AddError(problem.ChangedSincePlan.Summary(title+" changed since they were planned"), strings.Join(changed.Paths, ", ")+
			": another client wrote there after the plan; nothing was overwritten, plan again to see the change")
	} else if err != nil {
		c.AddError(problem.RefusedByConsul.Summary(title+" are refused by consul"), answer.Reason(err))
	}
	return err == nil
}

func (kind) Delete(ctx context.Context, c *call) {
	seen := kv.Marks{}
	c.Recall(ctx, kv.Seen, &seen)
	var changes []kv.Change
	for path := range c.Prior.deletable() {
		_, exists, err := store(c, c.Prior).Get(ctx, path)
		if err != nil {
			report(c, err)
			return
		}
		if exists {
			changes = append(changes, kv.Change{Path: path, Delete: true, Index: seen[path].Index})
		}
	}
	report(c, store(c, c.Prior).Write(ctx, changes))
}
