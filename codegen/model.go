package main

// A Kind is the form of a value in TypeScript and in the JSON of Nomad's API.
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
	KindOneBlock   Kind = "oneBlock"   // one block, a list with one element in the API's JSON
	KindBlockMap   Kind = "blockMap"   // list of labeled blocks, a map by label in the API's JSON
)

// A Block is one struct of the job specification.
type Block struct {
	Name    string // in TypeScript
	Go      string
	About   string
	See     string
	Since   string // first release of Nomad with the block, if the oldest compared one does not have it
	Removed string // first release of Nomad without the block
	Fields  []Field
	Omitted []Omitted
	Aliases []Alias
}

// A Field is one field of a block that users write.
type Field struct {
	Name        string // in TypeScript
	Go          string // in the API's JSON
	HCL         string
	Kind        Kind
	Block       string // block it holds, for the kinds of blocks
	Doc         string
	See         string
	Unit        string
	Default     string // a sentence
	Constant    any    // default that depends on nothing, in its TypeScript form
	Deprecated  string
	Since       string // first release of Nomad with the field, if the oldest compared one does not have it
	Removed     string // first release of Nomad without the field
	Type        string // hand-written type in scalars.ts
	Values      []string
	ValuesSince map[string]string // first release of Nomad with a value, for those that came after the field
	Open        bool              // other values are allowed too
	Required    bool
	KeepZero    bool // a zero in the API's JSON differs from an absent field
	Min, Max    *int64
	Layered     bool              // its block overrides another one, so that a default counts
	Filled      bool              // block that the server creates with defaults only
	ParserOnly  bool              // default that the server does not know
	ByParser    bool              // default that the HCL parser fills in
	SameAs      string            // TypeScript name of the field whose value it has when absent
	Split       *Split            // items that belong to another field of the API
	Wire        map[string]string // value in TypeScript -> value in the API's JSON
}

// A Split sends some items of a list to another field of the API.
type Split struct {
	Go    string   // field that takes them
	By    string   // TypeScript field of the item that decides
	First []string // nil: items in which By is set go into a list; else: the first item whose By is one of these goes there alone
}

// An Omitted field exists in the API, but users do not write it.
type Omitted struct{ Go, Why string }

// An Alias is another spelling that the API accepts. The decoder maps it, and the encoder never writes it.
type Alias struct {
	Go      string
	To      []string // path of Go names from the same block
	Negated bool
	Why     string
}
