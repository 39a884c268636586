package variable

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/writeonly"
)

type model struct {
	ID        types.String `tfsdk:"id"`
	Namespace types.String `tfsdk:"namespace"`
	Path      types.String `tfsdk:"path"`
	Items     types.Map    `tfsdk:"items"`

	ItemsWO        types.String `tfsdk:"items_wo"` // only in the configuration
	ItemsWOVersion types.Int64  `tfsdk:"items_wo_version"`
	ItemsWOHash    types.String `tfsdk:"items_wo_hash"`
}

func (kind) TypeName() string { return "nomad_variable" }

func (kind) Schema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A Nomad variable. It is written only over what the plan has seen, and not deleted if another client changed it since the last apply. " +
			"The state has `items` as they are, and of `items_wo` only a hash.",
		Attributes: map[string]schema.Attribute{
			"id":   lifecycle.ID("path@namespace"),
			"path": lifecycle.Identifying("Up to 128 letters, digits, `-`, `_`, `~` and `/`."),
			"namespace": schema.StringAttribute{Optional: true, MarkdownDescription: "Its namespace. Default: `default`.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(moved, "a variable stays in its namespace", "a variable stays in its namespace")}},
			"items": schema.MapAttribute{Optional: true, Sensitive: true, ElementType: types.StringType,
				MarkdownDescription: "What it holds, up to 64 KiB in all, together with `items_wo`. One item at least. The state has these items in the clear."},
			"items_wo": schema.StringAttribute{Optional: true, Sensitive: true, WriteOnly: true,
				MarkdownDescription: "More items, as a JSON object of texts, such as `jsonencode({ password = var.password })`." + writeonly.Without},
			"items_wo_version": writeonly.VersionAttribute("items_wo"),
			"items_wo_hash": schema.StringAttribute{Computed: true, Sensitive: true,
				MarkdownDescription: "Salted hash of the items that are not in `items`, by which a plan notices a change in the configuration or on the server."},
		},
	}
}

func moved(_ context.Context, request planmodifier.StringRequest, response *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	response.RequiresReplace = request.PlanValue.IsUnknown() || namespace(request.PlanValue) != namespace(request.StateValue)
}

func namespace(value types.String) string {
	if value.ValueString() == "" {
		return api.DefaultNamespace
	}
	return value.ValueString()
}

func (m *model) key() cluster.Key {
	return cluster.Key{Namespace: namespace(m.Namespace), ID: strings.Trim(m.Path.ValueString(), "/")}
}

// identify takes path and namespace from the id after an import.
func (m *model) identify() {
	if m.Path.IsNull() {
		path, space, _ := strings.Cut(m.ID.ValueString(), "@")
		m.Path = types.StringValue(path)
		if space != "" && space != api.DefaultNamespace {
			m.Namespace = types.StringValue(space)
		}
	}
}

// written is the variable with all items of a model; those of items_wo come from the configuration.
func (m *model) written(secret map[string]string) *api.Variable {
	key, items := m.key(), follow.StringMap(m.Items)
	maps.Copy(items, secret)
	return &api.Variable{Namespace: key.Namespace, Path: key.ID, Items: items}
}

var validPath = regexp.MustCompile(`^[a-zA-Z0-9-_~/]{1,128}$`)

const maxSize = 64 << 10

// check gives what Nomad would refuse, with the items of items_wo. It repeats no item.
func (m *model) check(secret writeOnly) []string {
	var problems []string
	if path := m.Path.ValueString(); !m.Path.IsUnknown() {
		if !validPath.MatchString(path) {
			problems = append(problems, fmt.Sprintf("path: got %q, want 1 to 128 letters, digits, dashes, underscores, tildes and slashes", path))
		} else if strings.HasPrefix(path, "/") || strings.Contains(path, "//") {
			problems = append(problems, fmt.Sprintf("path: got %q, want a path without two slashes in a row, and without one at the beginning: nomad would write another path", path))
		}
		if parts := strings.Split(strings.Trim(path, "/"), "/"); parts[0] == "nomad" && !ours(parts[1:]) {
			problems = append(problems, fmt.Sprintf("path: got %q, but below nomad only nomad/jobs, what is below it, and nomad/job-templates/NAME are allowed", path))
		}
	}
	if m.Namespace.ValueString() == api.AllNamespacesNamespace {
		problems = append(problems, `namespace: got "*", want the name of one namespace`)
	}
	problems = append(problems, secret.problems...)
	if m.Items.IsUnknown() || secret.isUnknown || len(secret.problems) > 0 {
		return problems
	}
	size := 0
	for key, value := range m.Items.Elements() {
		size += len(key)
		if text, ok := value.(types.String); ok {
			size += len(text.ValueString())
			if text.IsNull() {
				problems = append(problems, "items: got null as a value; leave the item out or give it a text")
			}
		}
		if _, twice := secret.items[key]; twice {
			problems = append(problems, fmt.Sprintf("items_wo: got the item %q, which items has too; leave one of them out", key))
		}
	}
	for key, value := range secret.items {
		size += len(key) + len(value)
	}
	if len(m.Items.Elements())+len(secret.items) == 0 {
		problems = append(problems, "items: is empty; a variable needs at least one item, here or in items_wo")
	}
	if size > maxSize {
		problems = append(problems, fmt.Sprintf("items: got %d bytes of names and values, at most %d are allowed", size, maxSize))
	}
	return problems
}

// ours says whether a path below nomad/ is one that users may write.
func ours(parts []string) bool {
	return len(parts) > 0 && (parts[0] == "jobs" || parts[0] == "sentinel" || parts[0] == "job-templates" && len(parts) == 2)
}

// mark is what the provider remembers of a variable: its index, by which a write detects another write, and
// a digest, by which a change that was taken back is none.
type mark struct {
	Index  uint64 `json:"index"`
	Digest string `json:"digest"`
}

const (
	seen    = "seen"    // the mark at the last refresh
	applied = "applied" // the mark at our own last write, or at import
)

// mark returns the mark of a variable that the model describes. The digest of items that are not in the state is the slow one.
func (m *model) mark(index uint64) mark {
	text, _ := json.Marshal(follow.StringMap(m.Items)) // a map of texts always has a JSON, with its keys in order
	sum := sha256.Sum256(text)
	return mark{index, hex.EncodeToString(sum[:]) + m.ItemsWOHash.ValueString()}
}
