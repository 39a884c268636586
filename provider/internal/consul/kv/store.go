// Package kv writes to Consul's key/value store without ever overwriting what it has not seen.
package kv

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/election"
)

// Store is the key/value store of one datacenter.
type Store struct {
	client     *api.Client
	datacenter string
}

// In gives the store of a datacenter; "" is the agent's own.
func In(client *api.Client, datacenter string) Store { return Store{client, datacenter} }

// Entry is what a key holds.
type Entry struct {
	Value string
	Flags uint64
	Index uint64 // ModifyIndex, by which a write detects another write
}

// Same says whether two entries hold the same.
func (e Entry) Same(other Entry) bool { return e.Value == other.Value && e.Flags == other.Flags }

// Mark is what is remembered of an entry: enough to know a change, and not the value.
type Mark struct {
	Index  uint64 `json:"index"`
	Digest string `json:"digest"`
}

// Mark of the entry as it is now.
func (e Entry) Mark() Mark {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s", e.Flags, e.Value))
	return Mark{e.Index, hex.EncodeToString(sum[:])}
}

// SecretMark is the mark of an entry whose value only a slow hash may stand for, the hash of all secrets of its resource. If its index
// shows that the entry did not change, its last mark remains, so that another secret with another value does not change it.
func (e Entry) SecretMark(hash string, last Mark) Mark {
	if last.Index == e.Index && last.Digest != "" {
		return last
	}
	return Mark{e.Index, fmt.Sprintf("%d %s", e.Flags, hash)}
}

// Get gives false if there is no such key.
func (s Store) Get(ctx context.Context, path string) (Entry, bool, error) {
	pair, _, err := s.client.KV().Get(path, s.query(ctx))
	if err != nil || pair == nil {
		return Entry{}, false, err
	}
	return entryOf(pair), true, nil
}

// Below gives all keys that begin with a prefix.
func (s Store) Below(ctx context.Context, prefix string) (map[string]Entry, error) {
	pairs, _, err := s.client.KV().List(prefix, s.query(ctx))
	entries := make(map[string]Entry, len(pairs))
	for _, pair := range pairs {
		entries[pair.Key] = entryOf(pair)
	}
	return entries, err
}

func (s Store) query(ctx context.Context) *api.QueryOptions {
	return (&api.QueryOptions{Datacenter: s.datacenter, RequireConsistent: true}).WithContext(ctx)
}

func entryOf(pair *api.KVPair) Entry { return Entry{string(pair.Value), pair.Flags, pair.ModifyIndex} }

// Change is one write. It is done only if the key is at Index, 0 meaning that it does not exist.
type Change struct {
	Path   string
	Index  uint64
	Delete bool
	Value  string
	Flags  uint64
}

// Changed is the error of a write that was not done because another client wrote first.
type Changed struct{ Paths []string }

func (c Changed) Error() string {
	return "changed meanwhile: " + strings.Join(c.Paths, ", ")
}

// Limits of one transaction. The size is that of the values before they are encoded for the request, which may have
// 512 KiB. A bigger value goes by itself.
const (
	maxOperations = 64
	maxBytes      = 256 << 10
)

// MaxValue is how many bytes Consul takes as one value.
const MaxValue = 512 << 10

// Write does the changes in transactions of up to 64: each is done as a whole or not at all, and the first that fails ends it.
func (s Store) Write(ctx context.Context, changes []Change) error {
	slices.SortFunc(changes, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	for batch := range batches(changes) {
		if err := s.writeOnce(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}

func batches(changes []Change) func(yield func([]Change) bool) {
	return func(yield func([]Change) bool) {
		for len(changes) > 0 {
			count, size := 0, 0
			for count < min(len(changes), maxOperations) && (count == 0 || size+len(changes[count].Value) <= maxBytes) {
				size += len(changes[count].Value)
				count++
			}
			if !yield(changes[:count]) {
				return
			}
			changes = changes[count:]
		}
	}
}

// writeOnce writes a batch. The indexes of its keys let Consul refuse a second one.
func (s Store) writeOnce(ctx context.Context, changes []Change) error {
	_, err := election.Once(election.Write[struct{}]{
		IsGuarded: true,
		Do:        func() (struct{}, error) { return struct{}{}, s.transact(ctx, changes) },
		Find: func() (struct{}, bool, error) {
			isThere, err := s.has(ctx, changes)
			return struct{}{}, isThere, err
		},
	})
	return err
}

// has reports whether all keys are as the changes make them.
func (s Store) has(ctx context.Context, changes []Change) (bool, error) {
	for _, change := range changes {
		entry, exists, err := s.Get(ctx, change.Path)
		if err != nil {
			return false, err
		}
		if exists == change.Delete || exists && (entry.Index == change.Index || !entry.Same(Entry{Value: change.Value, Flags: change.Flags})) {
			return false, nil
		}
	}
	return true, nil
}

func (s Store) transact(ctx context.Context, changes []Change) error {
	if len(changes) == 1 && len(changes[0].Value) > maxBytes {
		return s.put(ctx, changes[0])
	}
	operations := make(api.KVTxnOps, len(changes))
	for i, change := range changes {
		operations[i] = &api.KVTxnOp{Verb: api.KVCAS, Key: change.Path, Value: []byte(change.Value), Flags: change.Flags, Index: change.Index}
		if change.Delete {
			operations[i] = &api.KVTxnOp{Verb: api.KVDeleteCAS, Key: change.Path, Index: change.Index}
		}
	}
	done, response, _, err := s.client.KV().Txn(operations, s.query(ctx))
	if err != nil {
		return err
	}
	if done {
		return nil
	}
	changed := Changed{}
	for _, failed := range response.Errors {
		if !strings.Contains(failed.What, "index") {
			return fmt.Errorf("%s: %s", changes[failed.OpIndex].Path, failed.What)
		}
		changed.Paths = append(changed.Paths, changes[failed.OpIndex].Path)
	}
	return changed
}

func (s Store) put(ctx context.Context, change Change) error {
	pair := &api.KVPair{Key: change.Path, Value: []byte(change.Value), Flags: change.Flags, ModifyIndex: change.Index}
	done, _, err := s.client.KV().CAS(pair, (&api.WriteOptions{Datacenter: s.datacenter}).WithContext(ctx))
	if err == nil && !done {
		return Changed{[]string{change.Path}}
	}
	return err
}
