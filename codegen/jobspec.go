package main

import (
	"fmt"
	"math"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
)

func duration(n int64, unit string) string { return strconv.FormatInt(n, 10) + unit }

// blockType returns the struct that a field contains, directly, in a list, or in a map; nil if there is none.
func blockType(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() == reflect.Struct {
		return t
	}
	return nil
}

// A tag is the content of a field's HCL struct tag.
type tag struct {
	name  string
	label bool
	block bool
	must  bool
}

func hclTag(f reflect.StructField) (tag, bool) {
	raw, ok := f.Tag.Lookup("hcl")
	if !ok {
		return tag{}, false
	}
	name, kind, _ := strings.Cut(raw, ",")
	t := tag{name: name, label: kind == "label", block: kind == "block", must: kind == "" || kind == "label"}
	if t.label {
		t.name = "name"
	}
	return t, true
}

// filledByParser are the defaults that jobspec2 writes into a job itself (hcl_conversions.go and parse_job.go).
var filledByParser = map[string]bool{
	"Constraint.Operand": true, "Affinity.Operand": true, "ScalingPolicy.Type": true,
	"Vault.Env": true, "Vault.DisableFile": true, "Vault.ChangeMode": true,
	"Template.ChangeMode": true, "Template.Perms": true, "Template.Splay": true, "Template.ErrMissingKey": true,
	"ChangeScript.Timeout": true,
}

// parserOnly are defaults that only the HCL parser has. The server refuses a job in JSON without them, so the encoder writes them.
var parserOnly = map[string]string{"Constraint.Operand": "=", "Affinity.Operand": "="}

// A reader walks the structs below api.Job and adds their texts.
type reader struct {
	texts     map[string]BlockText
	constants map[string]any
	filled    map[string]bool
	blocks    map[string]*Block
	problems  []string
	// drafter makes the texts that the texts lack; nil: a lacking text is a problem
	drafter *drafter
}

// readJobspec returns every block reachable from api.Job, sorted by name. The drafter makes the texts that the texts lack; without one,
// a lacking text is an error.
func readJobspec(drafter *drafter) ([]*Block, error) {
	texts, err := readTexts("texts")
	if err != nil {
		return nil, err
	}
	r := &reader{texts: texts, constants: constants(), filled: filledBlocks(), blocks: map[string]*Block{}, drafter: drafter}
	r.block(reflect.TypeFor[api.Job](), "JobSpec", "Job")
	for name := range texts {
		if _, ok := r.blocks[name]; !ok && name != "Job" {
			r.problem("texts describe %s, which api.Job does not reach", name)
		}
	}
	for key := range unions {
		if !r.hasField(key) {
			r.problem("unions.go names %s, which does not exist", key)
		}
	}
	if len(r.problems) > 0 {
		sort.Strings(r.problems)
		return nil, fmt.Errorf("%d problems:\n  %s", len(r.problems), strings.Join(r.problems, "\n  "))
	}
	var list []*Block
	for _, b := range r.blocks {
		list = append(list, b)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list, nil
}

func (r *reader) problem(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

func (r *reader) hasField(key string) bool {
	name, field, _ := strings.Cut(key, ".")
	if name == "Job" {
		name = "JobSpec"
	}
	if b, ok := r.blocks[name]; ok {
		for _, f := range b.Fields {
			if f.Go == field {
				return true
			}
		}
	}
	return false
}

// block reads one struct. textName differs from the Go name where two HCL blocks share one struct.
func (r *reader) block(t reflect.Type, name, textName string) {
	if _, done := r.blocks[name]; done {
		return
	}
	text, ok := r.texts[textName]
	if !ok {
		r.problem("%s has no text", textName)
		return
	}
	b := &Block{Name: name, Go: t.Name(), About: text.About, See: docs + text.Page}
	if text.See != "" {
		b.See += "#" + text.See
	}
	r.blocks[name] = b
	if text.About == "" || text.Page == "" {
		r.problem("%s lacks about or page", textName)
	}
	for field := range text.Fields {
		if _, ok := t.FieldByName(field); !ok {
			r.problem("texts describe %s.%s, which does not exist", textName, field)
		}
	}
	for i := range t.NumField() {
		f := t.Field(i)
		key := textName + "." + f.Name
		words, ok := text.Fields[f.Name]
		hcl, tagged := hclTag(f)
		if !ok && r.drafter != nil {
			words, ok = r.drafter.field(textName, t.Name(), f.Name, tagged), true
		}
		switch {
		case !ok:
			r.problem("%s (%s) has no text", key, f.Type)
		case words.Omit != "":
			b.Omitted = append(b.Omitted, Omitted{f.Name, words.Omit})
		case words.Alias != "":
			b.Aliases = append(b.Aliases, Alias{Go: f.Name, To: strings.Split(words.Alias, "."), Negated: words.Negated, Why: words.Why})
		case !tagged && !words.Label:
			r.problem("%s has no HCL name: say alias or omit", key)
		default:
			if field, ok := r.field(t, f, hcl, key, words, docs+text.Page); ok {
				field.Layered = text.Layered
				b.Fields = append(b.Fields, field)
			}
		}
	}
	// the label comes first, as it does in HCL
	sort.SliceStable(b.Fields, func(i, j int) bool { return b.Fields[i].Name == "name" && b.Fields[j].Name != "name" })
	// the operator comes between its two operands
	sort.SliceStable(b.Fields, func(i, j int) bool { return b.Fields[i].Name == "operator" && b.Fields[j].Name == "value" })
	for _, f := range b.Fields {
		inner := f.Block
		if special, ok := specials[textName+"."+f.Go]; ok && special.text != "" {
			inner = special.text
		}
		if inner == "" {
			continue
		}
		of := blockType(fieldOf(t, f.Go).Type)
		if _, ok := r.texts[inner]; !ok && r.drafter != nil {
			r.texts[inner] = r.drafter.block(inner, of.Name(), textName, text.Page)
		}
		r.block(of, inner, inner)
	}
}

func fieldOf(t reflect.Type, name string) reflect.StructField {
	f, _ := t.FieldByName(name)
	return f
}

// A special describes how jobspec2 treats a field beyond its tag.
type special struct {
	name     string // in TypeScript
	required bool
	sameAs   string
	split    *Split
	wire     map[string]string
	text     string // its own block, although the struct is shared
}

// specials follow jobspec2/parse_job.go and jobspec2/hcl_conversions.go.
var specials = map[string]special{
	// the label of the job is its id and name unless they are set
	"Job.Name": {required: true},
	"Job.ID":   {sameAs: "name"},
	// normalizeNetworkPorts: a port with a value is reserved
	"NetworkResource.DynamicPorts": {split: &Split{Go: "ReservedPorts", By: "static"}},
	// normalizeJob: the first identity without a name or named default is the task's own
	"Task.Identities": {split: &Split{Go: "Identity", By: "name", First: []string{"", "default"}}},
	// decodeTaskScalingPolicies: the label gives the type
	"Task.ScalingPolicies":   {text: "TaskScalingPolicy"},
	"TaskScalingPolicy.Type": {name: "name", required: true, wire: map[string]string{"cpu": "vertical_cpu", "mem": "vertical_mem"}},
}

func (r *reader) field(owner reflect.Type, f reflect.StructField, hcl tag, key string, words FieldText, page string) (Field, bool) {
	extra := specials[key]
	label := hcl.label || words.Label
	out := Field{
		Name:       camel(hcl.name),
		Go:         f.Name,
		HCL:        hcl.name,
		Doc:        words.Doc,
		See:        seeOf(page, words.See, page+"#"+hcl.name),
		Unit:       words.Unit,
		Default:    words.Default,
		Deprecated: words.Deprecated,
		Type:       words.Type,
		Required:   label || hcl.must || words.Required || extra.required,
		KeepZero:   f.Type.Kind() == reflect.Pointer && blockType(f.Type) == nil && !words.UnsetIfZero,
		SameAs:     extra.sameAs,
		Split:      extra.split,
		Wire:       extra.wire,
	}
	if label {
		out.Name, out.See = "name", page
	}
	if extra.name != "" {
		out.Name = extra.name
	}
	if words.Doc == "" {
		r.problem("%s has no text", key)
	}
	if set, ok := unions[key]; ok {
		out.Values, out.Open = set.values, set.open
	}
	if !r.kind(owner, f, hcl, words, extra, &out) {
		r.problem("%s: no kind for %s", key, f.Type)
		return out, false
	}
	out.ByParser = filledByParser[key]
	out.Filled = out.Kind == KindBlock && r.filled[key]
	if out.Default == "" && !out.Required {
		out.Constant = r.constants[key]
		if value, ok := parserOnly[key]; ok {
			out.Constant, out.ParserOnly = value, true
		}
		if out.Constant == nil {
			out.Default = emptyDefault(out)
		}
		if out.Constant == nil && out.Default == "" && r.drafter != nil {
			out.Default = r.drafter.noDefault()
		}
		if out.Constant == nil && out.Default == "" {
			r.problem("%s: say after \" || \" what Nomad uses when it is left out", key)
		}
	}
	return out, true
}

// kind returns the form of a Go type.
func (r *reader) kind(owner reflect.Type, f reflect.StructField, hcl tag, words FieldText, extra special, out *Field) bool {
	t := f.Type
	if block := blockType(t); block != nil {
		out.Block = block.Name()
		if extra.text != "" {
			out.Block = extra.text
		}
		switch {
		case t.Kind() == reflect.Map:
			out.Kind, out.Name = KindBlockMap, plural(out.Name)
		case t.Kind() == reflect.Slice && (words.One || f.Name == "Networks"):
			out.Kind = KindOneBlock // Nomad accepts one network, although the type is a list
		case t.Kind() == reflect.Slice:
			out.Kind, out.Name = KindBlocks, plural(out.Name)
		case t.Kind() == reflect.Pointer:
			out.Kind = KindBlock
		default:
			return false
		}
		return true
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == reflect.TypeFor[time.Duration]() {
		out.Kind = KindDuration
		return true
	}
	switch t.Kind() {
	case reflect.String:
		out.Kind = KindString
	case reflect.Bool:
		out.Kind = KindBoolean
	case reflect.Int, reflect.Int64, reflect.Uint64:
		out.Kind = KindInteger
		if t.Kind() == reflect.Uint64 {
			out.Min = new(int64)
		}
	case reflect.Int8, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		out.Kind = KindInteger
		out.Min, out.Max = bounds(t)
	case reflect.Slice:
		switch t.Elem().Kind() {
		case reflect.String:
			out.Kind = KindStrings
		case reflect.Uint16:
			out.Kind = KindIntegers
			out.Min, out.Max = bounds(t.Elem())
		default:
			return false
		}
	case reflect.Map:
		switch elem := t.Elem(); {
		case elem.Kind() == reflect.String:
			out.Kind = KindStringMap
		case elem.Kind() == reflect.Slice && elem.Elem().Kind() == reflect.String:
			out.Kind = KindStringsMap
		case elem.Kind() == reflect.Interface && hcl.name == "config" && fieldOf(owner, "Driver").Type != nil:
			out.Kind = KindConfig
		case elem.Kind() == reflect.Interface:
			out.Kind = KindFree
		default:
			return false
		}
	default:
		return false
	}
	return true
}

// bounds returns the minimum and maximum of a small integer type.
func bounds(t reflect.Type) (*int64, *int64) {
	bits := t.Bits()
	low, high := int64(0), int64(math.Pow(2, float64(bits)))-1
	if t.Kind() == reflect.Int8 {
		low, high = -(high+1)/2, high/2
	}
	return &low, &high
}

// emptyDefault returns the sentence for a field that is empty by default.
func emptyDefault(f Field) string {
	switch f.Kind {
	case KindBoolean:
		return "`false`"
	case KindInteger:
		return "`0`"
	case KindStrings, KindIntegers, KindStringMap, KindStringsMap, KindBlock, KindBlocks, KindOneBlock, KindBlockMap:
		return "none"
	}
	return ""
}
