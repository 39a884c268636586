package keys

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/kv"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/writeonly"
)

type model struct {
	ID         types.String `tfsdk:"id"`
	Datacenter types.String `tfsdk:"datacenter"`
	Token      types.String `tfsdk:"token"`
	Namespace  types.String `tfsdk:"namespace"`
	Partition  types.String `tfsdk:"partition"`
	Var        types.Map    `tfsdk:"var"`
	Keys       []key        `tfsdk:"key"`

	ValuesWO     types.Map    `tfsdk:"values_wo"` // only in the configuration
	ValuesWOHash types.String `tfsdk:"values_wo_hash"`
}

type key struct {
	Path    types.String `tfsdk:"path"`
	Name    types.String `tfsdk:"name"`
	Value   types.String `tfsdk:"value"`
	Default types.String `tfsdk:"default"`
	Flags   types.Int64  `tfsdk:"flags"`
	Delete  types.Bool   `tfsdk:"delete"`
}

// written says whether the key has a value to write in the clear.
func (k key) written() bool { return !k.Value.IsNull() }

func (k key) entry() kv.Entry {
	return kv.Entry{Value: k.Value.ValueString(), Flags: uint64(k.Flags.ValueInt64())}
}

func (kind) TypeName() string { return "consul_keys" }

func (kind) Schema() schema.Schema {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description}
	}
	attributes := kv.Attributes()
	attributes["id"] = lifecycle.ID("Always the same. An import takes the paths, with commas between them, or as a JSON list.")
	attributes["var"] = schema.MapAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "Values of the keys that have a name, by it.",
		PlanModifiers: []planmodifier.Map{mapplanmodifier.UseStateForUnknown()}}
	attributes["values_wo"] = schema.MapAttribute{Optional: true, WriteOnly: true, ElementType: types.StringType,
		MarkdownDescription: "Values of the `key` blocks that have neither a value nor a name, by path." + writeonly.Without}
	attributes["values_wo_hash"] = writeonly.HashAttribute("values_wo")
	return schema.Schema{
		Version: 1,
		MarkdownDescription: "Keys of Consul's key/value store, to write or to read. A key is written only over what the plan has seen. " +
			"Values are in Terraform's state and in its output, except those of `values_wo`.",
		Attributes: attributes,
		Blocks: map[string]schema.Block{
			"key": schema.SetNestedBlock{
				MarkdownDescription: "One key. With a value, here or in `values_wo`, it is written, else it is read.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"path": schema.StringAttribute{Required: true, MarkdownDescription: "Its whole path, without a slash at the beginning."},
					"name": schema.StringAttribute{Optional: true, MarkdownDescription: "Name in var.",
						DeprecationMessage: "read keys with a data source"},
					"value":   text("What is written. Default: nothing is written, the key is read."),
					"default": text("Value in var of a key that is read and does not exist. Default: empty."),
					"flags":   schema.Int64Attribute{Optional: true, MarkdownDescription: "A number of your own at the key. Default: 0."},
					"delete":  schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether the key is deleted when it leaves the configuration. Default: false, it stays."},
				}},
			},
		},
	}
}

// check gives what Consul would refuse, and what would write elsewhere than it says.
func (m *model) check() []string {
	problems := kv.Place{Datacenter: m.Datacenter, Token: m.Token, Namespace: m.Namespace, Partition: m.Partition}.Problems()
	seen := map[string]bool{}
	for _, key := range m.Keys {
		path := key.Path.ValueString()
		if key.Path.IsUnknown() {
			continue
		}
		switch {
		case path == "" || strings.HasPrefix(path, "/"):
			problems = append(problems, fmt.Sprintf("key.path: got %q, want a path that does not begin with a slash", path))
		case seen[path]:
			problems = append(problems, fmt.Sprintf("key.path: got %q twice, a key can have one value only", path))
		}
		seen[path] = true
		if length := len(key.Value.ValueString()); length > kv.MaxValue {
			problems = append(problems, fmt.Sprintf("key %q: got a value of %d bytes, at most %d are allowed", path, length, kv.MaxValue))
		}
		if key.Flags.ValueInt64() < 0 {
			problems = append(problems, fmt.Sprintf("key %q: flags: got %d, want a number that is not negative", path, key.Flags.ValueInt64()))
		}
	}
	slices.Sort(problems)
	return problems
}

// entries gives the keys to write by path, and false if something is not known yet.
func (m *model) entries() (map[string]kv.Entry, bool) {
	entries, known := map[string]kv.Entry{}, true
	for _, key := range m.Keys {
		if key.Path.IsUnknown() || key.Value.IsUnknown() || key.Flags.IsUnknown() {
			known = false
		} else if m.writes(key) {
			entries[key.Path.ValueString()] = key.entry()
		}
	}
	return entries, known
}

// deletable are the paths of the keys that go when they leave the configuration.
func (m *model) deletable() map[string]bool {
	paths := map[string]bool{}
	for _, key := range m.Keys {
		if m.writes(key) && key.Delete.ValueBool() {
			paths[key.Path.ValueString()] = true
		}
	}
	return paths
}
