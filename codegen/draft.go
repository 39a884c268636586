package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// A Draft is the text of a field or block that the texts lack, made from the comments of Nomad's API. A person reviews it.
type Draft struct {
	Block string
	// File has the text of the block that contains the field, or reaches the new block.
	File string
	// Field is empty for the block itself.
	Field, Doc, Default, Page string
	// IsOmitted: HCL does not have the field, so users do not write it.
	IsOmitted bool
}

// notInHCL is the reason for which a drafted field is omitted.
const notInHCL = "HCL does not have it"

// drafter makes the texts that the texts lack.
type drafter struct {
	comments map[string]string // by Struct or Struct.Field
	files    map[string]string // file of a block
	drafts   []Draft
}

// newDrafter reads the comments of the pinned API.
func newDrafter() (*drafter, error) {
	folder, err := moduleFolder("github.com/hashicorp/nomad/api")
	if err != nil {
		return nil, err
	}
	comments, err := commentsIn(folder)
	if err != nil {
		return nil, err
	}
	files, err := filesOfTexts("texts")
	return &drafter{comments: comments, files: files}, err
}

// moduleFolder returns the folder of a pinned module.
func moduleFolder(module string) (string, error) {
	out, err := exec.Command("go", "list", "-m", "-json", module).Output()
	if err != nil {
		return "", fmt.Errorf("go list -m %s: %w", module, err)
	}
	var found struct{ Dir string }
	err = json.Unmarshal(out, &found)
	return found.Dir, err
}

// commentsIn returns the comments of the structs in a folder and of their fields.
func commentsIn(folder string) (map[string]string, error) {
	comments := map[string]string{}
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			declaration, isDeclaration := node.(*ast.GenDecl)
			if !isDeclaration {
				return true
			}
			for _, each := range declaration.Specs {
				spec, isType := each.(*ast.TypeSpec)
				if !isType {
					continue
				}
				body, isStruct := spec.Type.(*ast.StructType)
				if !isStruct {
					continue
				}
				comments[spec.Name.Name] = firstOf(spec.Doc.Text(), declaration.Doc.Text())
				for _, field := range body.Fields.List {
					for _, name := range field.Names {
						comments[spec.Name.Name+"."+name.Name] = firstOf(field.Doc.Text(), field.Comment.Text())
					}
				}
			}
			return true
		})
	}
	return comments, nil
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			return text
		}
	}
	return ""
}

var startOfComment = regexp.MustCompile(`^(is|are|specifies|represents|indicates) `)

// sentence turns a Go comment into a sentence that starts with a noun phrase or a verb. Without a comment it is the name in words.
func sentence(name, comment string) string {
	text := strings.TrimPrefix(strings.Join(strings.Fields(comment), " "), name+" ")
	text = startOfComment.ReplaceAllString(text, "")
	if text == "" {
		text = strings.ReplaceAll(snake(name), "_", " ")
	}
	text = strings.ToUpper(text[:1]) + text[1:]
	return strings.TrimSuffix(strings.ReplaceAll(text, " || ", " or "), ".") + "."
}

// snake returns a Go name in the form of HCL names.
func snake(name string) string { return strings.ReplaceAll(kebab(name), "-", "_") }

// block drafts the text of a struct that has none. It is reached from a block with a text, whose file and page it shares.
func (d *drafter) block(name, goName, from, page string) BlockText {
	text := BlockText{Page: page, About: sentence(goName, d.comments[goName]), Fields: map[string]FieldText{}}
	d.files[name] = d.files[from]
	d.drafts = append(d.drafts, Draft{Block: name, File: d.files[name], Doc: text.About, Page: page})
	return text
}

// field drafts the text of a field that has none.
func (d *drafter) field(block, goName, name string, isInHCL bool) FieldText {
	draft := Draft{Block: block, File: d.files[block], Field: name, Doc: sentence(name, d.comments[goName+"."+name]), IsOmitted: !isInHCL}
	d.drafts = append(d.drafts, draft)
	if draft.IsOmitted {
		return FieldText{Omit: notInHCL}
	}
	return FieldText{Doc: draft.Doc}
}

// noDefault enters a default into the draft of the last field: Nomad's client does not have one.
func (d *drafter) noDefault() string {
	d.drafts[len(d.drafts)-1].Default = "nothing"
	return "nothing"
}

// filesOfTexts returns the file of each block.
func filesOfTexts(folder string) (map[string]string, error) {
	files := map[string]string{}
	paths, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for _, line := range strings.Split(string(text), "\n") {
			if name, ok := blockOf(line); ok {
				files[name] = path
			}
		}
	}
	return files, nil
}

// blockOf returns the name of the block that begins with a line.
func blockOf(line string) (string, bool) {
	name, rest, found := strings.Cut(line, ":")
	return name, found && rest == "" && name != "" && !strings.HasPrefix(name, " ")
}

// write adds the drafts to the files of the texts.
func (d *drafter) write() error {
	byFile := map[string][]Draft{}
	for _, draft := range d.drafts {
		byFile[draft.File] = append(byFile[draft.File], draft)
	}
	for path, drafts := range byFile {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(withDrafts(string(text), drafts)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// withDrafts adds each field at the end of its block, and each new block at the end of the file.
func withDrafts(text string, drafts []Draft) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	// blocks before their fields
	sort.SliceStable(drafts, func(i, j int) bool { return drafts[i].Field == "" && drafts[j].Field != "" })
	for _, draft := range drafts {
		if draft.Field == "" {
			lines = append(lines, draft.Block+":", "  page: "+draft.Page, "  about: "+quote(draft.Doc), "  fields:")
			continue
		}
		words := draft.Doc
		if draft.Default != "" {
			words += " || " + draft.Default
		}
		value := quote(words)
		if draft.IsOmitted {
			value = "{omit: " + quote(notInHCL) + "}"
		}
		end := endOfBlock(lines, draft.Block)
		lines = slices.Insert(lines, end, "    "+draft.Field+": "+value)
	}
	return strings.Join(lines, "\n") + "\n"
}

// endOfBlock returns the index of the line after a block.
func endOfBlock(lines []string, block string) int {
	inside := false
	for i, line := range lines {
		if name, ok := blockOf(line); ok {
			if inside {
				return i
			}
			inside = name == block
		}
	}
	return len(lines)
}
