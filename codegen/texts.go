package main

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"gopkg.in/yaml.v3"
)

//go:embed texts
var textFiles embed.FS

// A BlockText is the description of one block, see texts/README.md.
type BlockText struct {
	Page   string `yaml:"page"`
	See    string `yaml:"see"`
	About  string `yaml:"about"`
	Driver string `yaml:"driver"`
	URL    string `yaml:"url"`
	// Layered blocks override one of the same kind further out, so that a value equal to the default still counts.
	Layered bool                 `yaml:"layered"`
	Fields  map[string]FieldText `yaml:"fields"`
}

// A FieldText is the description of one field.
type FieldText struct {
	Doc         string `yaml:"doc"`
	Default     string `yaml:"default"`
	Unit        string `yaml:"unit"`
	Type        string `yaml:"type"`
	See         string `yaml:"see"`
	Deprecated  string `yaml:"deprecated"`
	Required    bool   `yaml:"required"`
	Label       bool   `yaml:"label"`
	One         bool   `yaml:"one"`
	UnsetIfZero bool   `yaml:"unsetIfZero"`
	Alias       string `yaml:"alias"`
	Negated     bool   `yaml:"negated"`
	Why         string `yaml:"why"`
	Omit        string `yaml:"omit"`
}

// UnmarshalYAML accepts the short form "doc || default" besides a mapping.
func (f *FieldText) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		f.Doc, f.Default, _ = strings.Cut(node.Value, " || ")
		return nil
	}
	type plain FieldText // without this method, which Decode would call again
	known := map[string]bool{
		"doc": true, "default": true, "unit": true, "type": true, "see": true, "deprecated": true, "required": true, "label": true,
		"one": true, "unsetIfZero": true, "alias": true, "negated": true, "why": true, "omit": true,
	}
	for i := 0; i < len(node.Content); i += 2 {
		// KnownFields of the decoder does not apply inside a custom UnmarshalYAML
		if key := node.Content[i].Value; !known[key] {
			return fmt.Errorf("line %d: unknown key %q", node.Content[i].Line, key)
		}
	}
	return node.Decode((*plain)(f))
}

// readTexts merges the files of a folder, "texts" or "texts/drivers". A block may be in one file only.
func readTexts(dir string) (map[string]BlockText, error) {
	files, err := fs.Glob(textFiles, dir+"/*.yaml")
	if err != nil {
		return nil, err
	}
	all := map[string]BlockText{}
	for _, file := range files {
		raw, err := textFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		decoder := yaml.NewDecoder(bytes.NewReader(raw))
		decoder.KnownFields(true)
		var blocks map[string]BlockText
		if err := decoder.Decode(&blocks); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for name, block := range blocks {
			if _, twice := all[name]; twice {
				return nil, fmt.Errorf("%s: %s is described twice", file, name)
			}
			all[name] = block
		}
	}
	return all, nil
}
