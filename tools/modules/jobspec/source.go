package main

import (
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Source is one argument or block of the file, in the order of the file and with its comments. The values are in the job, with
// variables and functions evaluated.
type Source struct {
	Name   string   `json:"name"`
	Labels []string `json:"labels,omitempty"`
	// Above are the lines of comment before it.
	Above []string `json:"above,omitempty"`
	// Beside is the comment at the end of its line.
	Beside string `json:"beside,omitempty"`
	// Below are the lines of comment between its last entry and its end.
	Below []string `json:"below,omitempty"`
	// From is the variable or local that is the whole value, such as "var.image".
	From string `json:"from,omitempty"`
	// Parts are the texts and variables of a value such as "${var.image}:1".
	Parts   []Part    `json:"parts,omitempty"`
	Entries []*Source `json:"entries,omitempty"`
}

// Part is a piece of a text: plain text, or a variable or local.
type Part struct {
	Text string `json:"text,omitempty"`
	From string `json:"from,omitempty"`
}

// Declaration is a variable or local with the comments about it.
type Declaration struct {
	Name     string   `json:"name"`
	Comments []string `json:"comments,omitempty"`
}

type comment struct {
	first, last int
	lines       []string
	ownLine     bool
	taken       bool
}

type entry struct {
	source      *Source
	first, last int
	// open is the line at the end of which a comment belongs to the entry itself.
	open int
	// inside are the entry's own entries, and the lines between which they stand.
	inside []*entry
}

// readSource describes the job block and the declarations of an HCL file, or is nil for JSON.
func readSource(path string, body []byte) (*Source, []Declaration) {
	file, diagnostics := hclsyntax.ParseConfig(body, path, hcl.InitialPos)
	if diagnostics.HasErrors() {
		return nil, nil
	}
	comments := readComments(path, body)
	root := file.Body.(*hclsyntax.Body)
	for _, block := range root.Blocks {
		if block.Type == "job" {
			job := blockEntry(block, body)
			declared := describeDeclarations(root.Blocks, comments, body)
			job.source.Above = header(comments, job.first)
			attach(job, comments)
			for _, comment := range comments {
				if !comment.taken && comment.first == job.open {
					job.source.Above = append(job.source.Above, comment.lines...)
				} else if !comment.taken && comment.first >= job.last {
					job.source.Below = append(job.source.Below, comment.lines...)
				}
			}
			return job.source, declared
		}
	}
	return nil, nil
}

func readComments(path string, body []byte) []*comment {
	tokens, _ := hclsyntax.LexConfig(body, path, hcl.InitialPos)
	var comments []*comment
	lastLine := 0
	for _, token := range tokens {
		if token.Type == hclsyntax.TokenComment {
			text := strings.TrimRight(string(token.Bytes), "\n")
			first := token.Range.Start.Line
			comments = append(comments, &comment{
				first:   first,
				last:    first + strings.Count(text, "\n"),
				lines:   commentLines(text),
				ownLine: lastLine != first,
			})
		} else if token.Type != hclsyntax.TokenNewline {
			lastLine = token.Range.End.Line
			if token.Type == hclsyntax.TokenCHeredoc {
				lastLine = token.Range.Start.Line
			}
		}
	}
	return comments
}

func commentLines(text string) []string {
	if strings.HasPrefix(text, "/*") {
		text = strings.TrimSuffix(strings.TrimPrefix(text, "/*"), "*/")
		lines := strings.Split(strings.Trim(text, "\n"), "\n")
		for i, line := range lines {
			lines[i] = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "*"))
		}
		return lines
	}
	text = strings.TrimPrefix(text, "//")
	text = strings.TrimLeft(text, "#")
	return []string{strings.TrimRight(strings.TrimPrefix(text, " "), " \t\r")}
}

// attach assigns each comment to the entry that it stands above or beside, else to the end of the block around it.
func attach(around *entry, comments []*comment) {
	for _, entry := range around.inside {
		for _, comment := range comments {
			if !comment.taken && comment.ownLine && comment.first > around.first && comment.last < entry.first {
				comment.taken = true
				entry.source.Above = append(entry.source.Above, comment.lines...)
			} else if !comment.taken && !comment.ownLine && (comment.first == entry.open || comment.first == entry.last) {
				comment.taken = true
				entry.source.Beside = strings.Join(comment.lines, " ")
			}
		}
		attach(entry, comments)
	}
	for _, comment := range comments {
		if !comment.taken && comment.ownLine && comment.first > around.first && comment.last < around.last {
			comment.taken = true
			around.source.Below = append(around.source.Below, comment.lines...)
		}
	}
}

// header returns the comments before the job, such as a license, without those about variables and locals.
func header(comments []*comment, job int) []string {
	var lines []string
	for _, comment := range comments {
		if !comment.taken && comment.last < job {
			comment.taken = true
			lines = append(lines, comment.lines...)
		}
	}
	return lines
}

func blockEntry(block *hclsyntax.Block, body []byte) *entry {
	result := &entry{
		source: &Source{Name: block.Type, Labels: block.Labels},
		first:  block.TypeRange.Start.Line,
		open:   block.OpenBraceRange.Start.Line,
		last:   block.CloseBraceRange.End.Line,
	}
	for _, attribute := range block.Body.Attributes {
		result.inside = append(result.inside, expressionEntry(attribute.Name, attribute.SrcRange, attribute.Expr, body))
	}
	for _, nested := range block.Body.Blocks {
		result.inside = append(result.inside, blockEntry(nested, body))
	}
	sort.SliceStable(result.inside, func(i, j int) bool { return result.inside[i].first < result.inside[j].first })
	result.close()
	return result
}

func expressionEntry(name string, where hcl.Range, expression hclsyntax.Expression, body []byte) *entry {
	result := &entry{source: &Source{Name: name, From: declaredName(expression), Parts: textParts(expression, body)},
		first: where.Start.Line, open: where.Start.Line, last: where.End.Line}
	switch expression := expression.(type) {
	case *hclsyntax.ObjectConsExpr:
		for _, item := range expression.Items {
			key, diagnostics := item.KeyExpr.Value(nil)
			if diagnostics.HasErrors() || !key.IsKnown() || key.Type() != cty.String {
				continue
			}
			where := hcl.RangeBetween(item.KeyExpr.Range(), item.ValueExpr.Range())
			result.inside = append(result.inside, expressionEntry(key.AsString(), where, item.ValueExpr, body))
		}
	case *hclsyntax.TupleConsExpr:
		for _, element := range expression.Exprs {
			result.inside = append(result.inside, expressionEntry("", element.Range(), element, body))
		}
	}
	result.close()
	return result
}

// close hands the sources of the inner entries, now in order, to the entry's own.
func (e *entry) close() {
	for _, inner := range e.inside {
		e.source.Entries = append(e.source.Entries, inner.source)
	}
}
