package keys

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/kv"
	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/writeonly"
)

// hasNeither says whether a key has neither a value nor a name: its value is in values_wo, or it has no use.
func (k key) hasNeither() bool { return k.Value.IsNull() && k.Name.ValueString() == "" }

// isSecret says whether the value of a key is write-only.
func (m *model) isSecret(k key) bool { return !m.ValuesWOHash.IsNull() && k.hasNeither() }

// writes says whether a key is ours to write; one without a value is only read.
func (m *model) writes(k key) bool { return k.written() || m.isSecret(k) }

// writeOnly returns the write-only argument of a plan. Only configured has its value.
func (m *model) writeOnly(configured, prior *model) writeonly.Arguments {
	argument := writeonly.Argument{Path: path.Root("values_wo"), Value: writeonly.Map(configured.ValuesWO), Hash: &m.ValuesWOHash}
	if prior != nil {
		argument.Prior = prior.ValuesWOHash
	}
	return writeonly.Arguments{argument}
}

// filled returns the model with the values of values_wo in its keys, to compare them with those of Consul and to send them. It never
// becomes a plan or a state.
func (m *model) filled(configured *model) *model {
	filled := *m
	filled.Keys = slices.Clone(m.Keys)
	for i, key := range filled.Keys {
		if value, given := configured.ValuesWO.Elements()[key.Path.ValueString()].(types.String); given && key.hasNeither() {
			filled.Keys[i].Value = value
		} else if configured.ValuesWO.IsUnknown() && key.hasNeither() {
			filled.Keys[i].Value = types.StringUnknown()
		}
	}
	return &filled
}

// checkSecrets gives what is wrong with values_wo: it and the keys without a value are the same paths.
func (m *model) checkSecrets() (problems []string) {
	if !writeonly.Map(m.ValuesWO).IsGiven || m.ValuesWO.IsUnknown() {
		return nil
	}
	left := follow.StringMap(m.ValuesWO)
	for _, key := range m.Keys {
		path := key.Path.ValueString()
		if key.Path.IsUnknown() {
			return nil
		}
		if _, given := left[path]; given && !key.hasNeither() {
			problems = append(problems, fmt.Sprintf("values_wo: got the path %q, whose key block has a value or a name; leave these out", path))
		} else if !given && key.hasNeither() {
			problems = append(problems, fmt.Sprintf("key %q: has neither a value nor a name; add its value to values_wo, or leave the block out", path))
		}
		delete(left, path)
	}
	for path := range left {
		problems = append(problems, fmt.Sprintf("values_wo: got the path %q, which no key block has; add key { path = %q }", path, path))
	}
	slices.Sort(problems)
	return problems
}

// secretPaths are the paths of the keys whose values are write-only.
func (m *model) secretPaths() map[string]bool {
	paths := map[string]bool{}
	for _, key := range m.Keys {
		if m.isSecret(key) {
			paths[key.Path.ValueString()] = true
		}
	}
	return paths
}

// mark returns the mark of an entry.
func (m *model) mark(path string, entry kv.Entry, last kv.Marks) kv.Mark {
	if m.secretPaths()[path] {
		return entry.SecretMark(m.ValuesWOHash.ValueString(), last[path])
	}
	return entry.Mark()
}

func (m *model) marks(entries map[string]kv.Entry, last kv.Marks) kv.Marks {
	marks := kv.Marks{}
	for path, entry := range entries {
		marks[path] = m.mark(path, entry, last)
	}
	return marks
}
