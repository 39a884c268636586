package main

import (
	"errors"
	"log"
	"net/http"
	"os"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// handler answers the pulls of container engines.
//
// See https://github.com/opencontainers/distribution-spec/blob/main/spec.md
type handler struct {
	mirror *mirror
	// registry is the one that the requests are for.
	registry string
	// logins has what tasks log in with; nil for a registry without a login.
	logins *logins
	// scheme is https or http.
	scheme string
}

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Docker-Distribution-Api-Version", "registry/2.0")
	if h.logins != nil && r.URL.Path == tokenPath {
		h.logins.answer(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		refusal{http.StatusMethodNotAllowed, "UNSUPPORTED", "a node cannot push images; push them from the machine of the lab, to the address in `cdknomad lab status`"}.write(w)
		return
	}
	if h.logins != nil {
		identified, ok := h.logins.identify(w, r, h.scheme)
		if !ok {
			return
		}
		r = identified
	}
	rest, ok := strings.CutPrefix(r.URL.Path, "/v2/")
	if !ok {
		refusal{http.StatusNotFound, "UNSUPPORTED", "this is a registry of images: it answers below /v2/"}.write(w)
		return
	}
	if rest == "" {
		w.WriteHeader(http.StatusOK)
		return
	}
	var err error
	if repository, reference, ok := cut(rest, "/manifests/"); ok {
		err = h.manifest(w, r, newImage(h.registry, repository, reference))
	} else if repository, digest, ok := cut(rest, "/blobs/"); ok {
		err = h.blob(w, r, newImage(h.registry, repository, digest))
	} else {
		err = refusal{http.StatusNotFound, "UNSUPPORTED", r.URL.Path + " is not supported"}
	}
	answerError(w, r, err)
}

// answerError answers with what went wrong; nothing if nothing did.
func answerError(w http.ResponseWriter, r *http.Request, err error) {
	var refused refusal
	switch {
	case errors.As(err, &refused):
		refused.write(w)
	case err != nil:
		log.Printf("%s: %v", r.URL.Path, err)
		// Engines show the messages of a status below 500 only.
		refusal{http.StatusNotFound, "UNKNOWN", "the lab's registry: " + err.Error()}.write(w)
	}
}

func cut(path, word string) (repository, reference string, ok bool) {
	at := strings.LastIndex(path, word)
	if at <= 0 {
		return "", "", false
	}
	return path[:at], path[at+len(word):], true
}

func (h handler) manifest(w http.ResponseWriter, r *http.Request, i image) error {
	found, err := h.mirror.manifest(r.Context(), i)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", string(found.mediaType))
	return send(w, r, found.store, found.digest)
}

func (h handler) blob(w http.ResponseWriter, r *http.Request, i image) error {
	digest, ok := i.digest()
	if !ok {
		return refusal{http.StatusNotFound, "BLOB_UNKNOWN", i.reference + " is not a digest"}
	}
	from, err := h.mirror.blob(r.Context(), i, digest)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	return send(w, r, from, digest)
}

func send(w http.ResponseWriter, r *http.Request, from store, digest v1.Hash) error {
	file, err := os.Open(from.blobPath(digest))
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	w.Header().Set("Docker-Content-Digest", digest.String())
	http.ServeContent(w, r, "", info.ModTime(), file)
	return nil
}
