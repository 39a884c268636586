package fuzz

import (
	"encoding/binary"
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// bytes are what a fuzzer decides by.
type bytes struct{ left []byte }

func (b *bytes) next() byte {
	if len(b.left) == 0 {
		return 0
	}
	first := b.left[0]
	b.left = b.left[1:]
	return first
}

// text takes as many bytes as the first says.
func (b *bytes) text() string {
	size := min(int(b.next()), len(b.left))
	taken := string(b.left[:size])
	b.left = b.left[size:]
	return taken
}

// texts are what attributes of a text may hold beside the bytes themselves: of these the checks behind them begin.
var texts = []string{
	"default", "*", "10m", "-1s", "5GiB", "30s", "nomad/jobs/web", "2026-01-01T00:00:00Z", "web@default", "{}", "[]", "null", "client", "management", "JWT", "OIDC",
	`{"ID":"web","TaskGroups":[{"Name":"g","Tasks":[{"Name":"t","Driver":"docker","Config":{"image":"a"}}]}]}`,
	`namespace "default" { policy = "read" }`, `key_prefix "" { policy = "write" }`, "service-defaults", `{"Protocol":"http"}`,
	"6ba7b810-9dad-11d1-80b4-00c04fd430c8", "single-node-writer", "file-system", "\x00", "${env[\"HOME\"]}",
}

// value makes any value of a type: known, null or unknown, as a configuration that Terraform has checked against the schema.
func (b *bytes) value(kind tftypes.Type, depth int) tftypes.Value {
	how := b.next()
	switch how % 16 {
	case 0:
		return tftypes.NewValue(kind, nil)
	case 1:
		return tftypes.NewValue(kind, tftypes.UnknownValue)
	}
	count := int(how>>4) % 3
	switch kind := kind.(type) {
	case tftypes.Object:
		return b.object(kind, depth)
	case tftypes.List:
		return tftypes.NewValue(kind, b.values(kind.ElementType, count, depth))
	case tftypes.Set:
		return tftypes.NewValue(kind, b.values(kind.ElementType, min(count, 1), depth))
	case tftypes.Map:
		elements := map[string]tftypes.Value{}
		for range count {
			elements[b.text()] = b.value(kind.ElementType, depth+1)
		}
		return tftypes.NewValue(kind, elements)
	}
	switch {
	case kind.Is(tftypes.Bool):
		return tftypes.NewValue(kind, how&16 != 0)
	case kind.Is(tftypes.Number):
		return tftypes.NewValue(kind, big.NewFloat(float64(int64(binary.LittleEndian.Uint64(append(b.taken(8), make([]byte, 8)...)[:8])))))
	}
	if how&16 != 0 {
		return tftypes.NewValue(tftypes.String, b.text())
	}
	return tftypes.NewValue(tftypes.String, texts[int(b.next())%len(texts)])
}

func (b *bytes) taken(size int) []byte {
	size = min(size, len(b.left))
	taken := append([]byte(nil), b.left[:size]...)
	b.left = b.left[size:]
	return taken
}

func (b *bytes) values(kind tftypes.Type, count, depth int) []tftypes.Value {
	values := make([]tftypes.Value, 0, count)
	for range count {
		values = append(values, b.value(kind, depth+1))
	}
	return values
}

func (b *bytes) object(kind tftypes.Object, depth int) tftypes.Value {
	fields := map[string]tftypes.Value{}
	for _, name := range sortedNames(kind) {
		fields[name] = b.value(kind.AttributeTypes[name], depth+1)
	}
	return tftypes.NewValue(kind, fields)
}

// configuration is one of a resource type: an object that is there, in which lists and sets of blocks are never null.
func (b *bytes) configuration(schema *tfprotov6.Schema) tftypes.Value {
	kind, _ := schema.ValueType().(tftypes.Object)
	whole := b.object(kind, 0)
	fields := map[string]tftypes.Value{}
	if err := whole.As(&fields); err != nil {
		panic(err)
	}
	for _, block := range schema.Block.BlockTypes {
		if field := fields[block.TypeName]; field.IsNull() && block.Nesting != tfprotov6.SchemaNestedBlockNestingModeSingle {
			fields[block.TypeName] = tftypes.NewValue(kind.AttributeTypes[block.TypeName], []tftypes.Value{})
		}
	}
	for _, attribute := range schema.Block.Attributes {
		if attribute.Computed && !attribute.Optional {
			fields[attribute.Name] = tftypes.NewValue(kind.AttributeTypes[attribute.Name], nil)
		}
	}
	return tftypes.NewValue(kind, fields)
}
