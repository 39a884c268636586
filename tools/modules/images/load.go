package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// daemonPrefixes are sources that a container engine of this machine exports, and its command.
var daemonPrefixes = map[string]string{"docker-daemon:": "docker", "containers-storage:": "podman"}

// load puts the images of a file, an OCI layout or a container engine into the cache. Either all are there afterwards, or none. It
// returns their records.
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
	if err == nil && as != "" {
		images, err = called(images, as)
	}
	if err == nil {
		err = checkAll(images)
	}
	var records []record
	if err == nil {
		records, err = keep(cache, images)
	}
	if errors.Is(err, syscall.ENOSPC) && !strings.Contains(err.Error(), cache.dir) {
		err = fmt.Errorf("no space left in %s to unpack it; set TMPDIR to another folder (%w)", os.TempDir(), syscall.ENOSPC)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", source, err)
	}
	return records, nil
}

// called gives the only image of a source another name.
func called(images []*loadable, name string) ([]*loadable, error) {
	if len(images) != 1 {
		return nil, fmt.Errorf("has %d images, so --as is not possible", len(images))
	}
	images[0].names = []string{name}
	return images, nil
}

// checkAll finds what is wrong with images before anything of them is kept.
func checkAll(images []*loadable) error {
	for _, one := range images {
		if len(one.names) == 0 {
			return errors.New("an image has no name; give it one with --as NAME:TAG")
		}
		for _, text := range one.names {
			if err := one.checkName(text); err != nil {
				return err
			}
		}
		for _, image := range one.images {
			if err := checkPlatform(image); err != nil {
				return fmt.Errorf("%s %w", one.names[0], err)
			}
		}
	}
	return nil
}

// checkPlatform refuses an image that no node of a lab can run.
func checkPlatform(image v1.Image) error {
	config, err := image.ConfigFile()
	if err != nil {
		return explainMissing(err)
	}
	if isForeign(config.OS, config.Architecture) {
		return foreign(config.OS, config.Architecture)
	}
	return nil
}

// isForeign reports whether no node can run an image; an image that does not say what it is for can be tried.
func isForeign(os, architecture string) bool {
	return os != "" && os != "linux" || architecture != "" && architecture != runtime.GOARCH
}

func foreign(os, architecture string) error {
	return fmt.Errorf("is for %s/%s; the nodes of a lab are linux/%s like this machine", os, architecture, runtime.GOARCH)
}

// keep writes images and then their names. If that fails, what it has written is removed again.
func keep(cache store, images []*loadable) (_ []record, err error) {
	unlock, err := cache.lock(shared)
	if err != nil {
		return nil, err
	}
	var added []v1.Hash
	defer func() {
		unlock()
		if err != nil {
			cache.discard(added)
		}
	}()
	var records []record
	for _, one := range images {
		for _, image := range one.images {
			written, err := cache.keepImage(image)
			added = append(added, written...)
			if err != nil {
				return nil, explainMissing(err)
			}
		}
		for digest, raw := range one.indexes {
			if err := cache.write(digest, bytes.NewReader(raw)); err != nil {
				return nil, err
			}
			added = append(added, digest)
		}
		for _, text := range one.names {
			i, err := parseImage(text)
			if err != nil {
				return nil, err
			}
			records = append(records, record{i.String(), one.digest.String(), string(one.mediaType), sourceLoaded, time.Now(), false})
		}
	}
	return records, cache.nameAll(records)
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
