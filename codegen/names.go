package main

import "strings"

// camel turns an HCL name into its TypeScript name.
func camel(hcl string) string {
	words := strings.Split(hcl, "_")
	for i, word := range words {
		if i > 0 && word != "" {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
}

// plural returns the name of a list of blocks from its singular HCL name.
func plural(name string) string {
	switch {
	case strings.HasSuffix(name, "s"):
		return name
	case strings.HasSuffix(name, "y"):
		return strings.TrimSuffix(name, "y") + "ies"
	default:
		return name + "s"
	}
}

// kebab returns the file name of a block.
func kebab(name string) string {
	var out strings.Builder
	for i, r := range name {
		upper := r >= 'A' && r <= 'Z'
		// consecutive capital letters are one word: CSIMountOptions -> csi-mount-options
		if upper && i > 0 {
			before := name[i-1]
			nextIsLower := i+1 < len(name) && name[i+1] >= 'a' && name[i+1] <= 'z'
			if before >= 'a' && before <= 'z' || nextIsLower {
				out.WriteByte('-')
			}
		}
		out.WriteString(strings.ToLower(string(r)))
	}
	return out.String()
}
