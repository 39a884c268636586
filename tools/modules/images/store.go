package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"syscall"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// store keeps images by digest, and names that point to them. Labs and the `lab image` commands share one: every file is
// written under another name first, so that a reader never sees half of one.
type store struct{ dir string }

// How an image came into the store.
const (
	sourcePulled = "pulled"
	sourceLoaded = "loaded"
	sourcePushed = "pushed"
)

// record is what a name points to.
type record struct {
	Name      string    `json:"name"`
	Digest    string    `json:"digest"`
	MediaType string    `json:"mediaType"`
	Source    string    `json:"source"`
	At        time.Time `json:"at"`
	// Login is whether it was pulled with the login of a task, so that nobody else gets it without asking its registry.
	Login bool `json:"login,omitempty"`
}

func (s store) blobPath(digest v1.Hash) string {
	return filepath.Join(s.dir, "blobs", digest.Algorithm, digest.Hex)
}

// uploads is the folder of the blobs that are being pushed.
func (s store) uploads() string { return filepath.Join(s.dir, "uploads") }

func (s store) recordPath(name string) string {
	return filepath.Join(s.dir, "names", url.PathEscape(name)+".json")
}

// How a lock of a store is held.
const (
	shared    = syscall.LOCK_SH
	exclusive = syscall.LOCK_EX
)

// lock keeps prune (exclusive) from the blobs of an image that is being loaded or pushed (shared) and has no name yet. The kernel
// releases the lock of a process that ends.
func (s store) lock(how int) (unlock func(), err error) {
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(filepath.Join(s.dir, "lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), how); err != nil {
		file.Close()
		return nil, err
	}
	return func() { file.Close() }, nil
}

// discard removes blobs that no image needs, unless another command is loading or pushing at the same time: prune removes them then.
func (s store) discard(blobs []v1.Hash) {
	unlock, err := s.lock(exclusive | syscall.LOCK_NB)
	if err != nil {
		return
	}
	defer unlock()
	records, err := s.records()
	if err != nil {
		return
	}
	needed := map[v1.Hash]bool{}
	for _, r := range records {
		if digest, err := v1.NewHash(r.Digest); err == nil {
			s.reachable(digest, needed)
		}
	}
	for _, blob := range blobs {
		if !needed[blob] {
			os.Remove(s.blobPath(blob))
		}
	}
}

// fetch calls get unless a blob is there. Labs that need the same blob at the same time wait for the one that gets it.
func (s store) fetch(digest v1.Hash, get func() error) error {
	path := filepath.Join(s.dir, "downloads", digest.Hex)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return s.explained(err)
	}
	defer file.Close()
	if err := syscall.Flock(int(file.Fd()), exclusive); err != nil {
		return err
	}
	defer os.Remove(path)
	if s.has(digest) {
		return nil
	}
	return get()
}

// has reports whether a blob is there, and notes that it was used.
func (s store) has(digest v1.Hash) bool {
	now := time.Now()
	return os.Chtimes(s.blobPath(digest), now, now) == nil
}

func (s store) exists(digest v1.Hash) bool {
	_, err := os.Stat(s.blobPath(digest))
	return err == nil
}

// read returns a small blob: a manifest or a configuration.
func (s store) read(digest v1.Hash) ([]byte, error) { return os.ReadFile(s.blobPath(digest)) }

// write keeps a blob after it has verified the digest.
func (s store) write(digest v1.Hash, content io.Reader) error {
	if digest.Algorithm != "sha256" {
		return fmt.Errorf("digest %s: only sha256 is supported", digest)
	}
	return s.atomic(s.blobPath(digest), func(file io.Writer) error {
		sum := sha256.New()
		if _, err := io.Copy(io.MultiWriter(file, sum), content); err != nil {
			return err
		}
		if got := hex.EncodeToString(sum.Sum(nil)); got != digest.Hex {
			return fmt.Errorf("content has digest sha256:%s, not %s", got, digest)
		}
		return nil
	})
}

// find returns the record of a name; nil if there is none.
func (s store) find(name string) (*record, error) {
	raw, err := os.ReadFile(s.recordPath(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var found record
	if err := json.Unmarshal(raw, &found); err != nil {
		return nil, fmt.Errorf("%s: %w", s.recordPath(name), err)
	}
	return &found, nil
}

// name points a name to an image whose blobs are all in the store.
func (s store) name(r record) error {
	return s.atomic(s.recordPath(r.Name), func(file io.Writer) error { return json.NewEncoder(file).Encode(r) })
}

// nameAll points names to images, or none of them.
func (s store) nameAll(records []record) error {
	var undo []func()
	for _, r := range records {
		before, err := s.find(r.Name)
		if err == nil {
			err = s.name(r)
		}
		if err != nil {
			for _, each := range undo {
				each()
			}
			return err
		}
		undo = append(undo, func() {
			if before != nil {
				s.name(*before)
			} else {
				os.Remove(s.recordPath(r.Name))
			}
		})
	}
	return nil
}

// records returns all names, sorted.
func (s store) records() ([]record, error) {
	entries, err := os.ReadDir(filepath.Join(s.dir, "names"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var found []record
	for _, entry := range entries {
		name, err := url.PathUnescape(entry.Name())
		if err != nil || filepath.Ext(name) != ".json" {
			continue // another process writes this file just now
		}
		r, err := s.find(name[:len(name)-len(".json")])
		if err != nil {
			return nil, err
		}
		if r != nil {
			found = append(found, *r)
		}
	}
	return found, nil
}

// atomic writes a file under another name first.
func (s store) atomic(path string, write func(io.Writer) error) error {
	return s.explained(s.writeAside(path, write))
}

// explained says what to do about a full disk.
func (s store) explained(err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("no space left for images in %s; `cdknomad cache prune` and `cdknomad lab image prune` free some (%w)", s.dir, syscall.ENOSPC)
	}
	return err
}

func (s store) writeAside(path string, write func(io.Writer) error) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	file, err := os.CreateTemp(folder, ".part-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	err = write(file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
