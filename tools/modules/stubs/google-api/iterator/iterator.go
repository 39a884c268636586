// Package iterator is the part of Google's package that go-getter uses.
package iterator

import "errors"

// Done is the end of a list.
var Done = errors.New("no more items in iterator")
