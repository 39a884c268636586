package main

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"sync"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"golang.org/x/sync/singleflight"
)

// freshFor is how long a tag other than "latest" is served without asking its registry again.
const freshFor = time.Hour

// found is a manifest or an index in a store.
type found struct {
	digest    v1.Hash
	mediaType types.MediaType
	store     store
}

// mirror finds images: those that the user loaded, then those of their registries, then cdknomad's stand-ins.
type mirror struct {
	cache    store
	standIns *standIns
	// upstream is nil if the lab asks no registry.
	upstream *upstream
	flights  singleflight.Group
	// verified are the images that registries have given to logins of tasks, and when.
	verified sync.Map
}

// manifest returns what an image's name points to.
func (m *mirror) manifest(ctx context.Context, i image) (*found, error) {
	if digest, ok := i.digest(); ok {
		return m.byDigest(ctx, i, digest)
	}
	if m.standIns.own(i) {
		return m.standIns.manifest(ctx, i)
	}
	kept, err := m.kept(i)
	if err != nil {
		return nil, err
	}
	task := loginOf(ctx)
	if kept != nil && (kept.record.Source != sourcePulled || kept.isFresh(i) && m.mayGet(kept, task)) {
		return &kept.found, nil
	}
	if i.registry == local {
		return nil, refused(i, task, errNotPushed)
	}
	pulled, err := m.pull(ctx, i, kept)
	if err == nil {
		return pulled, nil
	}
	refusal := refused(i, task, err)
	if isDenied(err) && (task.isSet() || kept != nil && kept.record.Login) {
		log.Printf("%s: refused, because %s", i, refusal.message)
		return nil, refusal
	}
	if kept != nil {
		log.Printf("%s: the image of %s, because %s", i, kept.record.At.Format(time.RFC3339), refusal.message)
		return &kept.found, nil
	}
	standIn, failed := m.standIns.manifest(ctx, i)
	if standIn != nil {
		log.Printf("%s: a stand-in, because %s", i, refusal.message)
		return standIn, nil
	}
	if failed != nil {
		refusal.message += fmt.Sprintf("; the stand-in for it cannot be built: %v", failed)
	}
	log.Printf("%s: refused, because %s", i, refusal.message)
	return nil, refusal
}

// keptImage is an image of the cache.
type keptImage struct {
	found
	record record
}

func (k *keptImage) isFresh(i image) bool {
	return i.reference != "latest" && time.Since(k.record.At) < freshFor
}

// mayGet reports whether a registry is known to give an image to the login of a task, or to everybody.
func (m *mirror) mayGet(kept *keptImage, task login) bool {
	if !task.isSet() {
		return !kept.record.Login
	}
	at, ok := m.verified.Load(task.key(kept.record.Name))
	return ok && time.Since(at.(time.Time)) < freshFor
}

func (m *mirror) kept(i image) (*keptImage, error) {
	r, err := m.cache.find(i.String())
	if err != nil || r == nil {
		return nil, err
	}
	digest, err := v1.NewHash(r.Digest)
	if err != nil || !m.cache.has(digest) {
		return nil, nil // pruned
	}
	return &keptImage{found{digest, types.MediaType(r.MediaType), m.cache}, *r}, nil
}

// pull asks the registry of an image. Nodes that ask for the same at the same time share one answer.
func (m *mirror) pull(ctx context.Context, i image, kept *keptImage) (*found, error) {
	if m.upstream == nil {
		return nil, errOffline
	}
	task := loginOf(ctx)
	answer, err, _ := m.flights.Do(task.key(i.String()), func() (any, error) {
		// A node that goes away must not end the download for the others.
		ctx := context.WithoutCancel(ctx)
		if kept != nil {
			if digest, err := m.upstream.digest(ctx, i); err != nil {
				return nil, err
			} else if digest == kept.digest {
				return &kept.found, m.record(i, kept.digest, kept.mediaType, task)
			}
		}
		descriptor, err := m.upstream.manifest(ctx, i)
		if err != nil {
			return nil, err
		}
		if err := m.cache.write(descriptor.Digest, bytes.NewReader(descriptor.Manifest)); err != nil {
			return nil, err
		}
		log.Printf("%s: pulled %s", i, descriptor.Digest)
		return &found{descriptor.Digest, descriptor.MediaType, m.cache}, m.record(i, descriptor.Digest, descriptor.MediaType, task)
	})
	if err != nil {
		return nil, err
	}
	return answer.(*found), nil
}

func (m *mirror) record(i image, digest v1.Hash, mediaType types.MediaType, task login) error {
	if task.isSet() {
		m.verified.Store(task.key(i.String()), time.Now())
	}
	if _, byDigest := i.digest(); byDigest {
		return nil
	}
	return m.cache.name(record{i.String(), digest.String(), string(mediaType), sourcePulled, time.Now(), task.isSet()})
}

func (m *mirror) byDigest(ctx context.Context, i image, digest v1.Hash) (*found, error) {
	if m.cache.has(digest) {
		mediaType, err := m.cache.mediaTypeOf(digest)
		return &found{digest, mediaType, m.cache}, err
	}
	if built, ok := m.standIns.holding(digest); ok {
		mediaType, err := built.mediaTypeOf(digest)
		return &found{digest, mediaType, built}, err
	}
	if i.registry == local {
		return nil, refused(i, loginOf(ctx), errNotPushed)
	}
	pulled, err := m.pull(ctx, i, nil)
	if err != nil {
		return nil, refused(i, loginOf(ctx), err)
	}
	return pulled, nil
}

// blob returns the store that has a blob, after it has been downloaded if necessary.
func (m *mirror) blob(ctx context.Context, i image, digest v1.Hash) (store, error) {
	if m.cache.has(digest) {
		return m.cache, nil
	}
	if built, ok := m.standIns.holding(digest); ok {
		return built, nil
	}
	task := loginOf(ctx)
	if i.registry == local {
		return store{}, refused(i, task, errNotPushed)
	}
	if m.upstream == nil {
		return store{}, refused(i, task, errOffline)
	}
	_, err, _ := m.flights.Do(task.key("blob "+digest.String()), func() (any, error) {
		return nil, m.cache.fetch(digest, func() error { return m.download(context.WithoutCancel(ctx), i, digest) })
	})
	if err != nil {
		refusal := refused(i, task, err)
		log.Printf("%s: %s", i, refusal.message)
		return store{}, refusal
	}
	return m.cache, nil
}

// download gets a blob from its registry.
func (m *mirror) download(ctx context.Context, i image, digest v1.Hash) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	layer, err := m.upstream.blob(ctx, i)
	if err != nil {
		return err
	}
	content, err := layer.Compressed()
	if err != nil {
		return err
	}
	defer content.Close()
	if err := m.cache.write(digest, newSteady(content, cancel)); err != nil {
		return incomplete{err}
	}
	return nil
}
