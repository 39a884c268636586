// Package secretsmanager takes the place of the client with which CoreDNS reads keys of DNSSEC from AWS.
package secretsmanager

import (
	"context"
	"errors"
)

// Client reads nothing.
type Client struct{}

// NewFromConfig returns a client.
func NewFromConfig(any) *Client { return &Client{} }

// GetSecretValueInput names a secret.
type GetSecretValueInput struct {
	SecretId     *string
	VersionStage *string
}

// GetSecretValueOutput is a secret.
type GetSecretValueOutput struct {
	SecretString *string
}

// GetSecretValue fails.
func (*Client) GetSecretValue(context.Context, *GetSecretValueInput) (*GetSecretValueOutput, error) {
	return nil, errors.New("the coredns that cdknomad builds for labs cannot read AWS Secrets Manager; give dnssec a key file")
}
