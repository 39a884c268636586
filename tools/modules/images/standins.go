package main

import (
	"fmt"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
)

// ownPrefix begins the names of images that exist in the lab only.
const ownPrefix = "cdknomad/"

// standIns are the images that cdknomad builds itself, for machines that reach no registry.
type standIns struct {
	store
	byName map[string]v1.Descriptor
}

func readStandIns(dir string) (*standIns, error) {
	index, err := layout.ImageIndexFromPath(dir)
	if err != nil {
		return nil, err
	}
	manifest, err := index.IndexManifest()
	if err != nil {
		return nil, err
	}
	found := &standIns{store{dir}, map[string]v1.Descriptor{}}
	for _, descriptor := range manifest.Manifests {
		i, err := parseImage(descriptor.Annotations[refName])
		if err != nil {
			return nil, fmt.Errorf("%s: an image has no name with a tag", dir)
		}
		found.byName[i.String()] = descriptor
	}
	return found, nil
}

// own reports whether no registry has an image of this name.
func (s *standIns) own(i image) bool {
	_, known := s.byName[i.String()]
	return known && strings.HasPrefix(i.repository, ownPrefix)
}

// manifest returns the built image of a name; nil if there is none.
func (s *standIns) manifest(i image) *found {
	if descriptor, ok := s.byName[i.String()]; ok {
		return &found{digest: descriptor.Digest, mediaType: descriptor.MediaType, store: s.store}
	}
	if digest, ok := i.digest(); ok && s.exists(digest) {
		if mediaType, err := s.mediaTypeOf(digest); err == nil {
			return &found{digest: digest, mediaType: mediaType, store: s.store}
		}
	}
	return nil
}
