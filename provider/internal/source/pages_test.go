package source_test

import (
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
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"cdknomad/provider/internal/consul"
	"cdknomad/provider/internal/nomad"
	"cdknomad/provider/internal/source/sourcetest"
)

// sort is what the pages of one folder describe.
type sort struct {
	reads                  sourcetest.Reads
	folder, title, keyword string
	testdata               string // the folder with the cases, below that of the provider
}

var sorts = []sort{
	{sourcetest.DataSources, "data-sources", "Data Source", "data", filepath.Join("sources", "testdata")},
	{sourcetest.Ephemerals, "ephemeral-resources", "Ephemeral Resource", "ephemeral", filepath.Join("ephemerals", "testdata")},
}

// The pages are written by CDKNOMAD_WRITE_PAGE=1 go test -run HasAPage ./internal/source. Their layout is that of the Terraform registry,
// one folder per provider. The example is the case that a test of the type reads.
func TestEachDataSourceAndEphemeralResourceHasAPageOfItsSchema(t *testing.T) {
	for _, its := range sorts {
		its.compare(t)
	}
}

func (s sort) compare(t *testing.T) {
	t.Helper()
	for name, created := range map[string]provider.Provider{"nomad": nomad.New(), "consul": consul.New()} {
		folder := filepath.Join("..", "..", "docs", name, s.folder)
		server, err := providerserver.NewProtocol6WithError(created)()
		if err != nil {
			t.Fatal(err)
		}
		answer, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
		if err != nil {
			t.Fatal(err)
		}
		pages := map[string]bool{}
		for kind, schema := range s.reads.Schemas(answer) {
			file := filepath.Join(folder, strings.TrimPrefix(kind, name+"_")+".md")
			pages[file] = true
			want := s.page(name, kind, schema.Block, exampleOf(t, filepath.Join("..", name, s.testdata, kind+".json")))
			if os.Getenv("CDKNOMAD_WRITE_PAGE") != "" {
				if err := os.MkdirAll(folder, 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := os.ReadFile(file); err != nil || string(got) != want {
				t.Errorf("%s is not up to date; run CDKNOMAD_WRITE_PAGE=1 go test -run HasAPage ./internal/source in provider/", file)
			}
		}
		written, err := filepath.Glob(filepath.Join(folder, "*.md"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range written {
			if !pages[file] {
				t.Errorf("%s: there is no such %s", file, s.reads.Sort)
			}
		}
	}
}

func exampleOf(t *testing.T, file string) map[string]any {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var test sourcetest.Case
	if err := json.Unmarshal(text, &test); err != nil {
		t.Fatal(err)
	}
	return test.Config
}

func (s sort) page(name, kind string, block *tfprotov6.SchemaBlock, example map[string]any) string {
	description := block.Description
	page := &strings.Builder{}
	fmt.Fprintf(page, "---\npage_title: \"%s %s - %s\"\nsubcategory: \"\"\ndescription: |-\n  %s\n---\n\n# %s (%s)\n\n%s\n",
		kind, s.title, name, description, kind, s.title, description)
	fmt.Fprintf(page, "\n## Example Usage\n\n```terraform\n%s %q \"example\" {\n%s}\n```\n\n## Schema\n", s.keyword, kind, hcl(example, "  "))
	writeAttributes(page, "###", block.Attributes)
	for _, nested := range block.BlockTypes {
		fmt.Fprintf(page, "\n### Block `%s`\n\n%s\n", nested.TypeName, nested.Block.Description)
		writeAttributes(page, "####", nested.Block.Attributes)
	}
	return page.String()
}

func writeAttributes(page *strings.Builder, level string, attributes []*tfprotov6.SchemaAttribute) {
	for _, group := range []struct {
		title string
		has   func(*tfprotov6.SchemaAttribute) bool
	}{
		{"Required", func(a *tfprotov6.SchemaAttribute) bool { return a.Required }},
		{"Optional", func(a *tfprotov6.SchemaAttribute) bool { return a.Optional }},
		{"Read-Only", func(a *tfprotov6.SchemaAttribute) bool { return !a.Required && !a.Optional }},
	} {
		var lines []string
		for _, a := range attributes {
			if group.has(a) {
				marks := []string{inWords(a.ValueType())}
				if a.Sensitive {
					marks = append(marks, "Sensitive")
				}
				if a.Deprecated {
					marks = append(marks, "Deprecated")
				}
				lines = append(lines, strings.TrimRight(fmt.Sprintf("- `%s` (%s) %s", a.Name, strings.Join(marks, ", "), a.Description), " ")+fields(a.ValueType()))
			}
		}
		if slices.Sort(lines); len(lines) > 0 {
			fmt.Fprintf(page, "\n%s %s\n\n%s\n", level, group.title, strings.Join(lines, "\n"))
		}
	}
}

// inWords returns a type as the registry's pages write it, such as "List of Object".
func inWords(kind tftypes.Type) string {
	switch kind := kind.(type) {
	case tftypes.List:
		return "List of " + inWords(kind.ElementType)
	case tftypes.Set:
		return "Set of " + inWords(kind.ElementType)
	case tftypes.Map:
		return "Map of " + inWords(kind.ElementType)
	case tftypes.Object:
		return "Object"
	}
	switch {
	case kind.Is(tftypes.Bool):
		return "Boolean"
	case kind.Is(tftypes.Number):
		return "Number"
	}
	return "String"
}

// fields lists the attributes of the objects in a type.
func fields(kind tftypes.Type) string {
	switch kind := kind.(type) {
	case tftypes.List:
		return fields(kind.ElementType)
	case tftypes.Set:
		return fields(kind.ElementType)
	case tftypes.Object:
		var names []string
		for _, name := range slices.Sorted(maps.Keys(kind.AttributeTypes)) {
			inner := kind.AttributeTypes[name]
			names = append(names, "`"+name+"` ("+inWords(inner)+")"+nestedFields(inner))
		}
		return " Attributes of each object: " + strings.Join(names, ", ") + "."
	}
	return ""
}

func nestedFields(kind tftypes.Type) string {
	text := strings.TrimSuffix(strings.TrimPrefix(fields(kind), " Attributes of each object: "), ".")
	if text == "" {
		return ""
	}
	return " with [" + text + "]"
}

// hcl writes arguments; a list of objects is a block.
func hcl(arguments map[string]any, indent string) string {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(arguments)) {
		switch value := arguments[name].(type) {
		case nil:
		case []any:
			for _, each := range value {
				inner, _ := each.(map[string]any)
				fmt.Fprintf(&text, "%s%s {\n%s%s}\n", indent, name, hcl(inner, indent+"  "), indent)
			}
		case map[string]any:
			fmt.Fprintf(&text, "%s%s = {\n%s%s}\n", indent, name, hcl(value, indent+"  "), indent)
		case string:
			if strings.Contains(value, "\n") {
				fmt.Fprintf(&text, "%s%s = <<-EOT\n%s  %s\n%sEOT\n", indent, name, indent, strings.ReplaceAll(strings.TrimSpace(value), "\n", "\n"+indent+"  "), indent)
				continue
			}
			fmt.Fprintf(&text, "%s%s = %q\n", indent, name, value)
		default:
			fmt.Fprintf(&text, "%s%s = %v\n", indent, name, value)
		}
	}
	return text.String()
}
