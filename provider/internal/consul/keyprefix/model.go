package keyprefix

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/kv"
	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/writeonly"
)

type model struct {
	ID         types.String `tfsdk:"id"`
	Datacenter types.String `tfsdk:"datacenter"`
	Token      types.String `tfsdk:"token"`
	Namespace  types.String `tfsdk:"namespace"`
	Partition  types.String `tfsdk:"partition"`
	PathPrefix types.String `tfsdk:"path_prefix"`
	Subkeys    types.Map    `tfsdk:"subkeys"`
	Subkey     []subkey     `tfsdk:"subkey"`

	SubkeysWO     types.Map    `tfsdk:"subkeys_wo"` // only in the configuration
	SubkeysWOHash types.String `tfsdk:"subkeys_wo_hash"`
}

type subkey struct {
	Path  types.String `tfsdk:"path"`
	Value types.String `tfsdk:"value"`
	Flags types.Int64  `tfsdk:"flags"`
}

func (kind) TypeName() string { return "consul_key_prefix" }

func (kind) Schema() schema.Schema {
	attributes := kv.Attributes()
	attributes["id"] = lifecycle.ID("The prefix.")
	attributes["path_prefix"] = lifecycle.Identifying("What all the keys begin with. It is put before each path as it is: end it with a slash.")
	attributes["subkeys"] = schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Values by path below the prefix."}
	attributes["subkeys_wo"] = schema.MapAttribute{Optional: true, WriteOnly: true, ElementType: types.StringType,
		MarkdownDescription: "More values by path below the prefix." + writeonly.Without}
	attributes["subkeys_wo_hash"] = schema.StringAttribute{Computed: true, Sensitive: true,
		MarkdownDescription: "Salted hash of the keys that are in neither `subkeys` nor a `subkey` block, by which a plan notices a change in the configuration or on the server."}
	return schema.Schema{
		MarkdownDescription: "All keys below a prefix of Consul's key/value store. A key that another client creates there shows in the plan, and an apply removes it; " +
			"a destroy with such keys is refused. Values are in Terraform's state and in its output, except those of `subkeys_wo`.",
		Attributes: attributes,
		Blocks: map[string]schema.Block{
			"subkey": schema.SetNestedBlock{
				MarkdownDescription: "One key, where it needs flags.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"path":  schema.StringAttribute{Required: true, MarkdownDescription: "Path below the prefix."},
					"value": schema.StringAttribute{Required: true, MarkdownDescription: "What is written."},
					"flags": schema.Int64Attribute{Optional: true, MarkdownDescription: "A number of your own at the key. Default: 0."},
				}},
			},
		},
	}
}

// check gives what Consul would refuse, and what would write elsewhere than it says.
func (m *model) check() []string {
	problems := kv.Place{Datacenter: m.Datacenter, Token: m.Token, Namespace: m.Namespace, Partition: m.Partition}.Problems()
	if prefix := m.PathPrefix.ValueString(); !m.PathPrefix.IsUnknown() && (prefix == "" || strings.HasPrefix(prefix, "/")) {
		problems = append(problems, fmt.Sprintf("path_prefix: got %q, want a prefix that does not begin with a slash", prefix))
	}
	size := func(path, value string) {
		if len(value) > kv.MaxValue {
			problems = append(problems, fmt.Sprintf("subkey %q: got a value of %d bytes, at most %d are allowed", path, len(value), kv.MaxValue))
		}
	}
	seen := map[string]bool{}
	for path, value := range m.Subkeys.Elements() {
		seen[path] = true
		if text, ok := value.(types.String); ok {
			size(path, text.ValueString())
		}
	}
	for _, key := range m.Subkey {
		path := key.Path.ValueString()
		if key.Path.IsUnknown() {
			continue
		}
		if seen[path] {
			problems = append(problems, fmt.Sprintf("subkey %q: given twice, a key can have one value only", path))
		}
		seen[path] = true
		size(path, key.Value.ValueString())
		if key.Flags.ValueInt64() < 0 {
			problems = append(problems, fmt.Sprintf("subkey %q: flags: got %d, want a number that is not negative", path, key.Flags.ValueInt64()))
		}
	}
	slices.Sort(problems)
	return problems
}

// entries gives the keys by their whole path, and false if something is not known yet.
func (m *model) entries() (map[string]kv.Entry, bool) {
	entries := map[string]kv.Entry{}
	known := !m.PathPrefix.IsUnknown() && !m.Subkeys.IsUnknown()
	for path, value := range m.Subkeys.Elements() {
		text, _ := value.(types.String)
		known = known && !text.IsUnknown()
		entries[m.PathPrefix.ValueString()+path] = kv.Entry{Value: text.ValueString()}
	}
	for _, key := range m.Subkey {
		known = known && !key.Path.IsUnknown() && !key.Value.IsUnknown() && !key.Flags.IsUnknown()
		entries[m.PathPrefix.ValueString()+key.Path.ValueString()] = kv.Entry{Value: key.Value.ValueString(), Flags: uint64(key.Flags.ValueInt64())}
	}
	return entries, known
}

// follow brings the state to what is below the prefix: a block stays a block, and what is new without flags goes among
// the plain subkeys.
func (m *model) follow(current map[string]kv.Entry, seen kv.Marks) {
	if !m.SubkeysWOHash.IsNull() {
		current = m.followSecrets(current, seen)
	}
	blocks := map[string]subkey{}
	for _, key := range m.Subkey {
		blocks[key.Path.ValueString()] = key
	}
	plain := map[string]string{}
	m.Subkey = nil
	for whole, entry := range current {
		path := strings.TrimPrefix(whole, m.PathPrefix.ValueString())
		key, block := blocks[path]
		if !block && entry.Flags == 0 {
			plain[path] = entry.Value
			continue
		}
		key.Path, key.Value = types.StringValue(path), types.StringValue(entry.Value)
		if entry.Flags != 0 || key.Flags.ValueInt64() != 0 {
			key.Flags = types.Int64Value(int64(entry.Flags))
		}
		m.Subkey = append(m.Subkey, key)
	}
	follow.Map(&m.Subkeys, plain)
}
