package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/semver"
)

// sinceFile says which release of Nomad introduced each field of a job, and which one removed it.
const sinceFile = "since.json"

// Since has the release of Nomad that introduced each field. The server's structs decide, because it is the server that drops a field.
type Since struct {
	// Servers are the releases whose server was compared, the oldest one first; a field of the first may be older. A release that the Go
	// module proxy does not have is left out: a field of it needs a statement, otherwise it has the release that follows.
	Servers []string `json:"servers"`
	// API is the version of Nomad's Go API whose fields were entered. It can be newer than the last server.
	API string `json:"api"`
	// Stated has the release of fields and values that came with a release whose server was not compared, each with the page that says so.
	Stated map[string]Statement `json:"stated"`
	// Fields, as Struct.Field of the API, with the first release that has it.
	Fields map[string]string `json:"fields"`
	// Removed has the first release without a field that an earlier one has.
	Removed map[string]string `json:"removed"`
	// Options of Nomad's own drivers, as driver.option or driver.block.option in HCL, with the first release whose driver has it.
	Options map[string]string `json:"options"`
	// Values of fields that allow no other value, as Struct.Field=value of the API, with the first release whose server has it.
	Values map[string]string `json:"values"`
}

// A Statement is a release that a public page names.
type Statement struct {
	Since  string `json:"since"`
	Source string `json:"source"`
}

// serverStructs are structs with another name in Nomad's server than in its API.
var serverStructs = map[string]string{"NUMAResource": "NUMA", "TaskLifecycle": "TaskLifecycleConfig"}

// renamed are fields with another name in Nomad's server than in its API; an empty name is a field that the API converts, which all of
// the compared releases have.
var renamed = map[string]string{
	"CSIMountOptions.ExtraKeysHCL": "", "ConsulExposeConfig.Path": "Paths", "ConsulGatewayBindAddress.Name": "",
	"ConsulProxy.ExposeConfig": "Expose", "Job.Migrate": "", "Job.Reschedule": "", "JobUILink.URL": "Url", "LogConfig.Enabled": "",
	"ScalingPolicy.Namespace": "", "Service.CheckRestart": "", "ServiceCheck.Advertise": "", "Vault.Policies": "",
	"VolumeRequest.ExtraKeysHCL": "",
}

// Structs are the fields of structs by their names.
type Structs = map[string]map[string]bool

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

func writeSinceFile(since Since) error {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false) // "<" is a value
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(since); err != nil {
		return err
	}
	return os.WriteFile(sinceFile, out.Bytes(), 0o644)
}

// readSince reads the table, which must have been made for the pinned Nomad and API.
func readSince(pinned Versions) (Since, error) {
	since, err := readSinceFile()
	if err != nil {
		return since, err
	}
	if last := "v" + since.Servers[len(since.Servers)-1]; last != pinned.Nomad || since.API != pinned.API {
		return since, fmt.Errorf("%s ends with Nomad %s and API %s, and %s and %s are pinned; move pins with: npm run pin:nomad",
			sinceFile, last, since.API, pinned.Nomad, pinned.API)
	}
	return since, nil
}

// addSince enters the releases into blocks and fields. It fails for a field without a release, and for an entry without a field.
func addSince(blocks []*Block, since Since) error {
	left, missing := map[string]bool{}, map[string]bool{}
	for key := range since.Fields {
		left[key] = true
	}
	for _, b := range blocks {
		for i, f := range b.Fields {
			key := b.Go + "." + f.Go
			release, known := since.Fields[key]
			if !known {
				missing[key] = true
			}
			if release != since.Servers[0] {
				b.Fields[i].Since = release
			}
			b.Fields[i].Removed = since.Removed[key]
			delete(left, key)
		}
		b.Since, b.Removed = sinceOf(b.Fields), removedOf(b.Fields)
	}
	if len(missing) > 0 {
		return fmt.Errorf("%s lacks %s; run: npm run pin:nomad", sinceFile, strings.Join(sorted(missing), ", "))
	}
	if len(left) > 0 {
		return fmt.Errorf("%s has fields that do not exist: %s", sinceFile, strings.Join(sorted(left), ", "))
	}
	return nil
}

// sinceOf returns the release of a block: that of its oldest field.
func sinceOf(fields []Field) string {
	var oldest string
	for i, f := range fields {
		if f.Since == "" {
			return ""
		}
		if i == 0 || semver.Compare("v"+f.Since, "v"+oldest) < 0 {
			oldest = f.Since
		}
	}
	return oldest
}

// removedOf returns the release without a block: the one without its last field.
func removedOf(fields []Field) string {
	var last string
	for i, f := range fields {
		if f.Removed == "" {
			return ""
		}
		if i == 0 || semver.Compare("v"+f.Removed, "v"+last) > 0 {
			last = f.Removed
		}
	}
	return last
}

// compareServers compares the structs of Nomad's server in all releases again. It downloads them, some 50 MB each, and keeps none.
func compareServers(blocks []*Block) error {
	since, err := readSinceFile()
	if err != nil {
		return err
	}
	var structs []Structs
	var options []Options
	var literals []Literals
	for _, release := range since.Servers {
		fmt.Fprintln(os.Stderr, "reading Nomad", release)
		err := readRelease(release, func(nomad string) error {
			fields, err := structsIn(filepath.Join(nomad, "nomad", "structs"))
			if err != nil {
				return err
			}
			texts, err := literalsIn(filepath.Join(nomad, "nomad", "structs"))
			if err != nil {
				return err
			}
			drivers, err := driverOptions(nomad)
			structs, options, literals = append(structs, fields), append(options, drivers), append(literals, texts)
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := since.compare(blocks, structs); err != nil {
		return err
	}
	since.compareOptions(options)
	since.compareValues(blocks, literals)
	return writeSinceFile(since)
}

// compare enters the first release of each field, and the one that removed it. A statement has precedence. A field that no server has
// keeps the release that an earlier pin entered.
func (since *Since) compare(blocks []*Block, servers []Structs) error {
	before := since.Fields
	since.Fields, since.Removed = map[string]string{}, map[string]string{}
	var unknown []string
	for _, b := range blocks {
		for _, f := range b.Fields {
			key := b.Go + "." + f.Go
			first, gone := -1, -1
			for i, structs := range servers {
				switch has := onServer(structs, b.Go, f.Go); {
				case has && first < 0:
					first = i
				case has:
					gone = -1
				case first >= 0 && gone < 0:
					gone = i
				}
			}
			if gone >= 0 {
				since.Removed[key] = since.Servers[gone]
			}
			if stated, ok := since.Stated[key]; ok {
				since.Fields[key] = stated.Since
			} else if first >= 0 {
				since.Fields[key] = since.Servers[first]
			} else if release, ok := before[key]; ok {
				since.Fields[key] = release
			} else {
				unknown = append(unknown, key)
			}
		}
	}
	if len(unknown) > 0 {
		return fmt.Errorf("no compared server has %s: enter the release below \"stated\" in %s, or another name in since.go", strings.Join(unknown, ", "), sinceFile)
	}
	return nil
}

// News is what a moved pin changes in the table.
type News struct{ Added, Removed, Gone, Options, GoneOptions, Values, GoneValues []string }

// move enters the pinned versions: fields that the table lacks have the given release unless another one is stated, fields that the
// pinned server lacks are removed, and entries without a field are dropped.
func (since *Since) move(blocks []*Block, pinned Versions, release string, server Structs) News {
	var news News
	version := strings.TrimPrefix(pinned.Nomad, "v")
	compared := map[string]bool{}
	for _, each := range since.Servers {
		compared[each] = true
	}
	left := maps.Clone(since.Fields)
	for _, b := range blocks {
		for _, f := range b.Fields {
			key := b.Go + "." + f.Go
			delete(left, key)
			introduced, known := since.Fields[key]
			switch {
			case !known:
				since.Fields[key] = release
				if stated, ok := since.Stated[key]; ok {
					since.Fields[key] = stated.Since
				}
				news.Added = append(news.Added, key)
			case compared[introduced] && since.Removed[key] == "" && !onServer(server, b.Go, f.Go):
				since.Removed[key] = version
				news.Removed = append(news.Removed, key)
			}
		}
	}
	for key := range left {
		delete(since.Fields, key)
		delete(since.Removed, key)
		delete(since.Stated, key)
		news.Gone = append(news.Gone, key)
	}
	slices.Sort(news.Gone)
	if !compared[version] {
		since.Servers = append(since.Servers, version)
	}
	since.API = pinned.API
	return news
}

// onServer reports whether a server has a field of the API.
func onServer(server Structs, block, field string) bool {
	if other, ok := renamed[block+"."+field]; ok {
		if other == "" {
			return true
		}
		field = other
	}
	if other, ok := serverStructs[block]; ok {
		block = other
	}
	return server[block][field]
}

// readRelease downloads a release of Nomad and calls a function with its folder, which is removed afterwards.
func readRelease(release string, read func(nomad string) error) error {
	cache, err := os.MkdirTemp("", "nomad-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(cache)
	download := exec.Command("go", "mod", "download", "-json", "-modcacherw", "github.com/hashicorp/nomad@v"+release)
	download.Dir = cache
	download.Env = append(os.Environ(), "GOMODCACHE="+cache)
	out, err := download.Output()
	if err != nil {
		return fmt.Errorf("nomad %s cannot be downloaded: %s", release, out)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		return err
	}
	return read(module.Dir)
}

// structsIn returns the fields of all structs in a folder and those below it.
func structsIn(folder string) (Structs, error) {
	fields := Structs{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
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
func addStructs(path string, text []byte, fields Structs) error {
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
