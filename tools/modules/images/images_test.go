package main

import (
	"archive/tar"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
)

// buildOne makes a layout with one image of one program and returns its folder.
func buildOne(t *testing.T) string { return buildNamed(t, "some/app:1") }

func buildNamed(t *testing.T, ref string) string {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "program")
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	specs, err := json.Marshal([]spec{{
		Ref:        ref,
		Files:      []file{{From: program, To: "/bin/app"}},
		Entrypoint: []string{"/bin/app"},
		Ports:      []string{"80/tcp"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	specsPath := filepath.Join(dir, "specs.json")
	if err := os.WriteFile(specsPath, specs, 0o600); err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(dir, "layout")
	if err := build(target, specsPath); err != nil {
		t.Fatal(err)
	}
	return target
}

// builtNamed are stand-ins of one image that has been built.
func builtNamed(t *testing.T, ref string) []standIn {
	t.Helper()
	return []standIn{{spec: spec{Ref: ref}, Layout: buildNamed(t, ref)}}
}

func TestAnImageCanBePulledWithItsProgram(t *testing.T) {
	image, err := newLab(t, settings{Offline: true}).pull("some/app:1")
	if err != nil {
		t.Fatal(err)
	}
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	if got := config.Config.Entrypoint; len(got) != 1 || got[0] != "/bin/app" {
		t.Errorf("entrypoint is %v", got)
	}
	content := mutate.Extract(image)
	defer content.Close()
	archive := tar.NewReader(content)
	header, err := archive.Next()
	if err != nil {
		t.Fatal(err)
	}
	if header.Name != "bin/app" || header.Mode&0o777 != 0o755 {
		t.Errorf("got %s with mode %o, want bin/app with 755", header.Name, header.Mode)
	}
	if body, err := io.ReadAll(archive); err != nil || string(body) != "#!/bin/sh\n" {
		t.Errorf("got %q, %v", body, err)
	}
}

func TestTheSameFilesMakeTheSameImage(t *testing.T) {
	digests := map[string]bool{}
	for range 2 {
		index, err := layout.ImageIndexFromPath(buildOne(t))
		if err != nil {
			t.Fatal(err)
		}
		manifest, err := index.IndexManifest()
		if err != nil {
			t.Fatal(err)
		}
		digests[manifest.Manifests[0].Digest.String()] = true
	}
	if len(digests) != 1 {
		t.Errorf("two builds made different images: %v", digests)
	}
}

func TestAnImageHasItsLinks(t *testing.T) {
	image, err := spec{Ref: "some/app:1", Links: map[string]string{"/bin/ls": "busybox"}}.image()
	if err != nil {
		t.Fatal(err)
	}
	content := mutate.Extract(image)
	defer content.Close()
	header, err := tar.NewReader(content).Next()
	if err != nil {
		t.Fatal(err)
	}
	if header.Name != "bin/ls" || header.Linkname != "busybox" {
		t.Errorf("got %s -> %s", header.Name, header.Linkname)
	}
}
