// Package dynamicvalue reads values of Terraform's plugin protocol without the schema of their resource type.
package dynamicvalue

import (
	"bytes"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/vmihailenco/msgpack/v5"
)

// Attributes returns the wanted attributes of an object, nil for null. It skips all others, some of which are long. Null and
// unknown attributes, and those with an unknown value inside, are missing.
func Attributes(value *tfprotov6.DynamicValue, wanted func(name string) bool) map[string]any {
	if value == nil || len(value.MsgPack) == 0 {
		return nil
	}
	decoder := msgpack.NewDecoder(bytes.NewReader(value.MsgPack))
	count, err := decoder.DecodeMapLen()
	if err != nil || count < 0 {
		return nil
	}
	found := map[string]any{}
	for ; count > 0; count-- {
		name, err := decoder.DecodeString()
		if err != nil {
			break
		}
		if !wanted(name) {
			if decoder.Skip() != nil {
				break
			}
			continue
		}
		raw, err := decoder.DecodeRaw()
		if err != nil {
			break
		}
		var content any
		if msgpack.Unmarshal(raw, &content) == nil && content != nil {
			found[name] = content
		}
	}
	return found
}
