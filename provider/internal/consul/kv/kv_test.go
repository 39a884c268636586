package kv

import (
	"slices"
	"strings"
	"testing"
)

func TestTransactionsHoldNoMoreThanConsulTakes(t *testing.T) {
	var changes []Change
	for range 150 {
		changes = append(changes, Change{Value: "x"})
	}
	for _, size := range []int{200 << 10, 100 << 10, 400 << 10} {
		changes = append(changes, Change{Value: strings.Repeat("x", size)})
	}
	var counts []int
	for batch := range batches(changes) {
		counts = append(counts, len(batch))
	}
	if want := []int{64, 64, 23, 1, 1}; !slices.Equal(counts, want) {
		t.Errorf("got batches of %v, want %v", counts, want)
	}
}

func TestAMarkKnowsAChangeOfValueOrFlagsAndNotOfTheIndex(t *testing.T) {
	entry := Entry{Value: "a", Flags: 1, Index: 5}
	applied := Marks{"k": entry.Mark()}
	for name, c := range map[string]struct {
		entry Entry
		want  []string
	}{
		"same":          {Entry{"a", 1, 9}, nil},
		"value":         {Entry{"b", 1, 5}, []string{"k"}},
		"flags":         {Entry{"a", 2, 5}, []string{"k"}},
		"never applied": {Entry{"a", 1, 5}, []string{"new"}},
	} {
		seen := Marks{"k": c.entry.Mark()}
		if name == "never applied" {
			seen["new"] = c.entry.Mark()
		}
		if got := seen.ChangedSince(applied); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
	if strings.Contains(entry.Mark().Digest, "a ") || len(entry.Mark().Digest) != 64 {
		t.Errorf("a mark should hold a digest, got %q", entry.Mark().Digest)
	}
}
