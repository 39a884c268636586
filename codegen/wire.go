package main

import (
	"fmt"
	"sort"
	"strings"
)

// emitWire writes the types of the API's JSON, with the names of Go, for functions that change it after encoding.
func emitWire(blocks []*Block) string {
	byName := map[string]*Block{}
	for _, b := range blocks {
		byName[b.Name] = b
	}
	fields := map[string]map[string]string{}
	for _, b := range blocks {
		own := fields[b.Go]
		if own == nil {
			// two blocks can share one struct, such as the scaling of a group and of a task
			own = map[string]string{}
			fields[b.Go] = own
		}
		for _, f := range b.Fields {
			own[f.Go] = wireType(f, byName)
			if f.Split != nil {
				own[f.Split.Go] = own[f.Go]
				if f.Split.First != nil {
					own[f.Split.Go] = "Wire" + byName[f.Block].Go
				}
			}
		}
	}
	var out strings.Builder
	out.WriteString("import type { Json } from \"./scalars\";\n")
	for _, name := range sorted(fields) {
		fmt.Fprintf(&out, "\n/** `%s` in the JSON of Nomad's API. Durations are nanoseconds. */\n", name)
		fmt.Fprintf(&out, "export interface Wire%s {\n", name)
		var lines []string
		for field, kind := range fields[name] {
			lines = append(lines, fmt.Sprintf("  %s?: %s;\n", field, kind))
		}
		sort.Strings(lines)
		out.WriteString(strings.Join(lines, "") + "}\n")
	}
	return out.String()
}

func wireType(f Field, byName map[string]*Block) string {
	switch f.Kind {
	case KindInteger, KindDuration:
		return "number"
	case KindBoolean:
		return "boolean"
	case KindStrings:
		return "string[]"
	case KindIntegers:
		return "number[]"
	case KindStringMap:
		return "Record<string, string>"
	case KindStringsMap:
		return "Record<string, string[]>"
	case KindFree, KindConfig:
		return "Record<string, Json>"
	case KindBlock:
		return "Wire" + byName[f.Block].Go
	case KindBlocks, KindOneBlock:
		return "Wire" + byName[f.Block].Go + "[]"
	case KindBlockMap:
		return "Record<string, Wire" + byName[f.Block].Go + ">"
	default:
		return "string"
	}
}
