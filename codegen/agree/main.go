// Command agree compares jobs in the JSON of Nomad's API with the HCL files that describe them.
//
//	go run ./agree FOLDER
//
// It parses every NAME.hcl of the folder with Nomad's own parser, reads NAME.json next to it without allowing unknown
// fields, lets Nomad fill in its defaults in both, and lists every field that differs. It exits with 1 if there is a difference.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/nomad/jobspec2"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: agree FOLDER")
		os.Exit(2)
	}
	files, err := filepath.Glob(filepath.Join(os.Args[1], "*.hcl"))
	if err != nil || len(files) == 0 {
		fmt.Fprintf(os.Stderr, "agree: no HCL file in %s\n", os.Args[1])
		os.Exit(2)
	}
	failed := false
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".hcl")
		differences, err := agree(file, strings.TrimSuffix(file, ".hcl")+".json")
		switch {
		case err != nil:
			fmt.Printf("%s: %s\n", name, err)
		case len(differences) == 0:
			fmt.Printf("%s: equal\n", name)
		default:
			fmt.Printf("%s: %s\n", name, strings.Join(differences, "; "))
		}
		failed = failed || err != nil || len(differences) > 0
	}
	if failed {
		os.Exit(1)
	}
}

// agree returns the differences of the job in HCL and the job in JSON.
func agree(hclFile, jsonFile string) ([]string, error) {
	body, err := os.ReadFile(hclFile)
	if err != nil {
		return nil, err
	}
	parsed, err := jobspec2.ParseWithConfig(&jobspec2.ParseConfig{Path: hclFile, Body: body, Strict: true})
	if err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(jsonFile)
	if err != nil {
		return nil, err
	}
	var encoded api.Job
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&encoded); err != nil {
		return nil, err
	}
	parsed.Canonicalize()
	encoded.Canonicalize()
	return compare("job", reflect.ValueOf(*parsed), reflect.ValueOf(encoded)), nil
}

// compare walks two values of one type. Absent and empty lists and maps are the same to Nomad.
func compare(path string, a, b reflect.Value) []string {
	switch a.Kind() {
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			if a.IsNil() != b.IsNil() {
				return []string{fmt.Sprintf("%s: %s in HCL, %s in JSON", path, text(a), text(b))}
			}
			return nil
		}
		if a.Kind() == reflect.Interface {
			return compareJSON(path, a, b)
		}
		return compare(path, a.Elem(), b.Elem())
	case reflect.Struct:
		var all []string
		for i := range a.NumField() {
			all = append(all, compare(path+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i))...)
		}
		return all
	case reflect.Slice:
		if a.Len() != b.Len() {
			return []string{fmt.Sprintf("%s: %d items in HCL, %d in JSON", path, a.Len(), b.Len())}
		}
		var all []string
		for i := range a.Len() {
			all = append(all, compare(fmt.Sprintf("%s[%d]", path, i), a.Index(i), b.Index(i))...)
		}
		return all
	case reflect.Map:
		var all []string
		for _, key := range a.MapKeys() {
			there := b.MapIndex(key)
			if !there.IsValid() {
				all = append(all, fmt.Sprintf("%s.%s: only in HCL", path, key))
				continue
			}
			all = append(all, compare(path+"."+key.String(), a.MapIndex(key), there)...)
		}
		for _, key := range b.MapKeys() {
			if !a.MapIndex(key).IsValid() {
				all = append(all, fmt.Sprintf("%s.%s: only in JSON", path, key))
			}
		}
		return all
	default:
		if !a.Equal(b) {
			return []string{fmt.Sprintf("%s: %s in HCL, %s in JSON", path, text(a), text(b))}
		}
		return nil
	}
}

// compareJSON compares free documents: the parser's numbers and lists have other Go types than those of JSON.
func compareJSON(path string, a, b reflect.Value) []string {
	if x, y := text(a), text(b); x != y {
		return []string{fmt.Sprintf("%s: %s in HCL, %s in JSON", path, x, y)}
	}
	return nil
}

func text(v reflect.Value) string {
	out, err := json.Marshal(v.Interface())
	if err != nil {
		return err.Error()
	}
	return string(out)
}
