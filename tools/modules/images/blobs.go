package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

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

// keepImage writes all blobs of an image, the manifest last. It returns those that were not there before, also if it fails.
func (s store) keepImage(image v1.Image) (added []v1.Hash, err error) {
	put := func(digest v1.Hash, content io.Reader) error {
		if s.has(digest) {
			return nil
		}
		if err := s.write(digest, content); err != nil {
			return err
		}
		added = append(added, digest)
		return nil
	}
	layers, err := image.Layers()
	if err != nil {
		return added, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return added, err
	}
	if len(layers) != len(config.RootFS.DiffIDs) {
		return added, fmt.Errorf("the configuration of an image lists %d layers, its manifest %d; save the image again", len(config.RootFS.DiffIDs), len(layers))
	}
	for at, layer := range layers {
		digest, err := layer.Digest()
		if err != nil {
			return added, err
		}
		if err := checkContent(layer, config.RootFS.DiffIDs[at]); err != nil {
			return added, fmt.Errorf("layer %s: %w", digest, err)
		}
		reader, err := layer.Compressed()
		if err != nil {
			return added, err
		}
		err = put(digest, reader)
		reader.Close()
		if err != nil {
			return added, fmt.Errorf("layer %s: %w", digest, err)
		}
	}
	rawConfig, err := image.RawConfigFile()
	if err != nil {
		return added, err
	}
	configName, err := image.ConfigName()
	if err != nil {
		return added, err
	}
	if err := put(configName, bytes.NewReader(rawConfig)); err != nil {
		return added, fmt.Errorf("configuration %s: %w", configName, err)
	}
	manifest, err := image.RawManifest()
	if err != nil {
		return added, err
	}
	digest, err := image.Digest()
	if err != nil {
		return added, err
	}
	return added, put(digest, bytes.NewReader(manifest))
}

// checkContent verifies the files of a layer. The digest of a layer in an archive of `docker save` is made here, so that it says nothing
// about a damaged archive.
func checkContent(layer v1.Layer, want v1.Hash) error {
	content, err := layer.Uncompressed()
	if err != nil {
		return err
	}
	defer content.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, content); err != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != want.Hex {
		return fmt.Errorf("is damaged: its files have digest sha256:%s, not %s; save the image again", got, want)
	}
	return nil
}
