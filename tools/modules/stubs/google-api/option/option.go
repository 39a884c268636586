// Package option is the part of Google's package that go-getter uses.
package option

import "golang.org/x/oauth2"

// ClientOption changes a client.
type ClientOption any

// WithTokenSource has no effect, because there is no client.
func WithTokenSource(oauth2.TokenSource) ClientOption { return nil }
