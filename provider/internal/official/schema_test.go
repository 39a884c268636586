package official

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
	Nested    *nestedType     `json:"nested_type"`
	Required  bool            `json:"required"`
	Optional  bool            `json:"optional"`
	Computed  bool            `json:"computed"`
	Sensitive bool            `json:"sensitive"`
}

// nestedType is the other form of a type that has attributes.
type nestedType struct {
	Attributes map[string]attribute `json:"attributes"`
	Nesting    string               `json:"nesting_mode"`
}

// kind returns the type of an attribute in one form.
func (a attribute) kind() string {
	if a.Nested != nil {
		var fields []string
		for _, name := range slices.Sorted(maps.Keys(a.Nested.Attributes)) {
			fields = append(fields, fmt.Sprintf("%q:%s", name, a.Nested.Attributes[name].kind()))
		}
		object := `["object",{` + strings.Join(fields, ",") + "}]"
		if a.Nested.Nesting == "single" {
			return object
		}
		return fmt.Sprintf("[%q,%s]", a.Nested.Nesting, object)
	}
	var kind bytes.Buffer
	if json.Compact(&kind, a.Type) != nil {
		return "not a type"
	}
	return kind.String()
}

func (a attribute) String() string {
	return fmt.Sprintf("%s required=%t optional=%t computed=%t sensitive=%t", a.kind(), a.Required, a.Optional, a.Computed, a.Sensitive)
}

// schemas returns the schemas of an official provider, as terraform providers schema -json printed them in July 2026: those of the
// resource types, data sources, and ephemeral resources, and that of the provider itself.
func schemas(t *testing.T, name string) map[string]block {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+"-2026-07.json"))
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Provider  struct{ Block block } `json:"provider"`
		Resources map[string]struct {
			Block block `json:"block"`
		} `json:"resource_schemas"`
		DataSources map[string]struct {
			Block block `json:"block"`
		} `json:"data_source_schemas"`
		Ephemerals map[string]struct {
			Block block `json:"block"`
		} `json:"ephemeral_resource_schemas"`
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	blocks := map[string]block{"provider": document.Provider.Block}
	for kind, schema := range document.Resources {
		blocks[kind] = schema.Block
	}
	for kind, schema := range document.DataSources {
		blocks[dataPrefix+kind] = schema.Block
	}
	for kind, schema := range document.Ephemerals {
		blocks[ephemeralPrefix+kind] = schema.Block
	}
	return blocks
}

// What a difference can be, besides another type.
const (
	isMissing = "is missing"
	isOwn     = "is only in ours"
)

// What is before the type of a data source and an ephemeral resource, whose name may be that of a resource type.
const (
	dataPrefix      = "data."
	ephemeralPrefix = "ephemeral."
)

func providers() map[string]provider.Provider {
	return map[string]provider.Provider{"nomad": nomad.New(), "consul": consul.New()}
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
	for kind, schema := range answer.DataSourceSchemas {
		blocks[dataPrefix+kind] = blockOf(t, schema.Block)
	}
	for kind, schema := range answer.EphemeralResourceSchemas {
		blocks[ephemeralPrefix+kind] = blockOf(t, schema.Block)
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
		document.Attributes[a.Name] = attribute{kind, nil, a.Required, a.Optional, a.Computed, a.Sensitive}
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
			found[path+"."+name] = isMissing
		case got.String() != want.String():
			found[path+"."+name] = fmt.Sprintf("is %s, officially %s", got, want)
		}
	}
	for name := range own.Attributes {
		if _, there := official.Attributes[name]; !there {
			found[path+"."+name] = isOwn
		}
	}
	for name, want := range official.Blocks {
		got, there := own.Blocks[name]
		if !there {
			found[path+"."+name] = isMissing
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
			found[path+"."+name] = isOwn
		}
	}
	return found
}

// differ returns the differences between all schemas of two providers by the path of what differs.
func differ(official, own map[string]block) map[string]string {
	found := map[string]string{}
	for kind, schema := range own {
		want, isOfficial := official[kind]
		if !isOfficial {
			found[kind] = isOwn
			continue
		}
		maps.Copy(found, compare(kind, want, schema))
	}
	for kind := range official {
		if _, isServed := own[kind]; !isServed {
			found[kind] = isMissing
		}
	}
	return found
}

func TestSchemasAreThoseOfTheOfficialProvidersButForListedDifferences(t *testing.T) {
	for name, created := range providers() {
		t.Run(name, func(t *testing.T) {
			found := differ(schemas(t, name), ours(t, created))
			for where, difference := range found {
				if differences[name][where] == "" {
					t.Errorf("%s %s, and differences_test.go has no reason for it", where, difference)
				}
			}
			for where := range differences[name] {
				if found[where] == "" {
					t.Errorf("%s: differences_test.go has a reason, but there is no difference", where)
				}
			}
		})
	}
}

func TestADifferenceWithoutAReasonIsFound(t *testing.T) {
	text := attribute{Type: json.RawMessage(`"string"`), Optional: true}
	number := attribute{Type: json.RawMessage(`"number"`), Optional: true}
	official := map[string]block{"served": {Attributes: map[string]attribute{"a": text, "b": text, "c": text}}, "left_out": {}}
	own := map[string]block{"served": {Attributes: map[string]attribute{"a": text, "b": number, "d": text}}}
	found := differ(official, own)
	want := []string{"left_out", "served.b", "served.c", "served.d"}
	if got := slices.Sorted(maps.Keys(found)); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
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
