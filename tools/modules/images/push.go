package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// maxManifest is the size up to which registries must accept a manifest.
const maxManifest = 4 << 20

var (
	validRepository = regexp.MustCompile(`^[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$`)
	validTag        = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$`)
	validUpload     = regexp.MustCompile(`^[A-Z2-7]+$`)
)

// pushes answers the container engines of the user's machine, which push images to the lab. The images are called localhost/NAME.
//
// See https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push
type pushes struct {
	mirror *mirror
	pulls  http.Handler
}

func newPushes(m *mirror) http.Handler {
	return &pushes{m, handler{mirror: m, registry: local}}
}

func (p *pushes) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// A page in a browser of this machine can send requests here, too.
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if ip := net.ParseIP(host); r.Header.Get("Origin") != "" || host != local && (ip == nil || !ip.IsLoopback()) {
		refusal{http.StatusForbidden, "DENIED", "images are pushed to localhost, by a container engine"}.write(w)
		return
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		if repository, id, ok := cut(strings.TrimPrefix(r.URL.Path, "/v2/"), "/blobs/uploads/"); ok && validUpload.MatchString(id) {
			answerError(w, r, p.status(w, repository, id))
			return
		}
		if p.lists(w, r) {
			return
		}
		p.pulls.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Docker-Distribution-Api-Version", "registry/2.0")
	answerError(w, r, p.push(w, r))
}

func (p *pushes) push(w http.ResponseWriter, r *http.Request) error {
	rest, _ := strings.CutPrefix(r.URL.Path, "/v2/")
	if repository, reference, ok := cut(rest, "/manifests/"); ok && r.Method == http.MethodPut {
		if !validRepository.MatchString(repository) {
			return refusal{http.StatusBadRequest, "NAME_INVALID", repository + " is not a name of a repository"}
		}
		return p.manifest(w, r, newImage(local, repository, reference))
	}
	repository, id, ok := cut(rest+"/", "/blobs/uploads/")
	id = strings.Trim(id, "/")
	if !ok || !validRepository.MatchString(repository) || id != "" && !validUpload.MatchString(id) {
		return refusal{http.StatusNotFound, "UNSUPPORTED", r.Method + " " + r.URL.Path + " is not supported"}
	}
	switch {
	case r.Method == http.MethodPost && id == "":
		return p.begin(w, r, repository)
	case r.Method == http.MethodPatch && id != "":
		if err := p.receive(r, id); err != nil {
			return err
		}
		return p.accepted(w, repository, id, http.StatusAccepted)
	case r.Method == http.MethodPut && id != "":
		if err := p.receive(r, id); err != nil {
			return err
		}
		return p.finish(w, r, repository, id)
	case r.Method == http.MethodDelete && id != "":
		os.Remove(p.upload(id))
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return refusal{http.StatusMethodNotAllowed, "UNSUPPORTED", r.Method + " is not supported"}
}

// begin starts the upload of a blob, unless the store has it.
func (p *pushes) begin(w http.ResponseWriter, r *http.Request, repository string) error {
	if digest, err := v1.NewHash(r.URL.Query().Get("mount")); err == nil && p.mirror.cache.has(digest) {
		return created(w, repository, digest)
	}
	id := rand.Text()
	if err := os.MkdirAll(p.mirror.cache.uploads(), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(p.upload(id), nil, 0o600); err != nil {
		return p.mirror.cache.explained(err)
	}
	if r.URL.Query().Get("digest") != "" {
		if err := p.receive(r, id); err != nil {
			return err
		}
		return p.finish(w, r, repository, id)
	}
	return p.accepted(w, repository, id, http.StatusAccepted)
}

// receive appends the content of a request to an upload.
func (p *pushes) receive(r *http.Request, id string) error {
	file, err := os.OpenFile(p.upload(id), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return refusal{http.StatusNotFound, "BLOB_UPLOAD_UNKNOWN", "the upload has ended; push again"}
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return err
	}
	if from, _, ok := strings.Cut(r.Header.Get("Content-Range"), "-"); ok && from != fmt.Sprint(info.Size()) {
		file.Close()
		return refusal{http.StatusRequestedRangeNotSatisfiable, "BLOB_UPLOAD_INVALID", fmt.Sprintf("the upload has %d bytes; push again", info.Size())}
	}
	_, err = io.Copy(file, r.Body)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(p.upload(id))
		// An engine reads the answer only when it has sent everything.
		io.Copy(io.Discard, r.Body)
		return full(p.mirror.cache.explained(err))
	}
	return nil
}

// finish verifies a blob and moves it into the store.
func (p *pushes) finish(w http.ResponseWriter, r *http.Request, repository, id string) error {
	defer os.Remove(p.upload(id))
	digest, err := v1.NewHash(r.URL.Query().Get("digest"))
	if err != nil || digest.Algorithm != "sha256" {
		return refusal{http.StatusBadRequest, "DIGEST_INVALID", "the digest of a blob is sha256:..."}
	}
	file, err := os.Open(p.upload(id))
	if err != nil {
		return err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != digest.Hex {
		return refusal{http.StatusBadRequest, "DIGEST_INVALID", fmt.Sprintf("the content has digest sha256:%s, not %s; push again", got, digest)}
	}
	target := p.mirror.cache.blobPath(digest)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	if err := os.Rename(p.upload(id), target); err != nil {
		return err
	}
	return created(w, repository, digest)
}

// manifest names an image whose blobs have been pushed.
func (p *pushes) manifest(w http.ResponseWriter, r *http.Request, i image) error {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxManifest))
	if err != nil {
		return refusal{http.StatusRequestEntityTooLarge, "SIZE_INVALID", "the manifest is larger than 4 MiB"}
	}
	digest, _, err := v1.SHA256(strings.NewReader(string(raw)))
	if err != nil {
		return err
	}
	asked, byDigest := i.digest()
	if byDigest && asked != digest {
		return refusal{http.StatusBadRequest, "DIGEST_INVALID", fmt.Sprintf("the manifest has digest %s, not %s", digest, asked)}
	}
	if !byDigest && !validTag.MatchString(i.reference) {
		return refusal{http.StatusBadRequest, "TAG_INVALID", i.reference + " is not a tag"}
	}
	var pushed content
	if err := json.Unmarshal(raw, &pushed); err != nil {
		return refusal{http.StatusBadRequest, "MANIFEST_INVALID", fmt.Sprintf("the manifest is not JSON: %v", err)}
	}
	// The blobs are not pruned before they have a name.
	unlock, err := p.mirror.cache.lock(shared)
	if err != nil {
		return err
	}
	defer unlock()
	if err := p.check(&pushed, i, byDigest); err != nil {
		return err
	}
	if err := p.mirror.cache.write(digest, strings.NewReader(string(raw))); err != nil {
		return full(err)
	}
	if !byDigest {
		mediaType := pushed.MediaType
		if mediaType == "" {
			mediaType = types.MediaType(r.Header.Get("Content-Type"))
		}
		if err := p.mirror.cache.name(record{i.String(), digest.String(), string(mediaType), sourcePushed, time.Now(), false}); err != nil {
			return full(err)
		}
	}
	w.Header().Set("Location", fmt.Sprintf("/v2/%s/manifests/%s", i.repository, digest))
	w.Header().Set("Docker-Content-Digest", digest.String())
	w.WriteHeader(http.StatusCreated)
	return nil
}

// check refuses an image that is not complete or that no node can run.
func (p *pushes) check(pushed *content, i image, byDigest bool) error {
	missing := func(digest v1.Hash) error {
		return refusal{http.StatusBadRequest, "MANIFEST_BLOB_UNKNOWN", fmt.Sprintf("%s: blob %s has not been pushed; push again", i, digest)}
	}
	if pushed.Manifests != nil {
		for _, one := range pushed.Manifests {
			if p.mirror.cache.has(one.Digest) && (one.Platform == nil || !isForeign(one.Platform.OS, one.Platform.Architecture)) {
				return nil
			}
		}
		return refusal{http.StatusBadRequest, "MANIFEST_INVALID", fmt.Sprintf("%s has no image for linux/%s, which the nodes of a lab are", i, runtime.GOARCH)}
	}
	for _, layer := range pushed.Layers {
		if !p.mirror.cache.has(layer.Digest) {
			return missing(layer.Digest)
		}
	}
	if pushed.Config == nil {
		return refusal{http.StatusBadRequest, "MANIFEST_INVALID", i.String() + ": the manifest has no configuration; push it with a current docker or podman"}
	}
	if !p.mirror.cache.has(pushed.Config.Digest) {
		return missing(pushed.Config.Digest)
	}
	raw, err := p.mirror.cache.read(pushed.Config.Digest)
	if err != nil {
		return err
	}
	var platform v1.Platform
	// The images of an index are pushed by digest, also those for other machines.
	if json.Unmarshal(raw, &platform) == nil && !byDigest && isForeign(platform.OS, platform.Architecture) {
		return refusal{http.StatusBadRequest, "MANIFEST_INVALID", fmt.Sprintf("%s %v", i, foreign(platform.OS, platform.Architecture))}
	}
	return nil
}

// full is the refusal of a push for which there is no space; engines do not show the message of a status above 499.
func full(err error) error {
	if err == nil || !errors.Is(err, syscall.ENOSPC) {
		return err
	}
	return refusal{http.StatusRequestEntityTooLarge, "SIZE_INVALID", err.Error()}
}

func (p *pushes) upload(id string) string { return filepath.Join(p.mirror.cache.uploads(), id) }

func (p *pushes) status(w http.ResponseWriter, repository, id string) error {
	return p.accepted(w, repository, id, http.StatusNoContent)
}

// accepted says how much of an upload has come.
func (p *pushes) accepted(w http.ResponseWriter, repository, id string, status int) error {
	info, err := os.Stat(p.upload(id))
	if err != nil {
		return refusal{http.StatusNotFound, "BLOB_UPLOAD_UNKNOWN", "the upload has ended; push again"}
	}
	w.Header().Set("Location", fmt.Sprintf("/v2/%s/blobs/uploads/%s", repository, id))
	w.Header().Set("Range", fmt.Sprintf("0-%d", max(info.Size()-1, 0)))
	w.Header().Set("Docker-Upload-UUID", id)
	w.WriteHeader(status)
	return nil
}

func created(w http.ResponseWriter, repository string, digest v1.Hash) error {
	w.Header().Set("Location", fmt.Sprintf("/v2/%s/blobs/%s", repository, digest))
	w.Header().Set("Docker-Content-Digest", digest.String())
	w.WriteHeader(http.StatusCreated)
	return nil
}
