package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// loadable is an image and the names that its file gives it.
type loadable struct {
	image v1.Image
	names []string
}

// daemonPrefixes are sources that a container engine of this machine exports, and its command.
var daemonPrefixes = map[string]string{"docker-daemon:": "docker", "containers-storage:": "podman"}

// load puts the images of a file, an OCI layout or a container engine into the cache. Either all are there afterwards, or none has a
// name. It returns their records.
func load(cache store, source, as string) ([]record, error) {
	work, err := os.MkdirTemp("", "cdknomad-image-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	path := source
	for prefix, engine := range daemonPrefixes {
		if image, ok := strings.CutPrefix(source, prefix); ok {
			path = filepath.Join(work, "saved.tar")
			if err := save(engine, image, path); err != nil {
				return nil, err
			}
		}
	}
	images, err := readImages(path, work)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", source, err)
	}
	if as != "" {
		if len(images) != 1 {
			return nil, fmt.Errorf("%s has %d images, so --as is not possible", source, len(images))
		}
		images[0].names = []string{as}
	}
	unlock, err := cache.lock(shared)
	if err != nil {
		return nil, err
	}
	defer unlock()
	var records []record
	for _, one := range images {
		if len(one.names) == 0 {
			return nil, fmt.Errorf("%s: an image has no name; give it one with --as NAME:TAG", source)
		}
		if err := checkPlatform(one.image); err != nil {
			return nil, fmt.Errorf("%s: %s %w", source, one.names[0], err)
		}
		if err := cache.keepImage(one.image); err != nil {
			return nil, fmt.Errorf("%s: %w", source, err)
		}
		digest, err := one.image.Digest()
		if err != nil {
			return nil, err
		}
		mediaType, err := one.image.MediaType()
		if err != nil {
			return nil, err
		}
		for _, text := range one.names {
			i, err := parseImage(text)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", source, err)
			}
			records = append(records, record{i.String(), digest.String(), string(mediaType), sourceLoaded, time.Now(), false})
		}
	}
	if err := cache.nameAll(records); err != nil {
		return nil, fmt.Errorf("%s: %w", source, err)
	}
	return records, nil
}

// checkPlatform refuses an image that no node of a lab can run.
func checkPlatform(image v1.Image) error {
	config, err := image.ConfigFile()
	if err != nil {
		return err
	}
	if config.Architecture != "" && config.Architecture != runtime.GOARCH {
		return foreign(config.OS, config.Architecture)
	}
	return nil
}

func foreign(os, architecture string) error {
	return fmt.Errorf("is for %s/%s; the nodes of a lab are linux/%s like this machine", os, architecture, runtime.GOARCH)
}

// save exports an image from a container engine of this machine.
func save(engine, image, path string) error {
	command := exec.Command(engine, "save", "--output", path, image)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	if err := command.Run(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return fmt.Errorf("%s is not a program in PATH", engine)
		}
		return fmt.Errorf("%s save %s: %s", engine, image, strings.TrimSpace(output.String()))
	}
	return nil
}

// readImages reads an OCI layout (a folder, or the tar archive of `podman save --format oci-archive`) or an archive of
// `docker save`; both may be compressed with gzip.
func readImages(path, work string) ([]loadable, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return readLayout(path)
	}
	names, err := filesIn(path)
	if err != nil {
		return nil, err
	}
	switch {
	case names["manifest.json"]:
		return readSaved(path)
	case names["index.json"]:
		folder := filepath.Join(work, "layout")
		if err := extract(path, folder); err != nil {
			return nil, err
		}
		return readLayout(folder)
	default:
		return nil, errors.New("is neither an archive of `docker save` nor an OCI layout")
	}
}

func readLayout(folder string) ([]loadable, error) {
	index, err := layout.ImageIndexFromPath(folder)
	if err != nil {
		return nil, fmt.Errorf("is not an OCI layout: %w", err)
	}
	return readIndex(index, nil)
}

// readIndex finds the images of this machine's platform, also in indexes of several platforms.
func readIndex(index v1.ImageIndex, names []string) ([]loadable, error) {
	manifest, err := index.IndexManifest()
	if err != nil {
		return nil, err
	}
	var found []loadable
	for _, descriptor := range manifest.Manifests {
		if p := descriptor.Platform; p != nil && len(manifest.Manifests) > 1 && (p.OS != "linux" || p.Architecture != runtime.GOARCH) {
			continue
		}
		called := names
		if called == nil {
			called = namesIn(descriptor.Annotations)
		}
		switch {
		case descriptor.MediaType.IsIndex():
			below, err := index.ImageIndex(descriptor.Digest)
			if err != nil {
				return nil, err
			}
			images, err := readIndex(below, called)
			if err != nil {
				return nil, err
			}
			found = append(found, images...)
		case descriptor.MediaType.IsImage():
			image, err := index.Image(descriptor.Digest)
			if err != nil {
				return nil, err
			}
			found = append(found, loadable{image, called})
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("has no image for linux/%s", runtime.GOARCH)
	}
	return found, nil
}

// namesIn reads the annotations with which engines name the images of a layout.
func namesIn(annotations map[string]string) []string {
	for _, key := range []string{"io.containerd.image.name", refName} {
		if name := annotations[key]; strings.Contains(name, ":") {
			return []string{name}
		}
	}
	return nil
}

// readSaved reads an archive of `docker save`.
func readSaved(path string) ([]loadable, error) {
	open := func() (io.ReadCloser, error) { return openArchive(path) }
	manifest, err := tarball.LoadManifest(open)
	if err != nil {
		return nil, err
	}
	var found []loadable
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
		found = append(found, loadable{image, one.RepoTags})
	}
	return found, nil
}
