// Package gcp takes the place of the login to Vault with an identity of Google Cloud, for a Consul whose certificate authority is Vault.
package gcp

import (
	"context"
	"errors"

	"github.com/hashicorp/vault/api"
)

var errLeftOut = errors.New("the consul that cdknomad builds for labs cannot log in to Vault with Google Cloud; use another auth method, or give the lab another consul with --consul")

// GCPAuth logs in to nothing.
type GCPAuth struct{}

// LoginOption changes a login.
type LoginOption func(*GCPAuth) error

// NewGCPAuth fails.
func NewGCPAuth(string, ...LoginOption) (*GCPAuth, error) { return nil, errLeftOut }

// Login fails.
func (*GCPAuth) Login(context.Context, *api.Client) (*api.Secret, error) { return nil, errLeftOut }

// WithMountPath has no effect.
func WithMountPath(string) LoginOption { return nil }

// WithIAMAuth has no effect.
func WithIAMAuth(string) LoginOption { return nil }

// WithGCEAuth has no effect.
func WithGCEAuth() LoginOption { return nil }
