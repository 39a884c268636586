package main

import (
	"archive/tar"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// tarOf packs a folder.
func tarOf(t *testing.T, folder string) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "image.tar"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	writer := tar.NewWriter(file)
	if err := writer.AddFS(os.DirFS(folder).(fs.FS)); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Name()
}

// saved writes an archive as `docker save` does.
func saved(t *testing.T, image v1.Image, called string) string {
	t.Helper()
	tag, err := name.NewTag(called)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "saved.tar")
	if err := tarball.WriteToFile(path, tag, image); err != nil {
		t.Fatal(err)
	}
	return path
}

func someImage(t *testing.T) v1.Image {
	t.Helper()
	image, err := random.Image(2000, 2)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

func TestALoadedImageIsServedBeforeTheOneOfItsRegistry(t *testing.T) {
	for _, kind := range []string{"OCI layout", "OCI archive", "docker archive"} {
		t.Run(kind, func(t *testing.T) {
			net := newInternet(t)
			other := net.push("some/app:1")
			lab := newLab(t, settings{Registries: net.registries("docker.io")})
			got, err := lab.pull("some/app:1")
			expectSame(t, other, got, err)

			folder := buildNamed(t, "some/app:1")
			source := folder
			switch kind {
			case "OCI archive":
				source = tarOf(t, folder)
			case "docker archive":
				source = saved(t, someImage(t), "some/app:1")
			}
			records, err := load(store{lab.settings.Cache}, source, "")
			if err != nil {
				t.Fatal(err)
			}
			if len(records) != 1 || records[0].Name != "docker.io/some/app:1" {
				t.Fatalf("loaded %v", records)
			}
			got, err = lab.pull("some/app:1")
			if err != nil {
				t.Fatal(err)
			}
			if digest, _ := got.Digest(); digest.String() != records[0].Digest {
				t.Errorf("got %s, want %s", digest, records[0].Digest)
			}
		})
	}
}

func TestAnImageIsLoadedUnderAnotherName(t *testing.T) {
	lab := newLab(t, settings{Offline: true})
	source := saved(t, someImage(t), "some/app:1")
	if _, err := load(store{lab.settings.Cache}, source, "registry.example.com/team/app:2"); err != nil {
		t.Fatal(err)
	}
	if _, err := lab.pull("registry.example.com/team/app:2"); err != nil {
		t.Error(err)
	}
}

func TestWhatCannotBeLoadedIsRefusedAndLeavesNoName(t *testing.T) {
	whole := saved(t, someImage(t), "some/app:1")
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	write := func(content string) string {
		path := filepath.Join(t.TempDir(), "file.tar")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	config, err := someImage(t).ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = "linux", "s390x"
	foreign, err := mutate.ConfigFile(someImage(t), config)
	if err != nil {
		t.Fatal(err)
	}
	foreignConfig, _ := foreign.ConfigFile()
	layers, _ := foreign.Layers()
	foreignConfig.RootFS.DiffIDs = nil
	for _, layer := range layers {
		id, _ := layer.DiffID()
		foreignConfig.RootFS.DiffIDs = append(foreignConfig.RootFS.DiffIDs, id)
	}
	foreign, _ = mutate.ConfigFile(foreign, foreignConfig)
	for what, one := range map[string]struct{ source, words string }{
		"no file":              {filepath.Join(t.TempDir(), "none.tar"), "no such file"},
		"a text":               {write("hello"), "is not a complete tar archive"},
		"an archive cut short": {write(string(content[:len(content)/2])), "tar"},
		"a folder of files":    {t.TempDir(), "is not an OCI layout"},
		"another archive":      {tarOf(t, filepath.Dir(write("hello"))), "is neither an archive of `docker save` nor an OCI layout"},
		"another architecture": {saved(t, foreign, "some/foreign:1"), "is for linux/s390x"},
	} {
		t.Run(what, func(t *testing.T) {
			cache := store{t.TempDir()}
			_, err := load(cache, one.source, "")
			if err == nil || !strings.Contains(err.Error(), one.words) {
				t.Errorf("got %v, want words %q", err, one.words)
			}
			if records, _ := cache.records(); len(records) != 0 {
				t.Errorf("left %v", records)
			}
		})
	}
}

func TestListAndPruneKeepWhatIsUsed(t *testing.T) {
	cache := store{t.TempDir()}
	for _, called := range []string{"some/old:1", "some/new:1"} {
		if _, err := load(cache, saved(t, someImage(t), called), ""); err != nil {
			t.Fatal(err)
		}
	}
	images, err := list(cache)
	if err != nil || len(images) != 2 || images[0].Size == 0 {
		t.Fatalf("got %v, %v", images, err)
	}
	old, err := cache.find("docker.io/some/old:1")
	if err != nil {
		t.Fatal(err)
	}
	digest, _ := v1.NewHash(old.Digest)
	blobs := map[v1.Hash]bool{}
	cache.reachable(digest, blobs)
	longAgo := time.Now().Add(-48 * time.Hour)
	for blob := range blobs {
		os.Chtimes(cache.blobPath(blob), longAgo, longAgo)
	}
	result, err := prune(cache, pruneRules{unusedFor: 24 * time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Names) != 1 || result.Names[0] != "docker.io/some/old:1" || result.Bytes == 0 {
		t.Errorf("pruned %v", result)
	}
	lab := newLab(t, settings{Cache: cache.dir, Offline: true})
	if _, err := lab.pull("some/new:1"); err != nil {
		t.Errorf("the other image is gone: %v", err)
	}
	if _, err := lab.pull("some/old:1"); err == nil {
		t.Error("the old image is still served")
	}
}
