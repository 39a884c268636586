package secret

import (
	"regexp"
	"slices"
	"strings"
)

// strength is how sure a name makes it that its value is a secret: a weak name needs a value that looks like one.
type strength int

const (
	none strength = iota
	weak
	strong
)

var (
	lowerUpper = regexp.MustCompile(`([a-z0-9])([A-Z])`)
	upperWord  = regexp.MustCompile(`([A-Z])([A-Z][a-z])`)
	separator  = regexp.MustCompile(`[^a-z0-9]+`)
	number     = regexp.MustCompile(`\d+$`)
	inner      = regexp.MustCompile(`[a-z][A-Z]`)
	letter     = regexp.MustCompile(`[A-Za-z]`)
	space      = regexp.MustCompile(`\s`)
)

// Named says whether a value under this name is to be hidden: by the name, unless the value itself says that it is none.
func Named(name, value string) bool {
	words := wordsOf(name)
	sure := judge(words)
	if sure == none || value == "" || harmless(words, value) {
		return false
	}
	return sure == strong || looksRandom(value) || pair.MatchString(value)
}

func harmless(words []string, value string) bool {
	if matches(always, value) {
		return true
	}
	isPassword := slices.ContainsFunc(words, func(word string) bool { return slices.Contains(rules.Harmless.Passwords, word) })
	return !isPassword && matches(unlessPassword, value)
}

// isNamedSecret is Named for a value in a text: it ignores quotes and escapes, and an operator is not a value.
func isNamedSecret(name, value string) bool {
	plain := quotes.ReplaceAllString(value, "")
	return !operator.MatchString(plain) && Named(name, plain)
}

// judge goes by the last word that could make it a secret, unless a word behind it says what of the secret is meant.
func judge(words []string) strength {
	for index := len(words) - 1; index >= 0; index-- {
		sure := strengthAt(words, index)
		if sure == none {
			continue
		}
		behind := words[index+1:]
		if end := slices.IndexFunc(behind, func(word string) bool { return slices.Contains(rules.Names.Cut, word) }); end >= 0 {
			behind = behind[:end]
		}
		if words[index] == "secret" && len(behind) > 0 && behind[0] == "id" {
			behind = behind[1:] // Nomad and Vault call a token "secret id"
		}
		if slices.ContainsFunc(behind, func(word string) bool { return slices.Contains(rules.Names.Locating, word) }) {
			return none
		}
		return sure
	}
	return none
}

func strengthAt(words []string, index int) strength {
	names, word, before := rules.Names, words[index], ""
	if index > 0 {
		before = words[index-1]
	}
	ends := func(ending string) bool { return strings.HasSuffix(word, ending) }
	switch {
	case slices.Contains(names.Key, word):
		switch {
		case slices.ContainsFunc(words, func(other string) bool { return slices.Contains(names.Public, other) }):
			return none
		case slices.Contains(names.StrongKeys, before):
			return strong
		case slices.Contains(names.WeakKeys, before):
			return weak
		}
		return none
	case slices.Contains(names.Strong, word) || slices.ContainsFunc(names.Endings, ends):
		return strong
	case slices.Contains(names.Weak, word):
		return weak
	}
	return none
}

// wordsOf takes apiKey, API_KEY, api-key2 and APIKey for the same words.
func wordsOf(name string) []string {
	separated := upperWord.ReplaceAllString(lowerUpper.ReplaceAllString(name, "${1}_${2}"), "${1}_${2}")
	var words []string
	for _, word := range separator.Split(strings.ToLower(separated), -1) {
		if word = number.ReplaceAllString(word, ""); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// looksRandom says whether a text looks as if a machine had made it up: no word, no number, no name with a number behind it.
func looksRandom(text string) bool {
	if len(text) < 8 || space.MatchString(text) {
		return false
	}
	digits, switches := len(digit.FindAllString(text, -1)), len(inner.FindAllString(text, -1))
	return digits >= 1 && switches >= 1 || switches >= 3 || len(text) >= 16 && digits >= 3 && letter.MatchString(text)
}

func matches(patterns []*regexp.Regexp, text string) bool {
	return slices.ContainsFunc(patterns, func(pattern *regexp.Regexp) bool { return pattern.MatchString(text) })
}
