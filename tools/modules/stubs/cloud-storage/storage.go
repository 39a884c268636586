// Package storage takes the place of the client with which go-getter downloads artifacts from Google Cloud Storage.
package storage

import (
	"context"
	"errors"
	"io"

	"google.golang.org/api/option"
)

var errLeftOut = errors.New("the nomad that cdknomad builds for labs has no client of Google Cloud Storage; give the lab another nomad with --nomad")

// Client reads nothing.
type Client struct{}

// NewClient fails.
func NewClient(context.Context, ...option.ClientOption) (*Client, error) { return nil, errLeftOut }

// Bucket returns a bucket of which nothing can be read.
func (*Client) Bucket(string) *BucketHandle { return &BucketHandle{} }

// BucketHandle is a bucket.
type BucketHandle struct{}

// Object returns an object of the bucket.
func (*BucketHandle) Object(string) *ObjectHandle { return &ObjectHandle{} }

// Objects lists the objects of the bucket.
func (*BucketHandle) Objects(context.Context, *Query) *ObjectIterator { return &ObjectIterator{} }

// Query selects objects.
type Query struct {
	Prefix string
}

// ObjectIterator is a list of objects.
type ObjectIterator struct{}

// Next fails.
func (*ObjectIterator) Next() (*ObjectAttrs, error) { return nil, errLeftOut }

// ObjectAttrs describes an object.
type ObjectAttrs struct {
	Name string
}

// ObjectHandle is an object.
type ObjectHandle struct{}

// Generation returns the object in one of its versions.
func (o *ObjectHandle) Generation(int64) *ObjectHandle { return o }

// NewReader fails.
func (*ObjectHandle) NewReader(context.Context) (*Reader, error) { return nil, errLeftOut }

// Reader reads an object.
type Reader struct {
	io.ReadCloser
}
