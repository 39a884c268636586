package main

import (
	"bytes"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"

	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/google/go-containerregistry/pkg/v1/layout"
)

// serve answers pulls. Blobs are read where the layout has them; nothing is copied, so it is ready at once.
func serve(address, dir string) error {
	blobs := registry.NewDiskBlobHandler(filepath.Join(dir, "blobs"))
	handler := registry.New(registry.WithBlobHandler(blobs))
	index, err := layout.ImageIndexFromPath(dir)
	if err != nil {
		return err
	}
	manifests, err := index.IndexManifest()
	if err != nil {
		return err
	}
	for _, descriptor := range manifests.Manifests {
		image, err := index.Image(descriptor.Digest)
		if err != nil {
			return err
		}
		manifest, err := image.RawManifest()
		if err != nil {
			return err
		}
		repository, tag, found := strings.Cut(descriptor.Annotations[refName], ":")
		if !found {
			return fmt.Errorf("%s: an image has no name with a tag", dir)
		}
		for _, reference := range []string{tag, descriptor.Digest.String()} {
			url := "/v2/" + repository + "/manifests/" + reference
			request := httptest.NewRequest(http.MethodPut, url, bytes.NewReader(manifest))
			request.Header.Set("Content-Type", string(descriptor.MediaType))
			response := httptest.NewRecorder()
			handler.ServeHTTP(response, request)
			if response.Code >= 300 {
				return fmt.Errorf("%s: %s", url, response.Body)
			}
		}
		log.Printf("serving %s:%s", repository, tag)
	}
	return http.ListenAndServe(address, handler)
}
