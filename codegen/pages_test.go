package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/mod/semver"
)

// Folders with docstrings that users read.
var documented = []string{".gen/nomad", "config", "constructs", "lab", "patterns", "testing", "tools"}

var (
	docstring   = regexp.MustCompile(`(?s)/\*\*.*?\*/`)
	pageOfNomad = regexp.MustCompile(`https://developer\.hashicorp\.com/nomad/([a-z0-9_/-]+)(?:#([A-Za-z0-9_-]+))?`)
	sinceTag    = regexp.MustCompile(`@since Nomad ([0-9.]+)`)
	included    = regexp.MustCompile(`@include '([^']+)'`)
	heading     = regexp.MustCompile(`(?m)^#+ +(.+?)(?: <.*>)?$`)
	listed      = regexp.MustCompile("(?m)^ *[-*] `([^`]+)`")
	punctuation = regexp.MustCompile(`[^a-z0-9 _-]`)
)

// anchorsOf returns the anchors of a page: of its headings, and of the list items that start with a name.
func anchorsOf(t *testing.T, content, page string) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	whole := included.ReplaceAllStringFunc(string(text), func(line string) string {
		partial, err := os.ReadFile(filepath.Join(content, "partials", included.FindStringSubmatch(line)[1]))
		if err != nil {
			t.Fatal(err)
		}
		return string(partial)
	})
	anchors := map[string]bool{}
	for _, found := range heading.FindAllStringSubmatch(whole, -1) {
		plain := punctuation.ReplaceAllString(strings.ToLower(found[1]), "")
		anchors[strings.ReplaceAll(plain, " ", "-")] = true
	}
	for _, found := range listed.FindAllStringSubmatch(whole, -1) {
		anchors[found[1]] = true
	}
	return anchors
}

// missing returns why the pinned documentation does not have a page or its anchor; empty if it does.
func missing(t *testing.T, content, page, anchor string) string {
	t.Helper()
	for _, file := range []string{page + ".mdx", page + "/index.mdx"} {
		path := filepath.Join(content, file)
		if _, err := os.Stat(path); err == nil {
			if anchor == "" || anchorsOf(t, content, path)[anchor] {
				return ""
			}
			return "the page has no such anchor"
		}
	}
	return "there is no such page"
}

// TestThePagesOfNomadThatDocstringsNameExist reads Nomad's documentation, which is a part of its module. A field that is newer than
// the module is left out: its page is in the documentation of a later release.
func TestThePagesOfNomadThatDocstringsNameExist(t *testing.T) {
	module, err := moduleFolder("github.com/hashicorp/nomad")
	if err != nil {
		t.Fatal(err)
	}
	versions, err := readVersions()
	if err != nil {
		t.Fatal(err)
	}
	content := filepath.Join(module, "website", "content")
	checked := 0
	for _, folder := range documented {
		err := filepath.WalkDir(filepath.Join("..", folder), func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(file, ".ts") {
				return err
			}
			source, err := os.ReadFile(file)
			for _, text := range docstring.FindAllString(string(source), -1) {
				if since := sinceTag.FindStringSubmatch(text); since != nil && semver.Compare("v"+since[1], versions.Nomad) > 0 {
					continue
				}
				for _, named := range pageOfNomad.FindAllStringSubmatch(text, -1) {
					checked++
					if why := missing(t, content, named[1], named[2]); why != "" {
						t.Errorf("%s: %s: %s", file, named[0], why)
					}
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if checked < 500 {
		t.Errorf("got %d addresses, want several hundred; are the folders still the right ones?", checked)
	}
}

func TestAnAddressWithoutPageOrAnchorIsFound(t *testing.T) {
	content := t.TempDir()
	if err := os.WriteFile(filepath.Join(content, "job.mdx"), []byte("## `tls` parameters\n\n- `name` - Name.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, each := range []struct{ page, anchor, want string }{
		{"job", "", ""},
		{"job", "tls-parameters", ""},
		{"job", "name", ""},
		{"job", "region", "the page has no such anchor"},
		{"group", "", "there is no such page"},
	} {
		if got := missing(t, content, each.page, each.anchor); got != each.want {
			t.Errorf("%s#%s: got %q, want %q", each.page, each.anchor, got, each.want)
		}
	}
}
