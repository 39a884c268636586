package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// listed is an image of the cache with the size of what it needs.
type listed struct {
	record
	LastUsed time.Time `json:"lastUsed"`
	Size     int64     `json:"size"`
}

// list returns the images of a cache. Pulled images whose layers no node has asked for yet count what is there.
func list(cache store) ([]listed, error) {
	records, err := cache.records()
	if err != nil {
		return nil, err
	}
	all := []listed{}
	for _, r := range records {
		digest, err := v1.NewHash(r.Digest)
		if err != nil {
			return nil, err
		}
		blobs := map[v1.Hash]bool{}
		cache.reachable(digest, blobs)
		var size int64
		for blob := range blobs {
			if info, err := os.Stat(cache.blobPath(blob)); err == nil {
				size += info.Size()
			}
		}
		used := r.At
		if info, err := os.Stat(cache.blobPath(digest)); err == nil {
			used = info.ModTime()
		}
		all = append(all, listed{r, used, size})
	}
	return all, nil
}

// pruned is what prune removed.
type pruned struct {
	Names []string `json:"names"`
	Bytes int64    `json:"bytes"`
}

// pruneRules say which images prune removes.
type pruneRules struct {
	unusedFor time.Duration
	// pulledOnly keeps the images that cannot be pulled again.
	pulledOnly bool
	// dryRun removes nothing.
	dryRun bool
}

// prune removes the images that no node has used for an age, and the blobs that no image needs then. It waits for images that are
// being loaded or pushed.
func prune(cache store, rules pruneRules) (*pruned, error) {
	result := &pruned{Names: []string{}}
	if _, err := os.Stat(cache.dir); errors.Is(err, fs.ErrNotExist) {
		return result, nil
	}
	unlock, err := cache.lock(exclusive)
	if err != nil {
		return nil, err
	}
	defer unlock()
	records, err := cache.records()
	if err != nil {
		return nil, err
	}
	remove := func(path string) error {
		if rules.dryRun {
			return nil
		}
		return os.Remove(path)
	}
	needed := map[v1.Hash]bool{}
	for _, r := range records {
		digest, err := v1.NewHash(r.Digest)
		if err != nil {
			return nil, err
		}
		info, err := os.Stat(cache.blobPath(digest))
		isUsed := err == nil && time.Since(info.ModTime()) < rules.unusedFor
		if isUsed || (rules.pulledOnly && r.Source != sourcePulled) {
			cache.reachable(digest, needed)
			continue
		}
		if err := remove(cache.recordPath(r.Name)); err != nil {
			return nil, err
		}
		result.Names = append(result.Names, r.Name)
	}
	err = filepath.WalkDir(filepath.Join(cache.dir, "blobs"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return nil // it went away meanwhile
		}
		// A manifest that was asked for by digest has no name, and a download has another name until it ends.
		isPart := strings.HasPrefix(entry.Name(), ".part-")
		if needed[v1.Hash{Algorithm: "sha256", Hex: entry.Name()}] || time.Since(info.ModTime()) < rules.unusedFor || (isPart && time.Since(info.ModTime()) < time.Hour) {
			return nil
		}
		result.Bytes += info.Size()
		return remove(path)
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	uploads, _ := filepath.Glob(filepath.Join(cache.uploads(), "*"))
	for _, path := range uploads {
		if info, failed := os.Stat(path); failed == nil && time.Since(info.ModTime()) > time.Hour {
			result.Bytes += info.Size()
			remove(path)
		}
	}
	return result, err
}
