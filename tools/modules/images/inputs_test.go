package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/compression"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/klauspost/compress/zstd"
)

// Inputs of other people's reports; each test names them.

// platformImage makes an image that says what it is for.
func platformImage(t *testing.T, os, architecture string) v1.Image {
	t.Helper()
	image := someImage(t)
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = os, architecture
	if image, err = mutate.ConfigFile(image, config); err != nil {
		t.Fatal(err)
	}
	return image
}

// writeLayout writes an OCI layout whose only entry is an index.
func writeLayout(t *testing.T, index v1.ImageIndex, names ...string) string {
	t.Helper()
	folder := t.TempDir()
	path, err := layout.Write(folder, empty.Index)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if err := path.AppendIndex(index, layout.WithAnnotations(map[string]string{refName: name})); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// builtByBuildx is an index of two platforms and an attestation.
func builtByBuildx(t *testing.T) (index v1.ImageIndex, own, other v1.Image) {
	t.Helper()
	own, other = platformImage(t, "linux", runtime.GOARCH), platformImage(t, "linux", "s390x")
	attestation := someImage(t)
	of := func(image v1.Image, os, architecture string) mutate.IndexAddendum {
		return mutate.IndexAddendum{Add: image, Descriptor: v1.Descriptor{Platform: &v1.Platform{OS: os, Architecture: architecture}}}
	}
	index = mutate.AppendManifests(mutate.IndexMediaType(empty.Index, types.OCIImageIndex),
		of(other, "linux", "s390x"), of(own, "linux", runtime.GOARCH), of(attestation, "unknown", "unknown"))
	return index, own, other
}

func digestOf(t *testing.T, from interface{ Digest() (v1.Hash, error) }) v1.Hash {
	t.Helper()
	digest, err := from.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return digest
}

// removeImage removes the blobs of an image, as docker does with platforms that it has not pulled.
func removeImage(t *testing.T, folder string, image v1.Image) {
	t.Helper()
	blobs := []v1.Hash{digestOf(t, image)}
	layers, _ := image.Layers()
	for _, layer := range layers {
		blobs = append(blobs, digestOf(t, layer))
	}
	for _, blob := range blobs {
		if err := os.Remove(filepath.Join(folder, "blobs", "sha256", blob.Hex)); err != nil {
			t.Fatal(err)
		}
	}
}

// kind 3795, containerd 11344, k3s 10132, moby 45600
func TestAnIndexIsLoadedForThisMachineAlthoughItListsMoreThanTheFileContains(t *testing.T) {
	index, own, other := builtByBuildx(t)
	folder := writeLayout(t, index, "registry.example.com:5000/team/app:1")
	removeImage(t, folder, other)
	for what, source := range map[string]string{"folder": folder, "archive": tarOf(t, folder)} {
		t.Run(what, func(t *testing.T) {
			lab := newLab(t, settings{Offline: true})
			if _, err := load(store{lab.settings.Cache}, source, ""); err != nil {
				t.Fatal(err)
			}
			for _, reference := range []string{":1", "@" + digestOf(t, own).String()} {
				got, err := lab.pull("registry.example.com:5000/team/app" + reference)
				expectSame(t, own, got, err)
			}
			// Jobs are pinned with the digest of the index, which docker shows.
			got, err := lab.pull("registry.example.com:5000/team/app:1@" + digestOf(t, index).String())
			expectSame(t, own, got, err)
			if result, err := prune(store{lab.settings.Cache}, pruneRules{pulledOnly: true}); err != nil || result.Bytes != 0 {
				t.Errorf("prune took %v, %v", result, err)
			}
		})
	}
}

// podman 29196, 4646
func TestAnImageWithSeveralNamesInALayoutGetsAllOfThem(t *testing.T) {
	index, own, _ := builtByBuildx(t)
	folder := writeLayout(t, index, "localhost/app:latest", "gcr.io/distroless/app")
	lab := newLab(t, settings{Offline: true})
	records, err := load(store{lab.settings.Cache}, folder, "")
	if err != nil || len(records) != 2 || records[0].Name != "localhost/app:latest" || records[1].Name != "gcr.io/distroless/app:latest" {
		t.Fatalf("got %v, %v", records, err)
	}
	got, err := lab.pull("gcr.io/distroless/app")
	expectSame(t, own, got, err)
	if records, err = load(store{lab.settings.Cache}, folder, "app:2"); err != nil || len(records) != 1 {
		t.Errorf("--as: got %v, %v", records, err)
	}
}

// A layout of buildx or skopeo often names a tag only.
func TestALayoutWithATagAloneNeedsAName(t *testing.T) {
	index, _, _ := builtByBuildx(t)
	folder := writeLayout(t, index, "1.0")
	_, err := load(store{t.TempDir()}, folder, "")
	expectRefusal(t, err, "an image has no name; give it one with --as NAME:TAG")
	if _, err := load(store{t.TempDir()}, folder, "app:1.0"); err != nil {
		t.Error(err)
	}
}

// ggcr 1858: archives that people compress themselves
func TestACompressedArchiveIsLoaded(t *testing.T) {
	image := someImage(t)
	content, err := os.ReadFile(saved(t, image, "some/app:1"))
	if err != nil {
		t.Fatal(err)
	}
	write := func(content []byte) string {
		path := filepath.Join(t.TempDir(), "app.tar")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var zipped, zstandard bytes.Buffer
	for _, writer := range []io.WriteCloser{gzip.NewWriter(&zipped), newZstd(t, &zstandard)} {
		writer.Write(content)
		writer.Close()
	}
	for what, packed := range map[string][]byte{"gzip": zipped.Bytes(), "zstd": zstandard.Bytes()} {
		t.Run(what, func(t *testing.T) {
			lab := newLab(t, settings{Offline: true})
			if _, err := load(store{lab.settings.Cache}, write(packed), ""); err != nil {
				t.Fatal(err)
			}
			if _, err := lab.pull("some/app:1"); err != nil {
				t.Error(err)
			}
			_, err := load(store{lab.settings.Cache}, write(packed[:len(packed)/2]), "")
			expectRefusal(t, err, "is not a complete ")
		})
	}
	_, err = load(store{t.TempDir()}, write([]byte("\xfd7zXZ\x00...")), "")
	expectRefusal(t, err, "is compressed with xz", "xz --decompress")
	_, err = load(store{t.TempDir()}, write([]byte("BZh91AY")), "")
	expectRefusal(t, err, "is compressed with bzip2", "bzip2 --decompress")
}

func newZstd(t *testing.T, to io.Writer) io.WriteCloser {
	t.Helper()
	writer, err := zstd.NewWriter(to)
	if err != nil {
		t.Fatal(err)
	}
	return writer
}

// zstdImage is made like one of `docker buildx build --output type=oci,compression=zstd`: with layers in zstd.
func zstdImage(t *testing.T) v1.Image {
	t.Helper()
	content, err := os.ReadFile(tarOf(t, buildOne(t)))
	if err != nil {
		t.Fatal(err)
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil },
		tarball.WithCompression(compression.ZStd), tarball.WithMediaType(types.OCILayerZStd))
	if err != nil {
		t.Fatal(err)
	}
	image, err := mutate.AppendLayers(mutate.MediaType(empty.Image, types.OCIManifestSchema1), layer)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// moby 28394, ggcr 1872: docker 25 and later write a layout and a manifest.json into one archive; with the containerd image store, the
// layers are those of the registry, also zstd
func TestAnArchiveOfANewDockerKeepsTheDigestsOfTheRegistry(t *testing.T) {
	image := zstdImage(t)
	folder := t.TempDir()
	path, err := layout.Write(folder, empty.Index)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{"io.containerd.image.name": "docker.io/library/app:1", refName: "1"}
	if err := path.AppendImage(image, layout.WithAnnotations(names)); err != nil {
		t.Fatal(err)
	}
	config, _ := image.ConfigName()
	layers, _ := image.Layers()
	manifest, _ := json.Marshal([]tarball.Descriptor{{
		Config:   "blobs/sha256/" + config.Hex,
		RepoTags: []string{"app:1"},
		Layers:   []string{"blobs/sha256/" + digestOf(t, layers[0]).Hex},
	}})
	if err := os.WriteFile(filepath.Join(folder, "manifest.json"), manifest, 0o600); err != nil {
		t.Fatal(err)
	}
	lab := newLab(t, settings{Offline: true})
	records, err := load(store{lab.settings.Cache}, tarOf(t, folder), "")
	if err != nil || len(records) != 1 || records[0].Name != "docker.io/library/app:1" {
		t.Fatalf("got %v, %v", records, err)
	}
	got, err := lab.pull("app@" + digestOf(t, image).String())
	expectSame(t, image, got, err)
}

// rewrite copies an archive, with a change to each entry.
func rewrite(t *testing.T, path string, change func(*tar.Header, []byte) []byte) string {
	t.Helper()
	var written bytes.Buffer
	writer := tar.NewWriter(&written)
	err := each(path, func(header *tar.Header, content io.Reader) error {
		raw, err := io.ReadAll(content)
		if err != nil {
			return err
		}
		raw = change(header, raw)
		header.Size = int64(len(raw))
		if err := writer.WriteHeader(header); err != nil {
			return err
		}
		_, err = writer.Write(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	writer.Close()
	target := filepath.Join(t.TempDir(), "rewritten.tar")
	if err := os.WriteFile(target, written.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return target
}

// An archive that was unpacked and packed again with `tar --create .`
func TestAnArchiveWithDotsInItsNamesIsLoaded(t *testing.T) {
	source := rewrite(t, saved(t, someImage(t), "some/app:1"), func(header *tar.Header, content []byte) []byte {
		header.Name = "./" + header.Name
		return content
	})
	if _, err := load(store{t.TempDir()}, source, ""); err != nil {
		t.Error(err)
	}
}

// asOldDocker makes an archive as docker before 25 does: layers without compression, a layer that another image has as a link to it.
// The change is made to the files of the layers.
func asOldDocker(t *testing.T, change func([]byte)) string {
	t.Helper()
	image, err := random.Image(1000, 1)
	if err != nil {
		t.Fatal(err)
	}
	layers, _ := image.Layers()
	content, _ := layers[0].Uncompressed()
	raw, _ := io.ReadAll(content)
	change(raw)
	config, _ := image.RawConfigFile()
	manifest, _ := json.Marshal([]tarball.Descriptor{{Config: "config.json", RepoTags: []string{"some/app:1", "some/app:latest"}, Layers: []string{"two/layer.tar"}}})
	var written bytes.Buffer
	writer := tar.NewWriter(&written)
	for name, file := range map[string][]byte{"one/layer.tar": raw, "config.json": config, "manifest.json": manifest} {
		writer.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(file))})
		writer.Write(file)
	}
	writer.WriteHeader(&tar.Header{Name: "two/layer.tar", Typeflag: tar.TypeSymlink, Linkname: "../one/layer.tar"})
	writer.Close()
	path := filepath.Join(t.TempDir(), "old.tar")
	if err := os.WriteFile(path, written.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// moby 42766
func TestAnArchiveOfAnOldDockerIsLoadedWithAllItsTags(t *testing.T) {
	lab := newLab(t, settings{Offline: true})
	records, err := load(store{lab.settings.Cache}, asOldDocker(t, func([]byte) {}), "")
	if err != nil || len(records) != 2 {
		t.Fatalf("got %v, %v", records, err)
	}
	for _, called := range []string{"some/app:1", "some/app"} {
		if _, err := lab.pull(called); err != nil {
			t.Error(err)
		}
	}
}

func expectEmpty(t *testing.T, cache store) {
	t.Helper()
	filepath.WalkDir(cache.dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && entry.Name() != "lock" {
			t.Errorf("left %s", path)
		}
		return nil
	})
}

func TestADamagedOrIncompleteFileIsRefusedAndLeavesNothing(t *testing.T) {
	index, own, _ := builtByBuildx(t)
	incomplete := writeLayout(t, index, "some/app:1")
	layers, _ := own.Layers()
	if err := os.Remove(filepath.Join(incomplete, "blobs", "sha256", digestOf(t, layers[1]).Hex)); err != nil {
		t.Fatal(err)
	}
	damaged := writeLayout(t, index, "some/app:1")
	if err := os.WriteFile(filepath.Join(damaged, "blobs", "sha256", digestOf(t, layers[1]).Hex), []byte("something"), 0o600); err != nil {
		t.Fatal(err)
	}
	for what, one := range map[string]struct{ source, words string }{
		"a layer with another content":         {asOldDocker(t, func(raw []byte) { raw[len(raw)/2] ^= 1 }), "is damaged: its files have digest sha256:"},
		"a blob with another content":          {damaged, "layer sha256:"},
		"a missing layer (moby 49473)":         {incomplete, "is missing; save the image again, for one platform"},
		"the root file system (nerdctl 908)":   {rootFileSystem(t), "is neither an archive of `docker save` nor an OCI layout"},
		"an archive without images":            {rewrite(t, asOldDocker(t, func([]byte) {}), emptyManifest), "has no image"},
		"an image for windows":                 {saved(t, platformImage(t, "windows", runtime.GOARCH), "some/app:1"), "is for windows/"},
		"several platforms, none of them ours": {writeLayout(t, foreignIndex(t), "some/app:1"), "has no image for linux/"},
	} {
		t.Run(what, func(t *testing.T) {
			cache := store{t.TempDir()}
			_, err := load(cache, one.source, "")
			expectRefusal(t, err, one.source+": ", one.words)
			expectEmpty(t, cache)
		})
	}
}

func emptyManifest(header *tar.Header, content []byte) []byte {
	if header.Name == "manifest.json" {
		return []byte("[]")
	}
	return content
}

// rootFileSystem is what `docker export` and `crane export` write.
func rootFileSystem(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	os.Mkdir(filepath.Join(folder, "bin"), 0o755)
	os.WriteFile(filepath.Join(folder, "bin", "sh"), []byte("#!"), 0o755)
	return tarOf(t, folder)
}

func foreignIndex(t *testing.T) v1.ImageIndex {
	t.Helper()
	index := mutate.IndexMediaType(empty.Index, types.OCIImageIndex)
	for _, architecture := range []string{"s390x", "ppc64le"} {
		index = mutate.AppendManifests(index, mutate.IndexAddendum{Add: platformImage(t, "linux", architecture),
			Descriptor: v1.Descriptor{Platform: &v1.Platform{OS: "linux", Architecture: architecture}}})
	}
	return index
}

// podman 27323: a name with a digest
func TestANameIsCheckedBeforeAnythingIsLoaded(t *testing.T) {
	index, own, _ := builtByBuildx(t)
	folder := writeLayout(t, index, "some/app:1")
	other := strings.Repeat("0", 64)
	for as, words := range map[string]string{
		"Team/App:1":                         `"Team/App:1" is not a name of an image`,
		"app:":                               `"app:" is not a name of an image`,
		"app@sha256:" + other:                "; name it with a tag",
		"app:1@sha256:" + other:              "; name it with a tag",
		"https://registry.example.com/a":     "is not a name of an image",
		"registry.example.com:5000/app:1":    "",
		"app@" + digestOf(t, index).String(): "",
		"app@" + digestOf(t, own).String():   "",
	} {
		t.Run(as, func(t *testing.T) {
			cache := store{t.TempDir()}
			records, err := load(cache, folder, as)
			if words == "" {
				if err != nil || len(records) != 1 {
					t.Errorf("got %v, %v", records, err)
				}
				return
			}
			expectRefusal(t, err, words)
			expectEmpty(t, cache)
		})
	}
}

func TestThePortOfHTTPSIsNoPartOfTheName(t *testing.T) {
	if got := newImage("registry.example.com:443", "app", "1").String(); got != "registry.example.com/app:1" {
		t.Errorf("got %s", got)
	}
}
