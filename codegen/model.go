package main

// A Kind says how a value is written in TypeScript and what it becomes in the JSON of Nomad's API.
type Kind string

const (
	KindString     Kind = "string"
	KindInteger    Kind = "integer"
	KindBoolean    Kind = "boolean"
	KindDuration   Kind = "duration"   // "1h30m" <-> nanoseconds
	KindStrings    Kind = "strings"    // list of strings
	KindIntegers   Kind = "integers"   // list of integers
	KindStringMap  Kind = "stringMap"  // map to strings
	KindStringsMap Kind = "stringsMap" // map to lists of strings
	KindFree       Kind = "free"       // any JSON object
	KindConfig     Kind = "config"     // options of the driver named by the field "driver"
	KindBlock      Kind = "block"      // one block
	KindBlocks     Kind = "blocks"     // list of blocks
	KindOneBlock   Kind = "oneBlock"   // one block, a list of one on the wire
	KindBlockMap   Kind = "blockMap"   // list of labelled blocks, a map by label on the wire
)

// A Block is one struct of the job specification.
type Block struct {
	Name    string // in TypeScript
	Go      string
	About   string
	See     string
	Fields  []Field
	Omitted []Omitted
	Aliases []Alias
}

// A Field is one field of a block that a person may write.
type Field struct {
	Name       string // in TypeScript
	Go         string // in the API's JSON
	HCL        string
	Kind       Kind
	Block      string // block it holds, for the kinds of blocks
	Doc        string
	See        string
	Unit       string
	Default    string // sentence
	Constant   any    // default that depends on nothing, in its TypeScript form
	Deprecated string
	Type       string // hand-written type in scalars.ts
	Values     []string
	Open       bool // Values are not all there are
	Required   bool
	KeepZero   bool // a zero on the wire says something else than absence
	Min, Max   *int64
	Layered    bool              // its block is laid over another, so that a default counts
	Filled     bool              // block that the server fills in with defaults alone
	ParserOnly bool              // default that the server does not know
	ByParser   bool              // default that the HCL parser fills in
	SameAs     string            // TypeScript name of the field whose value it has when absent
	Split      *Split            // items that go elsewhere
	Wire       map[string]string // value in TypeScript -> value on the wire
}

// A Split sends some items of a list to another field of the API.
type Split struct {
	Go    string   // field that takes them
	By    string   // TypeScript field of the item that decides
	First []string // nil: items in which By is set go into a list; else: the first item whose By is one of these goes there alone
}

// An Omitted field exists in the API but is nothing that a person writes.
type Omitted struct{ Go, Why string }

// An Alias is another spelling that the API knows. Decoding maps it, encoding never writes it.
type Alias struct {
	Go      string
	To      []string // path of Go names from the same block
	Negated bool
	Why     string
}
