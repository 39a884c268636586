// Package azurekeyvault takes the place of the wrapper with which Nomad encrypts its keys through Azure Key Vault. A lab encrypts them with its own
// keys.
package azurekeyvault

import (
	"context"
	"errors"

	wrapping "github.com/hashicorp/go-kms-wrapping/v2"
)

var errLeftOut = errors.New("keyring: the nomad that cdknomad builds for labs has no Azure Key Vault; use the provider aead or transit")

// Wrapper encrypts nothing.
type Wrapper struct{}

var _ wrapping.Wrapper = Wrapper{}

// NewWrapper returns a wrapper of which each method fails.
func NewWrapper() Wrapper { return Wrapper{} }

// Type returns the type of the real wrapper.
func (Wrapper) Type(context.Context) (wrapping.WrapperType, error) {
	return wrapping.WrapperTypeAzureKeyVault, nil
}

// KeyId fails.
func (Wrapper) KeyId(context.Context) (string, error) { return "", errLeftOut }

// SetConfig fails.
func (Wrapper) SetConfig(context.Context, ...wrapping.Option) (*wrapping.WrapperConfig, error) {
	return nil, errLeftOut
}

// Encrypt fails.
func (Wrapper) Encrypt(context.Context, []byte, ...wrapping.Option) (*wrapping.BlobInfo, error) {
	return nil, errLeftOut
}

// Decrypt fails.
func (Wrapper) Decrypt(context.Context, *wrapping.BlobInfo, ...wrapping.Option) ([]byte, error) {
	return nil, errLeftOut
}
