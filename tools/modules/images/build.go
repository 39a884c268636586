package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// refName is where an OCI layout keeps the name of an image.
const refName = "org.opencontainers.image.ref.name"

// spec is one image: files of this machine and how they are started.
type spec struct {
	// Ref is the name without a registry: repository:tag.
	Ref   string `json:"ref"`
	Files []file `json:"files"`
	// Links are symbolic links in the image, by their paths.
	Links map[string]string `json:"links"`
	// Entrypoint, Env, Volumes and Ports are the image's defaults.
	Entrypoint []string          `json:"entrypoint"`
	Env        []string          `json:"env"`
	Ports      []string          `json:"ports"`
	Labels     map[string]string `json:"labels"`
}

// file is a file or a whole folder that goes into an image.
type file struct {
	From string `json:"from"`
	To   string `json:"to"`
}

func build(dir, specsPath string) error {
	raw, err := os.ReadFile(specsPath)
	if err != nil {
		return err
	}
	var specs []spec
	if err := json.Unmarshal(raw, &specs); err != nil {
		return fmt.Errorf("%s: %w", specsPath, err)
	}
	return buildLayout(dir, specs)
}

// buildLayout writes images as one OCI layout.
func buildLayout(dir string, specs []spec) error {
	target, err := layout.Write(dir, empty.Index)
	if err != nil {
		return err
	}
	for _, s := range specs {
		image, err := s.image()
		if err != nil {
			return fmt.Errorf("%s: %w", s.Ref, err)
		}
		if err := target.AppendImage(image, layout.WithAnnotations(map[string]string{refName: s.Ref})); err != nil {
			return fmt.Errorf("%s: %w", s.Ref, err)
		}
	}
	return nil
}

func (s spec) image() (v1.Image, error) {
	var content bytes.Buffer
	archive := tar.NewWriter(&content)
	for _, f := range s.Files {
		if err := addTree(archive, f); err != nil {
			return nil, err
		}
	}
	for _, at := range slices.Sorted(maps.Keys(s.Links)) {
		header := tar.Header{Typeflag: tar.TypeSymlink, Name: strings.TrimPrefix(at, "/"), Linkname: s.Links[at], Mode: 0o777}
		if err := archive.WriteHeader(&header); err != nil {
			return nil, err
		}
	}
	if err := archive.Close(); err != nil {
		return nil, err
	}
	open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content.Bytes())), nil }
	// an image is pulled a few times over a virtual cable: time to pack matters more than size
	layer, err := tarball.LayerFromOpener(open, tarball.WithCompressionLevel(gzip.BestSpeed), tarball.WithCompressedCaching)
	if err != nil {
		return nil, err
	}
	image, err := mutate.AppendLayers(empty.Image, layer)
	if err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	config = config.DeepCopy()
	config.Architecture, config.OS = runtime.GOARCH, "linux"
	config.Config = v1.Config{
		Entrypoint:   s.Entrypoint,
		Env:          append([]string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}, s.Env...),
		Labels:       s.Labels,
		ExposedPorts: map[string]struct{}{},
		WorkingDir:   "/",
	}
	for _, port := range s.Ports {
		config.Config.ExposedPorts[port] = struct{}{}
	}
	return mutate.ConfigFile(image, config)
}

// addTree writes a file, or a folder and all below it, with times left out: the same files make the same image.
func addTree(archive *tar.Writer, f file) error {
	return filepath.WalkDir(f.From, func(at string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, err := filepath.Rel(f.From, at)
		if err != nil {
			return err
		}
		info, err := os.Lstat(at)
		if err != nil {
			return err
		}
		link := ""
		if info.Mode()&os.ModeSymlink != 0 {
			if link, err = os.Readlink(at); err != nil {
				return err
			}
		}
		header, err := tar.FileInfoHeader(info, link)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(path.Join(f.To, filepath.ToSlash(below)), "/")
		if name == "" {
			return nil
		}
		// owner and times of this machine are none of the image's business
		*header = tar.Header{Typeflag: header.Typeflag, Name: name, Linkname: header.Linkname, Mode: header.Mode, Size: header.Size}
		if err := archive.WriteHeader(header); err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			return nil
		}
		source, err := os.Open(at)
		if err != nil {
			return err
		}
		defer source.Close()
		_, err = io.Copy(archive, source)
		return err
	})
}
