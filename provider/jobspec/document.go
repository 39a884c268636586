package jobspec

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"strings"

	"github.com/hashicorp/nomad/api"
)

// object and list are the nodes of a JSON document. The leaves are string, bool, nil, and json.Number.
type (
	object = map[string]any
	list   = []any
)

// readDocument keeps the text of numbers, so that large integers do not change.
func readDocument(text []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var document any
	if err := decoder.Decode(&document); err != nil {
		return nil, err
	}
	if decoder.More() {
		return nil, fmt.Errorf("there is more text after the first JSON value")
	}
	return document, nil
}

func writeDocument(document any) (string, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		return "", err
	}
	return strings.TrimSuffix(out.String(), "\n"), nil
}

// documentOf returns a job as a document of Nomad's JSON API.
func documentOf(job *api.Job) (object, error) {
	text, err := json.Marshal(job)
	if err != nil {
		return nil, err
	}
	document, err := readDocument(text)
	if err != nil {
		return nil, err
	}
	return document.(object), nil
}

func empty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case object:
		return len(v) == 0
	case list:
		return len(v) == 0
	}
	return false
}

// entries are the fields whose keys the user chooses. An empty value counts there: a task sees an environment variable that
// is empty, and only a driver knows what "" means in its Config.
var entries = map[string]bool{
	"Env": true, "Meta": true, "CanaryMeta": true, "TaggedAddresses": true, "GetterOptions": true, "GetterHeaders": true,
	"ExtraClaims": true, "Config": true, "Policy": true,
}

// withoutEmpty removes null, "", {}, and [] at every depth: to Nomad they are the same as a missing value. It keeps list
// elements, because their position can matter (arguments of a command), and entries. field is the name of the value.
func withoutEmpty(field string, value any) any {
	switch v := value.(type) {
	case object:
		kept := object{}
		for key, inner := range v {
			if entries[field] {
				if inner != nil {
					kept[key] = inner
				}
			} else if inner = withoutEmpty(key, inner); !empty(inner) {
				kept[key] = inner
			}
		}
		return kept
	case list:
		kept := make(list, len(v))
		for i, inner := range v {
			kept[i] = withoutEmpty("", inner)
		}
		return kept
	}
	return value
}

// equal compares documents. Empty values count as missing, and a key on one side only is a difference.
func equal(a, b any) bool {
	if empty(a) || empty(b) {
		return empty(a) && empty(b)
	}
	switch x := a.(type) {
	case object:
		y, ok := b.(object)
		if !ok || len(x) != len(y) {
			return false
		}
		for key := range x {
			if _, known := y[key]; !known || !equal(x[key], y[key]) {
				return false
			}
		}
		return true
	case list:
		y, ok := b.(list)
		if !ok || len(x) != len(y) {
			return false
		}
		for i := range x {
			if !equal(x[i], y[i]) {
				return false
			}
		}
		return true
	case json.Number:
		y, ok := b.(json.Number)
		return ok && sameNumber(x, y)
	}
	return reflect.DeepEqual(a, b)
}

func sameNumber(a, b json.Number) bool {
	if a == b {
		return true
	}
	x, okX := new(big.Float).SetString(a.String())
	y, okY := new(big.Float).SetString(b.String())
	return okX && okY && x.Cmp(y) == 0
}

func clone(value any) any {
	switch v := value.(type) {
	case object:
		copied := make(object, len(v))
		for key, inner := range v {
			copied[key] = clone(inner)
		}
		return copied
	case list:
		copied := make(list, len(v))
		for i, inner := range v {
			copied[i] = clone(inner)
		}
		return copied
	}
	return value
}
