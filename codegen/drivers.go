package main

import (
	"fmt"
	"sort"
	"strings"

	"github.com/hashicorp/nomad/drivers/docker"
	"github.com/hashicorp/nomad/drivers/exec"
	"github.com/hashicorp/nomad/drivers/java"
	"github.com/hashicorp/nomad/drivers/qemu"
	"github.com/hashicorp/nomad/drivers/rawexec"
	"github.com/hashicorp/nomad/plugins/shared/hclspec"
)

// A Driver is a task driver and the blocks of its configuration, the outermost first.
type Driver struct {
	Name   string
	Blocks []*DriverBlock
}

// A DriverBlock is one block in the configuration of a driver.
type DriverBlock struct {
	Name    string
	About   string
	See     string
	Fields  []DriverField
	Aliases map[string]string // HCL name -> HCL name of the field with the same meaning
}

// A DriverField is one option.
type DriverField struct {
	Name        string
	HCL         string
	Path        string // driver.option or driver.block.option in HCL
	Kind        DriverKind
	Block       string
	Required    bool
	Doc         string
	See         string
	Default     string
	Deprecated  string
	Since       string // release of Nomad that introduced it, "" if all compared releases have it
	DriverSince string // release of a driver with versions of its own that introduced it
}

// A DriverKind is the form of an option: one of the kinds of hclspec that the drivers use.
type DriverKind string

const (
	DriverString    DriverKind = "string"
	DriverNumber    DriverKind = "number"
	DriverBoolean   DriverKind = "boolean"
	DriverStrings   DriverKind = "strings"   // list(string)
	DriverStringMap DriverKind = "stringMap" // list(map(string)), or a block of free attributes
	DriverNumberMap DriverKind = "numberMap" // list(map(number))
	DriverAny       DriverKind = "any"       // a string or a list of them, kept for old jobs
	DriverBlockOne  DriverKind = "block"
	DriverBlockList DriverKind = "blocks"
)

var attributeKinds = map[string]DriverKind{
	"string": DriverString, "number": DriverNumber, "bool": DriverBoolean, "list(string)": DriverStrings,
	"list(map(string))": DriverStringMap, "list(map(number))": DriverNumberMap, "any": DriverAny,
}

// readDrivers asks every driver for its schema and adds the texts.
func readDrivers() ([]*Driver, error) {
	texts, err := readTexts("texts/drivers")
	if err != nil {
		return nil, err
	}
	schemas := map[string]func() (*hclspec.Spec, error){
		"docker":   (&docker.Driver{}).TaskConfigSchema,
		"exec":     (&exec.Driver{}).TaskConfigSchema,
		"java":     (&java.Driver{}).TaskConfigSchema,
		"podman":   podmanSchema,
		"qemu":     (&qemu.Driver{}).TaskConfigSchema,
		"raw_exec": (&rawexec.Driver{}).TaskConfigSchema,
	}
	var list []*Driver
	used := map[string]bool{}
	r := &driverReader{texts: texts, used: used}
	for name, schema := range schemas {
		spec, err := schema()
		if err != nil {
			return nil, fmt.Errorf("schema of %s: %w", name, err)
		}
		prefix := goName(name)
		r.driver = &Driver{Name: name}
		r.url = texts[prefix+"Config"].URL
		r.body(spec, prefix+"Config", prefix, name)
		list = append(list, r.driver)
	}
	for name := range texts {
		if !used[name] {
			r.problem("texts describe %s, which no driver has", name)
		}
	}
	if len(r.problems) > 0 {
		sort.Strings(r.problems)
		return nil, fmt.Errorf("%d problems:\n  %s", len(r.problems), strings.Join(r.problems, "\n  "))
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list, nil
}

type driverReader struct {
	texts    map[string]BlockText
	used     map[string]bool
	driver   *Driver
	url      string
	problems []string
}

func (r *driverReader) problem(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

// goName returns the name of a type: volume_options -> VolumeOptions.
func goName(hcl string) string {
	name := camel(hcl)
	return strings.ToUpper(name[:1]) + name[1:]
}

// body reads one object of the schema. Nested bodies are named by their path: DockerMountBindOptions.
func (r *driverReader) body(spec *hclspec.Spec, name, prefix, path string) {
	text, ok := r.texts[name]
	if !ok {
		r.problem("%s has no text", name)
	}
	r.used[name] = true
	block := &DriverBlock{Name: name, About: text.About, See: r.url, Aliases: map[string]string{}}
	if text.See != "" {
		block.See += "#" + text.See
	}
	r.driver.Blocks = append(r.driver.Blocks, block)
	attributes := spec.GetObject().GetAttributes()
	for field := range text.Fields {
		if _, ok := attributes[field]; !ok {
			r.problem("texts describe %s.%s, which does not exist", name, field)
		}
	}
	var names []string
	for hcl := range attributes {
		names = append(names, hcl)
	}
	sort.Strings(names)
	for _, hcl := range names {
		see := block.See // a page lists the options of nested blocks in an example
		if text.See == "" {
			see += "#" + hcl
		}
		words, ok := text.Fields[hcl]
		if !ok {
			r.problem("%s.%s has no text", name, hcl)
			continue
		}
		if words.Alias != "" {
			block.Aliases[hcl] = words.Alias
			continue
		}
		field := DriverField{Name: camel(hcl), HCL: hcl, Path: path + "." + hcl, Doc: words.Doc, See: seeOf(r.url, words.See, see), Default: words.Default, Deprecated: words.Deprecated}
		r.kind(attributes[hcl], &field, prefix)
		if field.Default == "" && !field.Required {
			field.Default = emptyOption(field.Kind)
		}
		if field.Default == "" && !field.Required {
			r.problem("%s.%s: say after \" || \" what is used when it is left out", name, hcl)
		}
		block.Fields = append(block.Fields, field)
	}
	// required options come first
	sort.SliceStable(block.Fields, func(i, j int) bool { return block.Fields[i].Required && !block.Fields[j].Required })
}

func (r *driverReader) kind(spec *hclspec.Spec, field *DriverField, prefix string) {
	switch {
	case spec.GetDefault() != nil:
		field.Default = "`" + strings.Trim(spec.GetDefault().GetDefault().GetLiteral().GetValue(), `"`) + "`"
		r.kind(spec.GetDefault().GetPrimary(), field, prefix)
	case spec.GetAttr() != nil:
		kind, ok := attributeKinds[spec.GetAttr().GetType()]
		if !ok {
			r.problem("%s.%s: no kind for %s", prefix, field.HCL, spec.GetAttr().GetType())
		}
		field.Kind, field.Required = kind, spec.GetAttr().GetRequired()
	case spec.GetBlockAttrs() != nil && spec.GetBlockAttrs().GetType() == "string":
		field.Kind, field.Required = DriverStringMap, spec.GetBlockAttrs().GetRequired()
	case spec.GetBlockValue() != nil:
		field.Kind, field.Required, field.Block = DriverBlockOne, spec.GetBlockValue().GetRequired(), prefix+goName(field.HCL)
		r.body(spec.GetBlockValue().GetNested(), field.Block, field.Block, field.Path)
	case spec.GetBlockList() != nil:
		field.Kind, field.Block = DriverBlockList, prefix+goName(field.HCL)
		field.Name = plural(field.Name)
		r.body(spec.GetBlockList().GetNested(), field.Block, field.Block, field.Path)
	default:
		r.problem("%s.%s: no kind for %v", prefix, field.HCL, spec)
	}
}

func emptyOption(kind DriverKind) string {
	switch kind {
	case DriverBoolean:
		return "`false`"
	case DriverNumber:
		return "`0`"
	case DriverStrings, DriverStringMap, DriverNumberMap, DriverBlockOne, DriverBlockList:
		return "none"
	}
	return ""
}
