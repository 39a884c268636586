package untouched

import (
	"encoding/json"
	"maps"
	"testing"
)

func TestTheMembersOfAnObjectAreFoundWithoutDecodingThem(t *testing.T) {
	for _, text := range []string{
		`{}`, ` { } `, `{"a":1}`, `{"a":null,"b":true,"c":-1.5e3}`, "{\n \"a\" : \"x\" ,\t\"b\":[] }\r\n",
		`{"a":"{\"b\":[1,2],\"c\":\"}\"}","d":"\\","e":"\\\""}`, `{"a":{"b":[{"c":"]}"}]},"d":[[],{}]}`, `{"":""}`, `{"a":"ü\u00fc"}`,
	} {
		var want map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatal(err)
		}
		got := map[string]json.RawMessage{}
		isObject := members([]byte(text), func(key []byte, start, end int) { got[string(key)] = json.RawMessage(text[start:end]) })
		same := func(a, b json.RawMessage) bool { return string(a) == string(b) }
		if !isObject || !maps.EqualFunc(got, want, same) {
			t.Errorf("%s: got %s, %v", text, got, isObject)
		}
	}
}

func TestWhatIsNoObjectHasNoMembers(t *testing.T) {
	for _, text := range []string{
		``, ` `, `null`, `[]`, `"a"`, `{`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{"a" 1}`, `{a:1}`, `{"a":}`, `{"a":,"b":1}`, `{"a":"x}`,
		`{"a":[}`, `{"a\u0062":1}`, `{"a":1} x`, `{"a":1}{}`, `{"a":"\`,
	} {
		if members([]byte(text), func([]byte, int, int) {}) {
			t.Errorf("%q counts as an object", text)
		}
	}
}
