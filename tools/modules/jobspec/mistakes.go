package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// templateAction matches an action of Levant or nomad-pack. Both use [[ and ]], which are also lists in a list in HCL and a test
// in shell scripts, so that only words of the two tools count.
var templateAction = regexp.MustCompile(`\[\[-?\s*(?:[.$]\w|/\*|end\b|else\b|(?:template|define|range|if|with|var|meta|my|env|key|keyOrDefault|consulKey\w*|fileContents|loop|timeNow\w*)\s+["(.$\w][^\n]*\]\])`)

// packAction matches functions that nomad-pack has and Levant does not have.
var packAction = regexp.MustCompile(`\[\[-?\s*(?:var|meta|my|template)\s`)

// otherDelimiter matches the setting of a template block that makes [[ a delimiter of Nomad's own templates.
var otherDelimiter = regexp.MustCompile(`left_delimiter\s*=\s*"\[\["`)

// notRendered reports a template that its tool has to render before it is a job file.
func notRendered(path string, body []byte) *Problem {
	at := templateAction.FindIndex(body)
	if at == nil || isJSON(body) || otherDelimiter.Match(body) {
		return nil
	}
	tool, command := "Levant", "levant render -out job.nomad.hcl "+filepath.Base(path)
	if strings.HasSuffix(path, ".tpl") || packAction.Match(body) {
		tool, command = "nomad-pack", "nomad-pack render --to-dir rendered PACK"
	}
	line, column := position(body, int64(at[0]))
	return &Problem{Code: "template-not-rendered", File: path, Line: line, Column: column, Message: fmt.Sprintf(
		"got a template of %s, which is not a job before it is rendered; render it first: %s, and import the result", tool, command)}
}

// environmentName matches the usual form of a variable of the environment.
var environmentName = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)

// unquotedWords reports words without quotes. Nomad reads apps as the text "${apps}", which no user means.
func unquotedWords(path string, body []byte) []Problem {
	file, diagnostics := hclsyntax.ParseConfig(body, path, hcl.InitialPos)
	if diagnostics.HasErrors() {
		return nil
	}
	root, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		return nil
	}
	var found []Problem
	inTask := false
	report := func(name string, expression hclsyntax.Expression) {
		traversal, is := expression.(*hclsyntax.ScopeTraversalExpr)
		if !is || len(traversal.Traversal) != 1 {
			return
		}
		word := traversal.Traversal.RootName()
		// The client of Nomad replaces these names, and in a task the variables of its environment, when the task starts.
		if strings.HasPrefix(word, "NOMAD_") || inTask && environmentName.MatchString(word) {
			return
		}
		start := expression.Range().Start
		found = append(found, Problem{Code: "unquoted-word", File: path, Line: start.Line, Column: start.Column, Message: fmt.Sprintf(
			`%s: got the word %s without quotes, which Nomad reads as "${%s}"; write "%s"`, name, word, word, word)})
	}
	var look func(block *hclsyntax.Block)
	look = func(block *hclsyntax.Block) {
		around := inTask
		inTask = around || block.Type == "task"
		defer func() { inTask = around }()
		for name, attribute := range block.Body.Attributes {
			if block.Type == "dynamic" && name == "iterator" {
				continue
			}
			report(name, attribute.Expr)
			switch expression := attribute.Expr.(type) {
			case *hclsyntax.TupleConsExpr:
				for _, element := range expression.Exprs {
					report(name, element)
				}
			case *hclsyntax.ObjectConsExpr:
				for _, item := range expression.Items {
					report(name, item.ValueExpr)
				}
			}
		}
		for _, nested := range block.Body.Blocks {
			look(nested)
		}
	}
	for _, block := range root.Blocks {
		if block.Type == "job" {
			look(block)
		}
	}
	return found
}

// isJSON returns whether a text is meant to be JSON: HCL never begins with a brace.
func isJSON(body []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) }

// jsonProblem reports JSON that is broken or not a job. HCL's parser would report each key of another document as a mistake.
func jsonProblem(path string, body []byte) (problem *Problem, noJob bool) {
	if !isJSON(body) {
		return nil, false
	}
	var top map[string]json.RawMessage
	err := json.Unmarshal(body, &top)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		line, column := position(body, max(0, syntax.Offset-1))
		message := fmt.Sprintf("this is not valid JSON: %s; correct it at this place", syntax)
		return &Problem{File: path, Line: line, Column: column, Message: message}, !mentionsJob(body)
	}
	if job, has := top["job"]; err == nil && has && isJSON(job) {
		return nil, false
	}
	return &Problem{Code: "not-a-job", File: path, Message: `this JSON is not a job: it has neither "job" (HCL written as JSON) nor "Job", "ID", or "TaskGroups" (JSON of Nomad's API) at its top`}, true
}

func mentionsJob(body []byte) bool {
	return regexp.MustCompile(`(?m)"(?:job|Job|TaskGroups)"\s*:`).Match(body)
}

// declarations returns the variables that a file declares, the locals, and how many dynamic blocks it has.
func declarations(path string, body []byte) (variables []Variable, locals []string, dynamic int) {
	file, _ := hclsyntax.ParseConfig(body, path, hcl.InitialPos)
	if file == nil {
		return nil, nil, 0
	}
	root, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		return nil, nil, 0
	}
	var count func(blocks hclsyntax.Blocks)
	count = func(blocks hclsyntax.Blocks) {
		for _, block := range blocks {
			if block.Type == "dynamic" {
				dynamic++
			}
			count(block.Body.Blocks)
		}
	}
	count(root.Blocks)
	for _, block := range root.Blocks {
		switch {
		case block.Type == "variable" && len(block.Labels) == 1:
			variables = append(variables, Variable{Name: block.Labels[0], Line: block.TypeRange.Start.Line})
		case block.Type == "variables":
			for name, attribute := range block.Body.Attributes {
				variables = append(variables, Variable{Name: name, Line: attribute.SrcRange.Start.Line})
			}
		case block.Type == "locals":
			for name := range block.Body.Attributes {
				locals = append(locals, name)
			}
		}
	}
	sortVariables(variables)
	return variables, sortedStrings(locals), dynamic
}

// volatileFunctions return another value at each call, so that the submitted text does not say what runs.
var volatileFunctions = map[string]bool{"uuidv4": true, "timestamp": true, "bcrypt": true}

// volatileCalls returns the volatile functions that a file calls, sorted.
func volatileCalls(path string, body []byte) []string {
	file, _ := hclsyntax.ParseConfig(body, path, hcl.InitialPos)
	if file == nil {
		return nil
	}
	root, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		return nil
	}
	called := map[string]bool{}
	_ = hclsyntax.VisitAll(root, func(node hclsyntax.Node) hcl.Diagnostics {
		if call, is := node.(*hclsyntax.FunctionCallExpr); is && volatileFunctions[call.Name] {
			called[call.Name] = true
		}
		return nil
	})
	names := make([]string, 0, len(called))
	for name := range called {
		names = append(names, name)
	}
	return sortedStrings(names)
}
