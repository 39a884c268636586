package kv

import "slices"

// Marks are those of several keys by path.
type Marks map[string]Mark

// Names under which a resource remembers marks.
const (
	Seen    = "seen"    // of all its keys at the last refresh
	Applied = "applied" // of those that it wrote itself, or found at import
)

// ChangedSince gives the paths whose entry is not the one that was applied, in order; those that were never applied are
// among them.
func (m Marks) ChangedSince(applied Marks) []string {
	var paths []string
	for path, mark := range m {
		if mark.Digest != applied[path].Digest {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}
