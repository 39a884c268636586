package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/semver"
)

// Literals are the texts between quotes in the Go files of a server.
type Literals map[string]bool

// A choice is one of the values that a field allows, and no other.
type choice struct {
	block       *Block
	field       *Field
	value, wire string // in TypeScript, and in the API's JSON
}

// key is the name of the choice in since.json.
func (c choice) key() string { return c.block.Go + "." + c.field.Go + "=" + c.wire }

// choices returns the values of all fields that allow no other.
func choices(blocks []*Block) (all []choice) {
	for _, b := range blocks {
		for i := range b.Fields {
			field := &b.Fields[i]
			if field.Open {
				continue
			}
			for _, value := range field.Values {
				wire, ok := field.Wire[value]
				if !ok {
					wire = value
				}
				all = append(all, choice{b, field, value, wire})
			}
		}
	}
	return all
}

// compareValues enters the first release of each value: a server that knows a value has it between quotes. A value that the newest server does
// not have is checked elsewhere, such as by a driver or by Consul, and has the first release. A statement has precedence.
func (since *Since) compareValues(blocks []*Block, servers []Literals) {
	since.Values = map[string]string{}
	for _, choice := range choices(blocks) {
		first := len(servers) - 1
		for first > 0 && (servers[first-1][choice.wire] || !servers[len(servers)-1][choice.wire]) {
			first--
		}
		since.Values[choice.key()] = since.Servers[first]
		if stated, ok := since.Stated[choice.key()]; ok {
			since.Values[choice.key()] = stated.Since
		}
	}
}

// moveValues enters the values that the table lacks with the given release, and drops those that no field has.
func (since *Since) moveValues(blocks []*Block, release string) (added, gone []string) {
	left := map[string]bool{}
	for key := range since.Values {
		left[key] = true
	}
	for _, choice := range choices(blocks) {
		key := choice.key()
		delete(left, key)
		if _, known := since.Values[key]; known {
			continue
		}
		since.Values[key] = release
		if stated, ok := since.Stated[key]; ok {
			since.Values[key] = stated.Since
		}
		added = append(added, key)
	}
	for key := range left {
		delete(since.Values, key)
		delete(since.Stated, key)
		gone = append(gone, key)
	}
	slices.Sort(added)
	slices.Sort(gone)
	return added, gone
}

// addValueReleases enters the releases of values that came after their field. It fails for a value without a release.
func addValueReleases(blocks []*Block, since Since) error {
	var missing []string
	for _, choice := range choices(blocks) {
		release, known := since.Values[choice.key()]
		if !known {
			missing = append(missing, choice.key())
			continue
		}
		if release == since.Servers[0] || choice.field.Since != "" && semver.Compare("v"+release, "v"+choice.field.Since) <= 0 {
			continue
		}
		if choice.field.ValuesSince == nil {
			choice.field.ValuesSince = map[string]string{}
		}
		choice.field.ValuesSince[choice.value] = release
	}
	if len(missing) > 0 {
		return fmt.Errorf("%s lacks the values %s; run: npm run pin:nomad", sinceFile, strings.Join(missing, ", "))
	}
	return nil
}

// literalsIn returns the texts between quotes in the Go files of a folder and those below it, tests excepted.
func literalsIn(folder string) (Literals, error) {
	literals := Literals{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, ".generated.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return addLiterals(path, text, literals)
	})
	return literals, err
}

// addLiterals adds the texts between quotes of a Go file.
func addLiterals(path string, text []byte, literals Literals) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if literal, is := node.(*ast.BasicLit); is && literal.Kind == token.STRING {
			if value, err := strconv.Unquote(literal.Value); err == nil {
				literals[value] = true
			}
		}
		return true
	})
	return nil
}
