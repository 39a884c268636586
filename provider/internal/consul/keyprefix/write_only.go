package keyprefix

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/kv"
	"cdknomad/provider/internal/writeonly"
)

// writeOnly returns the write-only argument of a plan. Only configured has its value.
func (m *model) writeOnly(configured, prior *model) writeonly.Arguments {
	argument := writeonly.Argument{Path: path.Root("subkeys_wo"), Value: writeonly.Map(configured.SubkeysWO), Hash: &m.SubkeysWOHash}
	if prior != nil {
		argument.Prior = prior.SubkeysWOHash
	}
	return writeonly.Arguments{argument}
}

// filled returns the model with the values of subkeys_wo among its subkeys, to compare them with those of Consul and to send them. It never
// becomes a plan or a state.
func (m *model) filled(configured *model) *model {
	filled := *m
	switch {
	case configured.SubkeysWO.IsUnknown():
		filled.Subkeys = configured.SubkeysWO
	case !m.Subkeys.IsUnknown() && len(configured.SubkeysWO.Elements()) > 0:
		all := m.Subkeys.Elements()
		maps.Copy(all, configured.SubkeysWO.Elements())
		filled.Subkeys = types.MapValueMust(types.StringType, all)
	}
	return &filled
}

// checkTwice gives the paths that the configuration has both ways.
func (m *model) checkTwice() (problems []string) {
	for path := range m.SubkeysWO.Elements() {
		if _, twice := m.Subkeys.Elements()[path]; twice {
			problems = append(problems, fmt.Sprintf("subkeys_wo: got the path %q, which subkeys has too; leave one of them out", path))
		}
	}
	slices.Sort(problems)
	return problems
}

// isOpen says whether the state has the value of a key in the clear.
func (m *model) isOpen(whole string) bool {
	path := strings.TrimPrefix(whole, m.PathPrefix.ValueString())
	_, isPlain := m.Subkeys.Elements()[path]
	return isPlain || slices.ContainsFunc(m.Subkey, func(key subkey) bool { return key.Path.ValueString() == path })
}

// followSecrets sets the hash to that of all keys that the state does not have in the clear: they never appear in it. It returns the others.
func (m *model) followSecrets(current map[string]kv.Entry, seen kv.Marks) map[string]kv.Entry {
	below := func(whole string) string { return strings.TrimPrefix(whole, m.PathPrefix.ValueString()) }
	open, secrets, marks := map[string]kv.Entry{}, map[string]kv.Entry{}, kv.Marks{}
	for whole, entry := range current {
		switch {
		case m.isOpen(whole):
			open[whole] = entry
		case entry.Flags != 0: // a key of an apply has none
			secrets[below(whole)] = kv.Entry{Value: fmt.Sprintf("flags %d: %s", entry.Flags, entry.Value), Index: entry.Index}
		default:
			secrets[below(whole)] = entry
		}
	}
	for whole, mark := range seen {
		if !m.isOpen(whole) {
			marks[below(whole)] = mark
		}
	}
	m.SubkeysWOHash = kv.SecretHash(m.SubkeysWOHash, secrets, marks)
	return open
}

// mark returns the mark of an entry.
func (m *model) mark(whole string, entry kv.Entry, last kv.Marks) kv.Mark {
	if !m.SubkeysWOHash.IsNull() && !m.isOpen(whole) {
		return entry.SecretMark(m.SubkeysWOHash.ValueString(), last[whole])
	}
	return entry.Mark()
}

func (m *model) marks(entries map[string]kv.Entry, last kv.Marks) kv.Marks {
	marks := kv.Marks{}
	for whole, entry := range entries {
		marks[whole] = m.mark(whole, entry, last)
	}
	return marks
}
