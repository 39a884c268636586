// Package nearest suggests the name that a misspelled one probably stands for.
package nearest

import (
	"strings"
	"unicode/utf8"

	"github.com/agext/levenshtein"
)

// Name returns the candidate with the smallest edit distance from got, or "" if none is close enough to be a misspelling.
// Case and underscores do not count. constructs/issue has the same limit: 1 edit in a name of up to 3 characters, else a third
// of the characters but at least 2.
func Name(got string, candidates []string) string {
	limit := 1
	if length := utf8.RuneCountInString(got); length > 3 {
		limit = max(2, length/3)
	}
	best := ""
	for _, candidate := range candidates {
		if distance := levenshtein.Distance(plain(got), plain(candidate), nil); distance <= limit {
			best, limit = candidate, distance-1
		}
	}
	return best
}

func plain(name string) string { return strings.ReplaceAll(strings.ToLower(name), "_", "") }
