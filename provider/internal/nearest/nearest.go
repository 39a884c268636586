// Package nearest finds the name that was probably meant by a misspelt one.
package nearest

import "strings"

// Name gives the candidate that differs least from got, or "" if none is near enough to be a misspelling: more than a
// third of its letters (but at least two) would have to change. Case does not count as a difference.
func Name(got string, candidates []string) string {
	best, bestDistance := "", len(got)+1
	for _, candidate := range candidates {
		if d := distance(strings.ToLower(got), strings.ToLower(candidate)); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	if bestDistance > max(2, len(got)/3) {
		return ""
	}
	return best
}

// distance counts the edits from a to b; two neighbours swapped ("Cuont") are one edit, as that is how people mistype.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			substitution := 1
			if a[i-1] == b[j-1] {
				substitution = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+substitution)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
