package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// content is the part of a manifest or an index that names other blobs.
type content struct {
	MediaType types.MediaType `json:"mediaType"`
	Config    *v1.Descriptor  `json:"config"`
	Layers    []v1.Descriptor `json:"layers"`
	Manifests []v1.Descriptor `json:"manifests"`
}

// readContent reads a stored manifest or index.
func (s store) readContent(digest v1.Hash) (*content, error) {
	raw, err := s.read(digest)
	if err != nil {
		return nil, err
	}
	var found content
	if err := json.Unmarshal(raw, &found); err != nil {
		return nil, fmt.Errorf("manifest %s: %w", digest, err)
	}
	return &found, nil
}

// mediaTypeOf returns the type of a stored manifest, which older ones do not say themselves.
func (s store) mediaTypeOf(digest v1.Hash) (types.MediaType, error) {
	found, err := s.readContent(digest)
	switch {
	case err != nil:
		return "", err
	case found.MediaType != "":
		return found.MediaType, nil
	case found.Manifests != nil:
		return types.OCIImageIndex, nil
	default:
		return types.OCIManifestSchema1, nil
	}
}

// reachable adds the digests of a manifest and of everything below it that is in the store.
func (s store) reachable(digest v1.Hash, into map[v1.Hash]bool) {
	if into[digest] || !s.exists(digest) {
		return
	}
	into[digest] = true
	found, err := s.readContent(digest)
	if err != nil {
		return // a blob that is no manifest names nothing
	}
	for _, below := range found.Manifests {
		s.reachable(below.Digest, into)
	}
	for _, blob := range found.Layers {
		into[blob.Digest] = true
	}
	if found.Config != nil {
		into[found.Config.Digest] = true
	}
}

// keepImage writes all blobs of an image, the manifest last.
func (s store) keepImage(image v1.Image) error {
	layers, err := image.Layers()
	if err != nil {
		return err
	}
	for _, layer := range layers {
		digest, err := layer.Digest()
		if err != nil {
			return err
		}
		if s.has(digest) {
			continue
		}
		reader, err := layer.Compressed()
		if err != nil {
			return err
		}
		err = s.write(digest, reader)
		reader.Close()
		if err != nil {
			return fmt.Errorf("layer %s: %w", digest, err)
		}
	}
	config, err := image.RawConfigFile()
	if err != nil {
		return err
	}
	configName, err := image.ConfigName()
	if err != nil {
		return err
	}
	if err := s.write(configName, bytes.NewReader(config)); err != nil {
		return fmt.Errorf("configuration %s: %w", configName, err)
	}
	manifest, err := image.RawManifest()
	if err != nil {
		return err
	}
	digest, err := image.Digest()
	if err != nil {
		return err
	}
	return s.write(digest, bytes.NewReader(manifest))
}
