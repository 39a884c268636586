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
	Size int64 `json:"size"`
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
		all = append(all, listed{r, size})
	}
	return all, nil
}

// pruned is what prune removed.
type pruned struct {
	Names []string `json:"names"`
	Bytes int64    `json:"bytes"`
}

// prune removes the images that no node has used for an age, and the blobs that no image needs then.
func prune(cache store, unusedFor time.Duration) (*pruned, error) {
	records, err := cache.records()
	if err != nil {
		return nil, err
	}
	result := &pruned{Names: []string{}}
	needed := map[v1.Hash]bool{}
	for _, r := range records {
		digest, err := v1.NewHash(r.Digest)
		if err != nil {
			return nil, err
		}
		if info, err := os.Stat(cache.blobPath(digest)); err == nil && time.Since(info.ModTime()) < unusedFor {
			cache.reachable(digest, needed)
			continue
		}
		if err := os.Remove(cache.recordPath(r.Name)); err != nil {
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
		if needed[v1.Hash{Algorithm: "sha256", Hex: entry.Name()}] || time.Since(info.ModTime()) < unusedFor || (isPart && time.Since(info.ModTime()) < time.Hour) {
			return nil
		}
		result.Bytes += info.Size()
		return os.Remove(path)
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return result, err
}
