package main

import (
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Source is one argument or block as it stands in the file: in the order in which a person put things, with what that
// person wrote beside them. The values are not here; they are in the job, after variables and functions.
type Source struct {
	Name   string   `json:"name"`
	Labels []string `json:"labels,omitempty"`
	// Above are the lines of comment before it.
	Above []string `json:"above,omitempty"`
	// Beside is the comment at the end of its line.
	Beside string `json:"beside,omitempty"`
	// Below are the lines of comment between its last entry and its end.
	Below   []string  `json:"below,omitempty"`
	Entries []*Source `json:"entries,omitempty"`
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

// readSource describes the job block of an HCL file, or is nil for JSON.
func readSource(path string, body []byte) *Source {
	file, diagnostics := hclsyntax.ParseConfig(body, path, hcl.InitialPos)
	if diagnostics.HasErrors() {
		return nil
	}
	comments := readComments(path, body)
	root := file.Body.(*hclsyntax.Body)
	for _, block := range root.Blocks {
		if block.Type == "job" {
			job := blockEntry(block)
			job.source.Above = header(comments, root.Blocks, job.first)
			attach(job, comments)
			return job.source
		}
	}
	return nil
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

// attach gives each comment to the entry that it stands above or beside, else to the end of the block around it.
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

// header is what stands at the head of the file, as a licence, and right before the job: what a file says about its
// variables goes with them.
func header(comments []*comment, blocks hclsyntax.Blocks, job int) []string {
	first, last := job, 0
	for _, block := range blocks {
		first = min(first, block.TypeRange.Start.Line)
		if end := block.CloseBraceRange.End.Line; end < job {
			last = max(last, end)
		}
	}
	var lines []string
	for _, comment := range comments {
		if comment.ownLine && (comment.last < first || comment.first > last && comment.last < job) {
			comment.taken = true
			lines = append(lines, comment.lines...)
		}
	}
	return lines
}

func blockEntry(block *hclsyntax.Block) *entry {
	result := &entry{
		source: &Source{Name: block.Type, Labels: block.Labels},
		first:  block.TypeRange.Start.Line,
		open:   block.OpenBraceRange.Start.Line,
		last:   block.CloseBraceRange.End.Line,
	}
	for _, attribute := range block.Body.Attributes {
		result.inside = append(result.inside, expressionEntry(attribute.Name, attribute.SrcRange, attribute.Expr))
	}
	for _, nested := range block.Body.Blocks {
		result.inside = append(result.inside, blockEntry(nested))
	}
	sort.SliceStable(result.inside, func(i, j int) bool { return result.inside[i].first < result.inside[j].first })
	result.close()
	return result
}

func expressionEntry(name string, where hcl.Range, expression hclsyntax.Expression) *entry {
	result := &entry{source: &Source{Name: name}, first: where.Start.Line, open: where.Start.Line, last: where.End.Line}
	switch expression := expression.(type) {
	case *hclsyntax.ObjectConsExpr:
		for _, item := range expression.Items {
			key, diagnostics := item.KeyExpr.Value(nil)
			if diagnostics.HasErrors() || !key.IsKnown() || key.Type() != cty.String {
				continue
			}
			where := hcl.RangeBetween(item.KeyExpr.Range(), item.ValueExpr.Range())
			result.inside = append(result.inside, expressionEntry(key.AsString(), where, item.ValueExpr))
		}
	case *hclsyntax.TupleConsExpr:
		for _, element := range expression.Exprs {
			result.inside = append(result.inside, expressionEntry("", element.Range(), element))
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
