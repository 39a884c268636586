package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// loadable is an image of a file, perhaps one for several platforms, and the names that the file gives it.
type loadable struct {
	digest    v1.Hash
	mediaType types.MediaType
	names     []string
	// images are those for this machine; more than one for variants of its processor.
	images []v1.Image
	// indexes lead to the images, by digest. A job can name the digest of an index.
	indexes map[v1.Hash][]byte
}

// readImages reads an OCI layout (a folder, or the tar archive of `podman save --format oci-archive`) or an archive of
// `docker save`; an archive may be compressed.
func readImages(path, work string) ([]*loadable, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return readLayout(path)
	}
	if path, err = uncompressed(path, work); err != nil {
		return nil, err
	}
	names, err := filesIn(path)
	if err != nil {
		return nil, err
	}
	if !names["index.json"] && !names["manifest.json"] {
		return nil, errors.New("is neither an archive of `docker save` nor an OCI layout")
	}
	if names["index.json"] {
		folder := filepath.Join(work, "layout")
		if err := extract(path, folder); err != nil {
			return nil, err
		}
		images, err := readLayout(folder)
		// docker save writes both. The layout has the digests of the registry, but not always the names.
		if !names["manifest.json"] || err == nil && allNamed(images) {
			return images, err
		}
	}
	return readSaved(path)
}

func allNamed(images []*loadable) bool {
	for _, one := range images {
		if len(one.names) == 0 {
			return false
		}
	}
	return true
}

func readLayout(folder string) ([]*loadable, error) {
	index, err := layout.ImageIndexFromPath(folder)
	if err != nil {
		return nil, fmt.Errorf("is not an OCI layout: %w", err)
	}
	manifest, err := index.IndexManifest()
	if err != nil {
		return nil, fmt.Errorf("is not an OCI layout: %w", err)
	}
	var found []*loadable
	known := map[v1.Hash]*loadable{}
	for _, descriptor := range ofThisMachine(manifest.Manifests) {
		// An image with several names is listed once for each.
		one := known[descriptor.Digest]
		if one == nil {
			one = &loadable{digest: descriptor.Digest, mediaType: descriptor.MediaType, indexes: map[v1.Hash][]byte{}}
			if err := one.read(index, descriptor); err != nil {
				return nil, explainMissing(err)
			}
			if len(one.images) == 0 {
				continue // a signature or the like
			}
			known[descriptor.Digest] = one
			found = append(found, one)
		}
		one.names = append(one.names, namesIn(descriptor.Annotations)...)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("has no image for linux/%s", runtime.GOARCH)
	}
	return found, nil
}

// ofThisMachine leaves out images for other machines, and attestations. Many files list images that they do not contain.
func ofThisMachine(all []v1.Descriptor) []v1.Descriptor {
	var found []v1.Descriptor
	for _, descriptor := range all {
		if p := descriptor.Platform; p != nil && len(all) > 1 && isForeign(p.OS, p.Architecture) {
			continue
		}
		found = append(found, descriptor)
	}
	return found
}

// read finds the images below a manifest or an index.
func (l *loadable) read(parent v1.ImageIndex, descriptor v1.Descriptor) error {
	switch {
	case descriptor.MediaType.IsIndex():
		below, err := parent.ImageIndex(descriptor.Digest)
		if err != nil {
			return err
		}
		if l.indexes[descriptor.Digest], err = below.RawManifest(); err != nil {
			return err
		}
		manifest, err := below.IndexManifest()
		if err != nil {
			return err
		}
		for _, each := range ofThisMachine(manifest.Manifests) {
			if err := l.read(below, each); err != nil {
				return err
			}
		}
	case descriptor.MediaType.IsImage():
		image, err := parent.Image(descriptor.Digest)
		if err != nil {
			return err
		}
		l.images = append(l.images, image)
	}
	return nil
}

// namesIn reads the annotations with which engines name the images of a layout. The second is only a tag in many layouts.
func namesIn(annotations map[string]string) []string {
	for _, key := range []string{"io.containerd.image.name", refName} {
		if name := annotations[key]; strings.ContainsAny(name, ":/") {
			return []string{name}
		}
	}
	return nil
}

// readSaved reads an archive of `docker save`.
func readSaved(path string) ([]*loadable, error) {
	open := func() (io.ReadCloser, error) { return os.Open(path) }
	manifest, err := tarball.LoadManifest(open)
	if err != nil {
		return nil, err
	}
	var found []*loadable
	for _, one := range manifest {
		var tag *name.Tag // none is needed to find the only image
		if len(manifest) > 1 {
			if len(one.RepoTags) == 0 {
				return nil, errors.New("has several images, one of them without a name; save it alone")
			}
			parsed, err := name.NewTag(one.RepoTags[0])
			if err != nil {
				return nil, err
			}
			tag = &parsed
		}
		image, err := tarball.Image(open, tag)
		if err != nil {
			return nil, err
		}
		digest, err := image.Digest()
		if err != nil {
			return nil, err
		}
		mediaType, err := image.MediaType()
		if err != nil {
			return nil, err
		}
		found = append(found, &loadable{digest: digest, mediaType: mediaType, names: one.RepoTags, images: []v1.Image{image}})
	}
	if len(found) == 0 {
		return nil, errors.New("has no image")
	}
	return found, nil
}

// checkName refuses a name that is none, and one with the digest of another image.
func (l *loadable) checkName(text string) error {
	i, err := parseImage(text)
	if err != nil {
		return fmt.Errorf("%q is not a name of an image: %w", text, err)
	}
	digest, ok := i.digest()
	if !ok || digest == l.digest || l.indexes[digest] != nil {
		return nil
	}
	for _, image := range l.images {
		if got, err := image.Digest(); err == nil && got == digest {
			return nil
		}
	}
	return fmt.Errorf("%s: the image has digest %s; name it with a tag", text, l.digest)
}

// explainMissing says what to do about a file that names more than it contains.
func explainMissing(err error) error {
	var missing *fs.PathError
	if !errors.As(err, &missing) || !errors.Is(err, fs.ErrNotExist) || !strings.Contains(missing.Path, "blobs") {
		return err
	}
	return fmt.Errorf("blob sha256:%s of an image is missing; save the image again, for one platform (docker save --platform linux/%s)",
		filepath.Base(missing.Path), runtime.GOARCH)
}
