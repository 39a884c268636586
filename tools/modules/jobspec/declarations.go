package main

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// describeDeclarations returns the variables and locals of a file in its order, and takes the comments about them: right above,
// beside, and inside.
func describeDeclarations(blocks hclsyntax.Blocks, comments []*comment, body []byte) []Declaration {
	var found []Declaration
	add := func(name string, description string, where hcl.Range) {
		lines := takeComments(comments, where)
		if description != "" {
			lines = append([]string{description}, lines...)
		}
		found = append(found, Declaration{Name: name, Comments: lines})
	}
	for _, block := range blocks {
		switch {
		case block.Type == "variable" && len(block.Labels) == 1:
			add("var."+block.Labels[0], plainText(block.Body.Attributes["description"]), hcl.RangeBetween(block.TypeRange, block.CloseBraceRange))
		case block.Type == "variables" || block.Type == "locals":
			prefix := map[string]string{"variables": "var.", "locals": "local."}[block.Type]
			for _, entry := range blockEntry(block, body).inside {
				where := block.Body.Attributes[entry.source.Name]
				if where != nil {
					add(prefix+entry.source.Name, "", where.SrcRange)
				}
			}
			// What is left stands between the last entry and the brace, or above the block.
			if rest := takeComments(comments, hcl.RangeBetween(block.TypeRange, block.CloseBraceRange)); len(rest) > 0 {
				found = append(found, Declaration{Comments: rest})
			}
		}
	}
	return found
}

// takeComments takes the comments in and beside a range, and those right above it without an empty line between.
func takeComments(comments []*comment, where hcl.Range) []string {
	above := where.Start.Line
	first := len(comments)
	for i := len(comments) - 1; i >= 0; i-- {
		if comment := comments[i]; !comment.taken && comment.ownLine && comment.last == above-1 {
			above, first = comment.first, i
		}
	}
	var lines []string
	for i, comment := range comments {
		inside := comment.first >= where.Start.Line && comment.first <= where.End.Line
		if !comment.taken && (inside || i >= first && comment.last < where.Start.Line) {
			comment.taken = true
			lines = append(lines, comment.lines...)
		}
	}
	return lines
}

// plainText returns the text of an attribute, "" for one that is absent or not a plain text.
func plainText(attribute *hclsyntax.Attribute) string {
	if attribute == nil {
		return ""
	}
	value, diagnostics := attribute.Expr.Value(nil)
	if diagnostics.HasErrors() || value.IsNull() || value.Type() != cty.String {
		return ""
	}
	return value.AsString()
}

// declaredName returns the variable or local that an expression is, such as "var.image", or "" for another expression.
func declaredName(expression hclsyntax.Expression) string {
	if wrapped, is := expression.(*hclsyntax.TemplateWrapExpr); is {
		expression = wrapped.Wrapped
	}
	traversal, is := expression.(*hclsyntax.ScopeTraversalExpr)
	if !is || len(traversal.Traversal) != 2 {
		return ""
	}
	root := traversal.Traversal.RootName()
	attribute, is := traversal.Traversal[1].(hcl.TraverseAttr)
	if !is || root != "var" && root != "local" {
		return ""
	}
	return root + "." + attribute.Name
}

// textParts returns the parts of a text with variables or locals in it; nil for another expression.
func textParts(expression hclsyntax.Expression, body []byte) []Part {
	template, is := expression.(*hclsyntax.TemplateExpr)
	if !is {
		return nil
	}
	var parts []Part
	declared := false
	for _, part := range template.Parts {
		if name := declaredName(part); name != "" {
			parts, declared = append(parts, Part{From: name}), true
			continue
		}
		literal, is := part.(*hclsyntax.LiteralValueExpr)
		switch {
		case is && literal.Val.Type() == cty.String:
			parts = append(parts, Part{Text: literal.Val.AsString()})
		case is:
			return nil
		default:
			// Nomad keeps ${node.class} as this text. The importer compares the whole text with the value.
			parts = append(parts, Part{Text: "${" + string(part.Range().SliceBytes(body)) + "}"})
		}
	}
	if !declared {
		return nil
	}
	return parts
}

// textValues returns the values of the variables and locals inside of the texts of a job. Nomad's parser evaluates them, as the meta
// of another job of the same file.
func textValues(request Request, body []byte, source *Source) map[string]string {
	names := map[string]bool{}
	collectNames(source, names)
	file, diagnostics := hclsyntax.ParseConfig(body, request.Path, hcl.InitialPos)
	if len(names) == 0 || diagnostics.HasErrors() {
		return nil
	}
	var text strings.Builder
	for _, block := range file.Body.(*hclsyntax.Body).Blocks {
		if block.Type != "job" {
			text.Write(hcl.RangeBetween(block.TypeRange, block.CloseBraceRange).SliceBytes(body))
			text.WriteString("\n")
		}
	}
	text.WriteString("job \"values\" {\n  meta = {\n")
	for name := range names {
		fmt.Fprintf(&text, "    %q = \"${%s}\"\n", name, name)
	}
	text.WriteString("  }\n}\n")
	job, err := parse(request, []byte(text.String()))
	if err != nil {
		return nil
	}
	return job.Meta
}

func collectNames(source *Source, names map[string]bool) {
	if source == nil {
		return
	}
	for _, part := range source.Parts {
		if part.From != "" {
			names[part.From] = true
		}
	}
	for _, entry := range source.Entries {
		collectNames(entry, names)
	}
}
