package problem

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestASummaryEndsWithTheCode(t *testing.T) {
	if got, want := ReadFailed.Of("[acl policy dns]"), "[acl policy dns] cannot be read (read-failed)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEveryCodeHasAPageWithItsTitle(t *testing.T) {
	for code, title := range titles {
		page, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "errors", code+".md"))
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		if start := "# `" + code + "`\n\n"; !strings.HasPrefix(string(page), start+"Error: "+title+".\n") && !strings.HasPrefix(string(page), start+"Warning: "+title+".\n") {
			t.Errorf("docs/errors/%s.md: want it to begin with the code and its title %q", code, title)
		}
	}
}

// sources calls visit for each file of the providers that is not a test.
func sources(t *testing.T, visit func(path string, files *token.FileSet, file *ast.File)) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err == nil {
			visit(path, files, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// summaryOf returns the summary of an error or a warning: the argument of a call, or a field of a diagnostic of the protocol. It is nil
// for any other node.
func summaryOf(node ast.Node) ast.Expr {
	if literal, is := node.(*ast.CompositeLit); is {
		return summaryField(literal)
	}
	call, is := node.(*ast.CallExpr)
	if !is {
		return nil
	}
	selector, is := call.Fun.(*ast.SelectorExpr)
	if !is {
		return nil
	}
	at := map[string]int{
		"AddError": 0, "NewErrorDiagnostic": 0, "AddAttributeError": 1, "NewAttributeErrorDiagnostic": 1,
		"AddWarning": 0, "NewWarningDiagnostic": 0, "AddAttributeWarning": 1, "NewAttributeWarningDiagnostic": 1,
	}
	if position, adds := at[selector.Sel.Name]; adds && position < len(call.Args) {
		return call.Args[position]
	}
	return nil
}

func summaryField(literal *ast.CompositeLit) ast.Expr {
	if of, is := literal.Type.(*ast.SelectorExpr); literal.Type != nil && (!is || of.Sel.Name != "Diagnostic") {
		return nil
	}
	for _, element := range literal.Elts {
		if pair, is := element.(*ast.KeyValueExpr); is {
			if key, is := pair.Key.(*ast.Ident); is && key.Name == "Summary" {
				return pair.Value
			}
		}
	}
	return nil
}

// hasCode is whether a summary is made by a problem of this package, or is the summary of another diagnostic.
func hasCode(summary ast.Expr) bool {
	if field, is := summary.(*ast.SelectorExpr); is {
		return field.Sel.Name == "Summary"
	}
	call, is := summary.(*ast.CallExpr)
	if !is {
		return false
	}
	method, is := call.Fun.(*ast.SelectorExpr)
	return is && (method.Sel.Name == "Of" || method.Sel.Name == "Summary")
}

// uncoded returns the positions of the errors and warnings of a file that have no code.
func uncoded(files *token.FileSet, file *ast.File) (found []string) {
	ast.Inspect(file, func(node ast.Node) bool {
		if summary := summaryOf(node); summary != nil && !hasCode(summary) {
			found = append(found, files.Position(node.Pos()).String())
		}
		return true
	})
	return found
}

func TestEveryErrorAndWarningOfTheProvidersHasACode(t *testing.T) {
	sources(t, func(_ string, files *token.FileSet, file *ast.File) {
		for _, position := range uncoded(files, file) {
			t.Errorf("%s: the summary of an error or a warning has no code; make it with a problem of internal/problem", position)
		}
	})
}

func TestAWarningWithoutACodeIsFound(t *testing.T) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "planted.go", `package planted
func plan() {
	c.AddWarning(title+" is not compared", "")
	c.AddAttributeWarning(path.Root("name"), "planted", "")
	c.AddWarning(problem.NotCompared.Of(title), "")
	_ = []*tfprotov6.Diagnostic{{Summary: "planted"}, {Summary: problem.NotCompared.Of(title)}}
	_ = &tfprotov6.Diagnostic{Summary: text}
}`, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(uncoded(files, file), " "); got != "planted.go:3:2 planted.go:4:2 planted.go:6:30 planted.go:7:7" {
		t.Errorf("got %s", got)
	}
}

func TestEveryProblemIsUsed(t *testing.T) {
	used := map[string]bool{}
	defined := map[string]string{}
	sources(t, func(path string, _ *token.FileSet, file *ast.File) {
		ast.Inspect(file, func(node ast.Node) bool {
			switch found := node.(type) {
			case *ast.SelectorExpr:
				if from, is := found.X.(*ast.Ident); is && from.Name == "problem" {
					used[found.Sel.Name] = true
				}
			case *ast.ValueSpec:
				if strings.HasSuffix(path, filepath.Join("problem", "problem.go")) && len(found.Values) == 1 {
					if call, is := found.Values[0].(*ast.CallExpr); is && len(call.Args) == 2 {
						if code, is := call.Args[0].(*ast.BasicLit); is {
							defined[strings.Trim(code.Value, `"`)] = found.Names[0].Name
						}
					}
				}
			}
			return true
		})
	})
	for code := range titles {
		if !used[defined[code]] {
			t.Errorf("%s: no error or warning of the providers has this code", code)
		}
	}
}
