// Package oldhcl reads the HCL of ACL policies, which is that of the language's first version.
package oldhcl

import (
	"fmt"

	"github.com/hashicorp/hcl"
)

// longest is the size of the longest text that is read, in bytes. The parser calls itself for each level of a text, and a
// process whose stack overflows cannot say why: in so many bytes there are not enough levels.
const longest = 1 << 20

// Decode reads HCL or JSON. The result compares equal for texts that differ in layout and comments only. The language's
// parser panics on some unfinished texts; they are an error like any other.
func Decode(text string) (document map[string]any, err error) {
	if len(text) > longest {
		return nil, fmt.Errorf("not hcl: got %d bytes, at most %d are read", len(text), longest)
	}
	defer func() {
		if reason := recover(); reason != nil {
			document, err = nil, fmt.Errorf("not hcl: its parser gave up (%v); look for a text in quotes that does not end", reason)
		}
	}()
	if err := hcl.Decode(&document, text); err != nil {
		return nil, fmt.Errorf("not hcl: %w", err)
	}
	return document, nil
}
