package sources

import (
	"context"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type jwksModel struct {
	ID   types.String `tfsdk:"id" is:"optional,computed" doc:"Always the same."`
	Keys []jwk        `tfsdk:"keys" doc:"The public keys."`
	PEM  []string     `tfsdk:"pem_keys" doc:"The same keys in PEM."`
}

// jwk is a public key, with the names of RFC 7517 in JSON.
type jwk struct {
	Use       string `tfsdk:"key_use" json:"use"`
	Type      string `tfsdk:"key_type" json:"kty"`
	ID        string `tfsdk:"key_id" json:"kid"`
	Algorithm string `tfsdk:"algorithm" json:"alg"`
	Modulus   string `tfsdk:"modulus" json:"n"`
	Exponent  string `tfsdk:"exponent" json:"e"`
	Curve     string `tfsdk:"curve" json:"crv"`
	X         string `tfsdk:"x" json:"x"`
}

func jwks() func() datasource.DataSource {
	return of("nomad_jwks", "The public keys with which others verify the workload identities of this cluster.", func(ctx context.Context, client *api.Client, model *jwksModel) error {
		var answer struct{ Keys []jwk }
		if _, err := client.Raw().Query("/.well-known/jwks.json", &answer, query(ctx, api.QueryOptions{})); err != nil {
			return err
		}
		if len(answer.Keys) == 0 {
			return source.ErrNotFound
		}
		model.ID, model.Keys = types.StringValue("jwks"), answer.Keys
		for _, key := range answer.Keys {
			text, err := key.pem()
			if err != nil {
				return fmt.Errorf("key %s: %w", key.ID, err)
			}
			model.PEM = append(model.PEM, text)
		}
		return nil
	})
}

func (k jwk) pem() (string, error) {
	public, err := k.public()
	if err != nil {
		return "", err
	}
	der, err := x509.MarshalPKIXPublicKey(public)
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})), err
}

func (k jwk) public() (any, error) {
	decode := base64.RawURLEncoding.DecodeString
	switch {
	case k.Type == "RSA":
		modulus, err := decode(k.Modulus)
		if err != nil {
			return nil, fmt.Errorf("n: %w", err)
		}
		exponent, err := decode(k.Exponent)
		if err != nil {
			return nil, fmt.Errorf("e: %w", err)
		}
		return &rsa.PublicKey{N: new(big.Int).SetBytes(modulus), E: int(new(big.Int).SetBytes(exponent).Int64())}, nil
	case k.Type == "OKP" && k.Curve == "Ed25519":
		x, err := decode(k.X)
		if err != nil || len(x) != ed25519.PublicKeySize {
			return nil, fmt.Errorf("x: got %d bytes, want %d in base64 (%v)", len(x), ed25519.PublicKeySize, err)
		}
		return ed25519.PublicKey(x), nil
	}
	return nil, fmt.Errorf("kty: got %q with the curve %q, want RSA, or OKP with Ed25519", k.Type, k.Curve)
}
