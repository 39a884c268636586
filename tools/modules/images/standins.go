package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"golang.org/x/sync/singleflight"
)

// ownPrefix begins the names of images that exist in the lab only.
const ownPrefix = "cdknomad/"

// standIn is an image that cdknomad builds itself when a node needs it, for machines that reach no registry.
type standIn struct {
	spec
	// Layout is the folder of the OCI layout with the image, or where it will be.
	Layout string `json:"layout"`
	// Program is one of the files, which takes long to build; nil if all files are there.
	Program *program `json:"program"`
}

// program is a program that the builder can build.
type program struct {
	Name string `json:"name"`
	Path string `json:"path"`
}

// standIns are all images that cdknomad can build.
type standIns struct {
	byName  map[string]standIn
	builder builder
	flights singleflight.Group
}

func newStandIns(all []standIn, b builder) (*standIns, error) {
	s := &standIns{byName: map[string]standIn{}, builder: b}
	for _, one := range all {
		i, err := parseImage(one.Ref)
		if err != nil {
			return nil, err
		}
		s.byName[i.String()] = one
	}
	return s, nil
}

// own reports whether no registry has an image of this name.
func (s *standIns) own(i image) bool {
	_, known := s.byName[i.String()]
	return known && strings.HasPrefix(i.repository, ownPrefix)
}

// manifest returns the image of a name, after it was built if necessary; nil if cdknomad cannot build it.
func (s *standIns) manifest(ctx context.Context, i image) (*found, error) {
	one, ok := s.byName[i.String()]
	if !ok {
		return nil, nil
	}
	_, err, _ := s.flights.Do(one.Layout, func() (any, error) {
		if one.isBuilt() {
			return nil, nil
		}
		return nil, s.builder.build(context.WithoutCancel(ctx), one)
	})
	if err != nil {
		return nil, err
	}
	index, err := layout.ImageIndexFromPath(one.Layout)
	if err != nil {
		return nil, err
	}
	manifest, err := index.IndexManifest()
	if err != nil {
		return nil, err
	}
	if len(manifest.Manifests) != 1 {
		return nil, fmt.Errorf("%s: has %d images", one.Layout, len(manifest.Manifests))
	}
	// The layout counts as used from now on.
	now := time.Now()
	os.Chtimes(one.Layout, now, now)
	descriptor := manifest.Manifests[0]
	return &found{digest: descriptor.Digest, mediaType: descriptor.MediaType, store: store{one.Layout}}, nil
}

// holding returns the store of the built images that has a blob.
func (s *standIns) holding(digest v1.Hash) (store, bool) {
	for _, one := range s.byName {
		if built := (store{one.Layout}); built.exists(digest) {
			return built, true
		}
	}
	return store{}, false
}

func (s standIn) isBuilt() bool {
	_, err := os.Stat(filepath.Join(s.Layout, "index.json"))
	return err == nil
}
