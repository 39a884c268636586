package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// taskConfig is the variable with the schema of a task's options, which has this name in each driver.
const taskConfig = "taskConfigSpec"

// driverFolders has the folder of each driver that is a part of Nomad.
var driverFolders = map[string]string{"docker": "docker", "exec": "exec", "java": "java", "qemu": "qemu", "raw_exec": "rawexec"}

// Options are the options of drivers, each as driver.option or driver.block.option in HCL.
type Options map[string]bool

// driverOptions returns the options of the drivers of a Nomad.
func driverOptions(nomad string) (Options, error) {
	all := Options{}
	for driver, folder := range driverFolders {
		options, err := optionsIn(filepath.Join(nomad, "drivers", folder))
		if err != nil {
			return nil, err
		}
		for option := range options {
			all[driver+"."+option] = true
		}
	}
	return all, nil
}

// compareOptions enters the first release of each option that the newest release has.
func (since *Since) compareOptions(releases []Options) {
	since.Options = map[string]string{}
	for option := range releases[len(releases)-1] {
		first := len(releases) - 1
		for first > 0 && releases[first-1][option] {
			first--
		}
		since.Options[option] = since.Servers[first]
	}
}

// moveOptions enters the options of the pinned Nomad that the table lacks, and drops those that it does not have.
func (since *Since) moveOptions(pinned Options, release string) (added, gone []string) {
	for option := range pinned {
		if _, known := since.Options[option]; !known {
			since.Options[option] = release
			added = append(added, option)
		}
	}
	for option := range since.Options {
		if !pinned[option] {
			delete(since.Options, option)
			gone = append(gone, option)
		}
	}
	slices.Sort(added)
	slices.Sort(gone)
	return added, gone
}

// addOptionReleases enters the releases into the options of Nomad's own drivers. It fails for an option without a release.
func addOptionReleases(drivers []*Driver, since Since) error {
	var missing []string
	for _, driver := range drivers {
		if _, isOwn := driverFolders[driver.Name]; !isOwn {
			continue
		}
		for _, block := range driver.Blocks {
			for i, field := range block.Fields {
				release, known := since.Options[field.Path]
				if !known {
					missing = append(missing, field.Path)
				}
				if release != since.Servers[0] {
					block.Fields[i].Since = release
				}
			}
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("%s lacks the options %s; run: npm run pin:nomad", sinceFile, strings.Join(missing, ", "))
	}
	return nil
}

// optionsIn returns the options that a driver accepts for a task, each as a path of HCL names such as "mount.bind_options.propagation".
// It reads the Go files of the driver and runs nothing, so that it needs no other module of an old release.
func optionsIn(folder string) (Options, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	variables := map[string]ast.Expr{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if err := addVariables(file, text, variables); err != nil {
			return nil, err
		}
	}
	options := Options{}
	addOptions(variables[taskConfig], "", variables, options)
	if len(options) == 0 {
		return nil, fmt.Errorf("%s has no options in %s", folder, taskConfig)
	}
	return options, nil
}

// addVariables adds the variables of a Go file that have a value, by their names.
func addVariables(path string, text []byte, variables map[string]ast.Expr) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, declaration := range file.Decls {
		group, isGroup := declaration.(*ast.GenDecl)
		if !isGroup || group.Tok != token.VAR {
			continue
		}
		for _, each := range group.Specs {
			spec := each.(*ast.ValueSpec)
			for i, name := range spec.Names {
				if i < len(spec.Values) {
					variables[name.Name] = spec.Values[i]
				}
			}
		}
	}
	return nil
}

// addOptions adds the keys of a schema and of the schemas in it.
func addOptions(schema ast.Expr, prefix string, variables map[string]ast.Expr, options Options) {
	switch schema := schema.(type) {
	case *ast.Ident:
		addOptions(variables[schema.Name], prefix, variables, options)
	case *ast.CallExpr:
		for _, argument := range schema.Args {
			addOptions(argument, prefix, variables, options)
		}
	case *ast.CompositeLit:
		for _, element := range schema.Elts {
			pair, isPair := element.(*ast.KeyValueExpr)
			if !isPair {
				continue
			}
			literal, isLiteral := pair.Key.(*ast.BasicLit)
			if !isLiteral {
				continue
			}
			name, err := strconv.Unquote(literal.Value)
			if err != nil {
				continue
			}
			options[prefix+name] = true
			addOptions(pair.Value, prefix+name+".", variables, options)
		}
	}
}
