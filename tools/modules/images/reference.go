package main

import (
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// hub is the registry of names without a registry.
const hub = "docker.io"

// hubHosts are the names of its servers.
var hubHosts = map[string]bool{hub: true, "index.docker.io": true, "registry-1.docker.io": true, "registry.hub.docker.com": true}

// local is the registry of images that only labs have: those that were pushed to a lab, and those of podman without a registry.
const local = "localhost"

// isLocal reports whether a registry is this machine, at any port.
func isLocal(registry string) bool {
	host, _, _ := strings.Cut(registry, ":")
	return host == local
}

// image is what a node asks for: a repository of a registry, and a tag or a digest of it.
type image struct {
	registry   string
	repository string
	reference  string
}

// newImage normalizes the names of Docker Hub.
func newImage(registry, repository, reference string) image {
	registry = strings.TrimSuffix(registry, ":443") // the port of registries, which engines leave out
	if isLocal(registry) {
		return image{local, repository, reference}
	}
	if registry == "" || hubHosts[registry] {
		registry = hub
		// The library that parses names takes "localhost" for an organization of Docker Hub; engines do not.
		if below, ok := strings.CutPrefix(repository, "library/"+local+"/"); ok {
			return image{local, below, reference}
		}
		if below, ok := strings.CutPrefix(repository, local+"/"); ok {
			return image{local, below, reference}
		}
		if !strings.Contains(repository, "/") {
			repository = "library/" + repository
		}
	}
	return image{registry, repository, reference}
}

// parseImage reads a name as people write it, such as nginx:1.27 or ghcr.io/a/b@sha256:...
func parseImage(text string) (image, error) {
	parsed, err := name.ParseReference(text)
	if err != nil {
		return image{}, err
	}
	return newImage(parsed.Context().RegistryStr(), parsed.Context().RepositoryStr(), parsed.Identifier()), nil
}

// digest returns the digest that the image is asked for by; false if it is a tag.
func (i image) digest() (v1.Hash, bool) {
	hash, err := v1.NewHash(i.reference)
	return hash, err == nil
}

// String is the full name: registry/repository:tag or registry/repository@digest.
func (i image) String() string {
	separator := ":"
	if _, ok := i.digest(); ok {
		separator = "@"
	}
	return i.registry + "/" + i.repository + separator + i.reference
}
