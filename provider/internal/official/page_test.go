package official

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The page is written by CDKNOMAD_WRITE_PAGE=1 go test -run ThePageOfOfficialProviders ./internal/official.
func TestThePageOfOfficialProvidersIsUpToDate(t *testing.T) {
	file := filepath.Join("..", "..", "..", "docs", "reference", "official-providers.md")
	want := pageOfProviders(t)
	if os.Getenv("CDKNOMAD_WRITE_PAGE") != "" {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Fatal("docs/reference/official-providers.md is not up to date; run CDKNOMAD_WRITE_PAGE=1 go test -run ThePageOfOfficialProviders ./internal/official in provider/")
	}
}

// page collects the rows of the tables and the numbers of the reasons.
type page struct {
	reasons         []string
	same, different int
}

func (p *page) number(reason string) string {
	at := slices.Index(p.reasons, reason)
	if at < 0 {
		p.reasons = append(p.reasons, reason)
		at = len(p.reasons) - 1
	}
	return fmt.Sprintf("reason %d", at+1)
}

func pageOfProviders(t *testing.T) string {
	t.Helper()
	all := &page{}
	var tables strings.Builder
	for _, name := range []string{"nomad", "consul"} {
		official, own := schemas(t, name), ours(t, providers()[name])
		found := differ(official, own)
		for _, part := range parts {
			kinds := map[string]bool{}
			for _, kind := range slices.Concat(slices.Collect(maps.Keys(official)), slices.Collect(maps.Keys(own))) {
				if part.has(kind) {
					kinds[kind] = true
				}
			}
			if len(kinds) == 0 {
				continue
			}
			fmt.Fprintf(&tables, "\n## %s of %s\n\n", part.title, map[string]string{"nomad": "Nomad", "consul": "Consul"}[name])
			tables.WriteString("| type | served as in the official provider | different, left out, or added |\n|---|---|---|\n")
			for _, kind := range slices.Sorted(maps.Keys(kinds)) {
				tables.WriteString(all.row(kind, official[kind], found, differences[name]))
			}
		}
	}
	var reasons strings.Builder
	for i, reason := range all.reasons {
		fmt.Fprintf(&reasons, "| %d | %s |\n", i+1, reason)
	}
	return fmt.Sprintf(introduction, all.same, all.different, reasons.String()) + tables.String()
}

const introduction = `# Official providers, attribute by attribute

cdknomad's providers for Nomad and Consul have the types and attributes of the official providers. A test compares the schemas with those
of the official providers of July 2026: %d attributes and blocks are the same, and %d types, attributes, and blocks differ. Each
difference has a reason. The test fails for a difference without a reason, and for a reason without a difference.

A type that is not served has one row. The blocks and attributes of a block have its name in front.

## Reasons

| number | reason |
|---|---|
%s`

// parts are the tables of one provider.
var parts = []struct {
	title string
	has   func(kind string) bool
}{
	{"The provider block", func(kind string) bool { return kind == "provider" }},
	{"Resource types", func(kind string) bool { return kind == typeOf(kind) && kind != "provider" }},
	{"Data sources", func(kind string) bool { return strings.HasPrefix(kind, dataPrefix) }},
	{"Ephemeral resources", func(kind string) bool { return strings.HasPrefix(kind, ephemeralPrefix) }},
}

// typeOf returns the type without what is before it.
func typeOf(kind string) string {
	return strings.TrimPrefix(strings.TrimPrefix(kind, dataPrefix), ephemeralPrefix)
}

// row writes the row of a type.
func (p *page) row(kind string, official block, found, reasons map[string]string) string {
	if difference := found[kind]; difference != "" {
		p.different++
		return fmt.Sprintf("| `%s` | %s | %s |\n", typeOf(kind), "no", difference+" ("+p.number(reasons[kind])+")")
	}
	var same, others []string
	for _, name := range leaves(official, "") {
		if !isDifferent(kind+"."+name, found) {
			same = append(same, "`"+name+"`")
		}
	}
	for _, where := range slices.Sorted(maps.Keys(found)) {
		if name, isOfKind := strings.CutPrefix(where, kind+"."); isOfKind {
			others = append(others, fmt.Sprintf("`%s` %s (%s)", name, inWords(found[where]), p.number(reasons[where])))
		}
	}
	p.same, p.different = p.same+len(same), p.different+len(others)
	return fmt.Sprintf("| `%s` | %s | %s |\n", typeOf(kind), strings.Join(same, ", "), cmp.Or(strings.Join(others, "; "), "nothing"))
}

// isDifferent returns whether an attribute, or a block that it is in, is a difference.
func isDifferent(where string, found map[string]string) bool {
	for place := range found {
		if place == where || found[place] == isMissing && strings.HasPrefix(where, place+".") {
			return true
		}
	}
	return false
}

// inWords makes a difference short enough for a table.
func inWords(difference string) string {
	if difference == isMissing || difference == isOwn {
		return difference
	}
	return "differs"
}

// leaves returns the paths of all attributes and blocks of a block, in alphabetical order.
func leaves(from block, before string) []string {
	var paths []string
	for name := range from.Attributes {
		paths = append(paths, before+name)
	}
	for name, nested := range from.Blocks {
		paths = append(paths, before+name)
		paths = append(paths, leaves(nested.Block, before+name+".")...)
	}
	slices.Sort(paths)
	return paths
}
