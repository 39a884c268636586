package official

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/consul"
	"cdknomad/provider/internal/nomad"
)

// block is a block of a schema as terraform providers schema -json prints it.
type block struct {
	Attributes map[string]attribute `json:"attributes"`
	Blocks     map[string]struct {
		Nesting string `json:"nesting_mode"`
		Block   block  `json:"block"`
	} `json:"block_types"`
}

type attribute struct {
	Type      json.RawMessage `json:"type"`
	Required  bool            `json:"required"`
	Optional  bool            `json:"optional"`
	Computed  bool            `json:"computed"`
	Sensitive bool            `json:"sensitive"`
}

func (a attribute) String() string {
	var kind bytes.Buffer
	if json.Compact(&kind, a.Type) != nil {
		return "not a type"
	}
	return fmt.Sprintf("%s required=%t optional=%t computed=%t sensitive=%t", kind.String(), a.Required, a.Optional, a.Computed, a.Sensitive)
}

// schemas are read from a folder that is not part of the repository: they are the official providers' own.
func schemas(t *testing.T, name string) map[string]block {
	t.Helper()
	folder := os.Getenv("CDKNOMAD_OFFICIAL_SCHEMA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "shared", "reference", "official-schema")
	}
	text, err := os.ReadFile(filepath.Join(folder, name+".json"))
	if err != nil {
		t.Skipf("the official %s provider's schema is not there (%v); set CDKNOMAD_OFFICIAL_SCHEMA to the folder that holds %s.json", name, err, name)
	}
	var document struct {
		Provider  struct{ Block block } `json:"provider"`
		Resources map[string]struct {
			Block block `json:"block"`
		} `json:"resource_schemas"`
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	blocks := map[string]block{"provider": document.Provider.Block}
	for kind, schema := range document.Resources {
		blocks[kind] = schema.Block
	}
	return blocks
}

// ours gives the schemas of a provider of ours as terraform receives them.
func ours(t *testing.T, created provider.Provider) map[string]block {
	t.Helper()
	server, err := providerserver.NewProtocol6WithError(created)()
	if err != nil {
		t.Fatal(err)
	}
	answer, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range answer.Diagnostics {
		t.Fatalf("%s: %s", problem.Summary, problem.Detail)
	}
	blocks := map[string]block{"provider": blockOf(t, answer.Provider.Block)}
	for kind, schema := range answer.ResourceSchemas {
		blocks[kind] = blockOf(t, schema.Block)
	}
	return blocks
}

func blockOf(t *testing.T, from *tfprotov6.SchemaBlock) block {
	t.Helper()
	var document block
	document.Attributes = map[string]attribute{}
	for _, a := range from.Attributes {
		kind, err := a.ValueType().MarshalJSON() //nolint:staticcheck // the one way to write a type down
		if err != nil {
			t.Fatal(err)
		}
		document.Attributes[a.Name] = attribute{kind, a.Required, a.Optional, a.Computed, a.Sensitive}
	}
	for _, nested := range from.BlockTypes {
		inner := document.Blocks
		if inner == nil {
			inner = map[string]struct {
				Nesting string `json:"nesting_mode"`
				Block   block  `json:"block"`
			}{}
		}
		entry := inner[nested.TypeName]
		entry.Nesting, entry.Block = nesting[nested.Nesting], blockOf(t, nested.Block)
		inner[nested.TypeName] = entry
		document.Blocks = inner
	}
	return document
}

var nesting = map[tfprotov6.SchemaNestedBlockNestingMode]string{
	tfprotov6.SchemaNestedBlockNestingModeSingle: "single", tfprotov6.SchemaNestedBlockNestingModeList: "list",
	tfprotov6.SchemaNestedBlockNestingModeSet: "set", tfprotov6.SchemaNestedBlockNestingModeMap: "map",
}

// compare gives the differences by the path of what differs. How many blocks are allowed is not compared: the framework
// has no such number in a schema, and our plans check it.
func compare(path string, official, own block) map[string]string {
	found := map[string]string{}
	for name, want := range official.Attributes {
		got, there := own.Attributes[name]
		switch {
		case !there:
			found[path+"."+name] = "is missing"
		case got.String() != want.String():
			found[path+"."+name] = fmt.Sprintf("is %s, officially %s", got, want)
		}
	}
	for name := range own.Attributes {
		if _, there := official.Attributes[name]; !there {
			found[path+"."+name] = "is ours alone"
		}
	}
	for name, want := range official.Blocks {
		got, there := own.Blocks[name]
		if !there {
			found[path+"."+name] = "is missing"
			continue
		}
		if got.Nesting != want.Nesting {
			found[path+"."+name] = fmt.Sprintf("is a %s of blocks, officially a %s", got.Nesting, want.Nesting)
		}
		for where, difference := range compare(path+"."+name, want.Block, got.Block) {
			found[where] = difference
		}
	}
	for name := range own.Blocks {
		if _, there := official.Blocks[name]; !there {
			found[path+"."+name] = "is ours alone"
		}
	}
	return found
}

func TestSchemasAreThoseOfTheOfficialProvidersButForListedDifferences(t *testing.T) {
	for name, created := range map[string]provider.Provider{"nomad": nomad.New(), "consul": consul.New()} {
		t.Run(name, func(t *testing.T) {
			official, own := schemas(t, name), ours(t, created)
			left := map[string]string{}
			for where, reason := range differences[name] {
				left[where] = reason
			}
			for kind, schema := range own {
				want, there := official[kind]
				if !there {
					t.Errorf("%s: no such resource type officially", kind)
					continue
				}
				for where, difference := range compare(kind, want, schema) {
					if _, listed := left[where]; !listed {
						t.Errorf("%s: %s", where, difference)
					}
					delete(left, where)
				}
			}
			for where := range left {
				t.Errorf("%s: listed as a difference, but is none", where)
			}
		})
	}
}

func TestEveryListedDifferenceHasAReason(t *testing.T) {
	for _, list := range differences {
		for where, reason := range list {
			if len(reason) < 10 || slices.Contains([]string{"todo", "none"}, reason) {
				t.Errorf("%s: got reason %q, want a sentence", where, reason)
			}
		}
	}
}
