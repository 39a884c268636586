package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// sinceFile has the fields that the oldest supported Nomad does not know.
const sinceFile = "since.json"

// Since has the release of Nomad that introduced each field.
type Since struct {
	// Releases that were compared, the oldest supported one first. A release that the Go module proxy does not have is left out, so
	// that a field of it has the one that follows.
	Releases []string `json:"releases"`
	// Fields, as Struct.Field of the API, that the first release does not have.
	Fields map[string]string `json:"fields"`
}

// serverStructs are structs with another name in Nomad's server than in its API.
var serverStructs = map[string]string{"NUMAResource": "NUMA", "TaskLifecycle": "TaskLifecycleConfig"}

// renamed are fields with another name in Nomad's server than in its API, or that the API converts. All of them are in the API of the oldest
// supported release.
var renamed = map[string]bool{
	"CSIMountOptions.ExtraKeysHCL": true, "ConsulExposeConfig.Path": true, "ConsulGatewayBindAddress.Name": true,
	"ConsulProxy.ExposeConfig": true, "Job.Migrate": true, "Job.Reschedule": true, "JobUILink.URL": true, "LogConfig.Enabled": true,
	"ScalingPolicy.Namespace": true, "Service.CheckRestart": true, "ServiceCheck.Advertise": true, "Vault.Policies": true,
	"VolumeRequest.ExtraKeysHCL": true,
}

func readSinceFile() (Since, error) {
	var since Since
	raw, err := os.ReadFile(sinceFile)
	if err != nil {
		return since, err
	}
	if err := json.Unmarshal(raw, &since); err != nil {
		return since, fmt.Errorf("%s: %w", sinceFile, err)
	}
	return since, nil
}

// readSince reads the table, which must have been made for the pinned Nomad.
func readSince(pinned string) (Since, error) {
	since, err := readSinceFile()
	if err != nil {
		return since, err
	}
	if last := since.Releases[len(since.Releases)-1]; "v"+last != pinned {
		return since, fmt.Errorf("%s ends with Nomad %s, and %s is pinned: add the releases after it, then run: go run . -since", sinceFile, last, pinned)
	}
	return since, nil
}

// addSince enters the releases into the fields, and fails for a field of the table that does not exist.
func addSince(blocks []*Block, since Since) error {
	left := map[string]bool{}
	for key := range since.Fields {
		left[key] = true
	}
	for _, b := range blocks {
		for i, f := range b.Fields {
			key := b.Go + "." + f.Go
			b.Fields[i].Since = since.Fields[key]
			delete(left, key)
		}
	}
	if len(left) > 0 {
		return fmt.Errorf("%s has fields that do not exist: %s", sinceFile, strings.Join(sorted(left), ", "))
	}
	return nil
}

// writeSince compares the structs of Nomad's server in all releases. It downloads them, some 50 MB each, and keeps none.
func writeSince(blocks []*Block) error {
	since, err := readSinceFile()
	if err != nil {
		return err
	}
	var structs []map[string]map[string]bool
	for _, release := range since.Releases {
		fmt.Fprintln(os.Stderr, "reading Nomad", release)
		fields, err := serverFields(release)
		if err != nil {
			return err
		}
		structs = append(structs, fields)
	}
	if since.Fields, err = introduced(blocks, since.Releases, structs); err != nil {
		return err
	}
	out, err := json.MarshalIndent(since, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(sinceFile, append(out, '\n'), 0o644)
}

// introduced returns the first release of each field that is not in the first of all releases.
func introduced(blocks []*Block, releases []string, structs []map[string]map[string]bool) (map[string]string, error) {
	found := map[string]string{}
	var unknown []string
	for _, b := range blocks {
		server := b.Go
		if other, ok := serverStructs[b.Go]; ok {
			server = other
		}
		for _, f := range b.Fields {
			key := b.Go + "." + f.Go
			if renamed[key] {
				continue
			}
			first := 0
			for first < len(releases) && !structs[first][server][f.Go] {
				first++
			}
			switch {
			case first == len(releases):
				unknown = append(unknown, key)
			case first > 0:
				found[key] = releases[first]
			}
		}
	}
	if len(unknown) > 0 {
		return nil, fmt.Errorf("Nomad's server has no field with the name of %s: enter it in since.go", strings.Join(unknown, ", "))
	}
	return found, nil
}

// serverFields returns the fields of all structs of nomad/structs in a release.
func serverFields(release string) (map[string]map[string]bool, error) {
	cache, err := os.MkdirTemp("", "nomad-release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(cache)
	download := exec.Command("go", "mod", "download", "-json", "-modcacherw", "github.com/hashicorp/nomad@v"+release)
	download.Dir = cache
	download.Env = append(os.Environ(), "GOMODCACHE="+cache)
	out, err := download.Output()
	if err != nil {
		return nil, fmt.Errorf("nomad %s cannot be downloaded: %s", release, out)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		return nil, err
	}
	fields := map[string]map[string]bool{}
	err = filepath.WalkDir(filepath.Join(module.Dir, "nomad", "structs"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return addStructs(path, text, fields)
	})
	return fields, err
}

// addStructs adds the structs of a Go file with their fields.
func addStructs(path string, text []byte, fields map[string]map[string]bool) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(node ast.Node) bool {
		spec, isType := node.(*ast.TypeSpec)
		if !isType {
			return true
		}
		if body, isStruct := spec.Type.(*ast.StructType); isStruct {
			own := map[string]bool{}
			for _, field := range body.Fields.List {
				for _, name := range field.Names {
					own[name.Name] = true
				}
			}
			fields[spec.Name.Name] = own
		}
		return true
	})
	return nil
}
