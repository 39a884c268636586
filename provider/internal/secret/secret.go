// Package secret hides secrets in what tasks, Nomad and Consul say, before Terraform prints it. What it goes by is in
// rules.json, which cdknomad's reports read too, so that both hide the same values.
package secret

import (
	_ "embed"
	"encoding/json"
	"regexp"
	"strings"
)

// Masked replaces a secret.
const Masked = "(masked)"

//go:embed rules.json
var rulesText []byte

type form struct {
	Pattern    string `json:"pattern"`
	IgnoreCase bool   `json:"ignoreCase"`
	Random     bool   `json:"random"`
	expression *regexp.Regexp
}

var rules = func() (r struct {
	Names struct {
		Strong, Weak, Key, StrongKeys, WeakKeys, Endings, Locating, Public, Cut []string
	}
	Harmless struct {
		Always, UnlessPassword, Passwords []string
		Operators                         string
	}
	Forms []form
	Texts struct{ Assignment, Flag string }
}) {
	if err := json.Unmarshal(rulesText, &r); err != nil {
		panic(err) // it is part of the program
	}
	for i, f := range r.Forms {
		prefix := ""
		if f.IgnoreCase {
			prefix = "(?i)"
		}
		r.Forms[i].expression = regexp.MustCompile(prefix + f.Pattern)
	}
	return r
}()

var (
	always         = compile(rules.Harmless.Always)
	unlessPassword = compile(rules.Harmless.UnlessPassword)
	operator       = regexp.MustCompile(rules.Harmless.Operators)
	assignment     = regexp.MustCompile(rules.Texts.Assignment)
	flag           = regexp.MustCompile(rules.Texts.Flag)
	digit          = regexp.MustCompile(`\d`)
	quotes         = regexp.MustCompile(`^\\*["']|\\*["']$`)
	opening        = regexp.MustCompile(`^\\*["']`)
	pair           = regexp.MustCompile(`^[^\s:/]+:[^\s/]{4,}$`)
)

func compile(patterns []string) []*regexp.Regexp {
	all := make([]*regexp.Regexp, 0, len(patterns))
	for _, pattern := range patterns {
		all = append(all, regexp.MustCompile("(?i)"+pattern))
	}
	return all
}

// Mask hides in a message what is a secret by its form or by the name before it, and every one of those that are known.
func Mask(text string, known []string) string {
	for _, value := range known {
		text = strings.ReplaceAll(text, value, Masked)
	}
	for _, f := range rules.Forms {
		text = replace(f.expression, text, func(groups []string) string {
			if matches(always, groups[2]) || f.Random && !looksRandom(groups[2]) {
				return groups[0]
			}
			return groups[1] + Masked + groups[3]
		})
	}
	return replace(flag, maskAssignments(text), func(groups []string) string {
		if value := groups[4]; (opening.MatchString(value) || digit.MatchString(value)) && isNamedSecret(groups[2], value) {
			return groups[1] + groups[2] + groups[3] + Masked
		}
		return groups[0]
	})
}

func maskAssignments(text string) string {
	return replace(assignment, text, func(groups []string) string {
		name, between, value := groups[1], groups[2], groups[3]
		certain := strings.Contains(between, "=") || opening.MatchString(value) || digit.MatchString(value)
		if certain && isNamedSecret(name, value) {
			return name + between + Masked
		}
		// A value may hold names of its own, as the query of a URL: that begins like a name with a value behind it.
		return name + between + maskAssignments(value)
	})
}

func replace(expression *regexp.Regexp, text string, with func(groups []string) string) string {
	var safe strings.Builder
	end := 0
	for _, at := range expression.FindAllStringSubmatchIndex(text, -1) {
		groups := make([]string, len(at)/2)
		for i := range groups {
			groups[i] = text[at[2*i]:at[2*i+1]]
		}
		safe.WriteString(text[end:at[0]])
		safe.WriteString(with(groups))
		end = at[1]
	}
	return safe.String() + text[end:]
}
