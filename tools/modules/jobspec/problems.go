package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

var (
	located = regexp.MustCompile(`(?s)^(.*?):(\d+),(\d+)-(?:\d+,)?\d+: (.*)$`)
	foreign = regexp.MustCompile(`variable was (?:passed in the command line|set) but was not found in known variables`)
	valueOf = regexp.MustCompile(`^<value for var\.([^ >]+) from (?:arguments|environment|source)>`)
	unset   = regexp.MustCompile(`unset variable "([^"]+)"`)
)

// problems converts the parser's error to data. Nomad joins the diagnostics of a job's body into one text. Variables without a
// value are returned separately, because a value fixes them and not a change of the file.
//
// The parser's text also contains warnings, one for each value without a variable, which a lenient reading allows.
func problems(path string, body []byte, lenient bool, err error) (found []Problem, missing []Variable) {
	var diagnostics hcl.Diagnostics
	if errors.As(err, &diagnostics) {
		for _, diagnostic := range diagnostics {
			if diagnostic.Severity == hcl.DiagError {
				found = append(found, fromText(path, diagnostic.Error()))
			}
		}
	} else {
		for _, line := range paragraphs(err.Error()) {
			found = append(found, fromText(path, line))
		}
	}
	rest := found[:0]
	for _, problem := range found {
		if match := valueOf.FindStringSubmatch(problem.File); match != nil {
			problem = wrongValue(path, body, match[1], problem)
		}
		if lenient && foreign.MatchString(problem.Message) {
			continue
		}
		if match := unset.FindStringSubmatch(problem.Message); match != nil {
			missing = append(missing, Variable{Name: match[1], Line: declaration(path, body, match[1])})
		} else {
			rest = append(rest, problem)
		}
	}
	sortVariables(missing)
	sort.SliceStable(rest, func(i, j int) bool { return rest[i].Line < rest[j].Line })
	return rest, missing
}

// wrongValue reports a value from the command line that does not have the type of its variable. Several files of a folder can
// declare a variable of one name with different types.
func wrongValue(path string, body []byte, name string, problem Problem) Problem {
	message := fmt.Sprintf("the variable %q of this file cannot have the value that was given for it (%s); "+
		"import the file by itself, with a value of the type that it declares", name, problem.Message)
	return Problem{Code: "variable-wrong-value", File: path, Line: declaration(path, body, name), Message: message}
}

func sortVariables(variables []Variable) {
	sort.Slice(variables, func(i, j int) bool { return variables[i].Name < variables[j].Name })
}

func sortedStrings(list []string) []string {
	sort.Strings(list)
	return list
}

// paragraphs splits at the lines that begin with a place; a detail of several lines stays with its own.
func paragraphs(text string) []string {
	var parts []string
	for _, line := range strings.Split(text, "\n") {
		if len(parts) == 0 || located.MatchString(line) || strings.HasPrefix(line, "<nil>: ") {
			parts = append(parts, line)
		} else {
			parts[len(parts)-1] += " " + strings.TrimSpace(line)
		}
	}
	return parts
}

func fromText(path, text string) Problem {
	problem := Problem{File: path, Message: strings.TrimPrefix(text, "<nil>: ")}
	if match := located.FindStringSubmatch(text); match != nil {
		problem.File, problem.Message = match[1], match[4]
		problem.Line, _ = strconv.Atoi(match[2])
		problem.Column, _ = strconv.Atoi(match[3])
	}
	problem.Message = sentence(problem.Message)
	if hint := oldSyntax(problem.Message); hint != "" {
		problem.Message += "; " + hint
	}
	return problem
}

// sentence puts the parser's "Summary; Detail." into the form of our own messages.
func sentence(message string) string {
	message = strings.TrimRight(strings.Join(strings.Fields(message), " "), ". ")
	if message != "" && !strings.HasPrefix(message, "HCL") {
		message = strings.ToLower(message[:1]) + message[1:]
	}
	return message
}

// oldSyntax explains the current form of HCL1, which Nomad no longer reads.
func oldSyntax(message string) string {
	switch {
	case strings.Contains(message, "rgument names must not be quoted"):
		return "this is HCL1, which Nomad no longer reads: write the map as an attribute, `meta = { \"a-b\" = 1 }`"
	case strings.Contains(message, "nvalid block definition") || strings.Contains(message, "nvalid single-argument block"):
		return "this may be HCL1, which Nomad no longer reads"
	}
	return ""
}

// declaration is the line of a variable's block.
func declaration(path string, body []byte, name string) int {
	file, _ := hclsyntax.ParseConfig(body, path, hcl.InitialPos)
	for _, block := range file.Body.(*hclsyntax.Body).Blocks {
		if block.Type == "variable" && slices.Equal(block.Labels, []string{name}) {
			return block.TypeRange.Start.Line
		}
	}
	return 0
}

// hasJob returns whether a file that does not parse was meant to be a job.
func hasJob(path string, body []byte) bool {
	file, _ := hclsyntax.ParseConfig(body, path, hcl.InitialPos)
	if file != nil {
		if root, ok := file.Body.(*hclsyntax.Body); ok {
			for _, block := range root.Blocks {
				if block.Type == "job" {
					return true
				}
			}
		}
	}
	return regexp.MustCompile(`(?m)^\s*"?job"?[\s]`).Match(body)
}
