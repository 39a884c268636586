package aclauthmethod

import (
	"github.com/hashicorp/terraform-plugin-framework/path"

	"cdknomad/provider/internal/writeonly"
)

// privateKey gives nil if there is no such block.
func (c *config) privateKey() *privateKey {
	if c == nil || c.Assertion == nil {
		return nil
	}
	return c.Assertion.PrivateKey
}

// writeOnly returns the write-only arguments of a planned resource. Only configured has their values.
func (m *model) writeOnly(configured, prior *model) writeonly.Arguments {
	if m.Config == nil || configured.Config == nil {
		return nil
	}
	var before *config
	if prior != nil {
		before = prior.Config
	}
	block := path.Root("config")
	secret := writeonly.Argument{Path: block.AtName("oidc_client_secret_wo"),
		Value: writeonly.Text(configured.Config.OIDCClientSecretWO), Hash: &m.Config.OIDCClientSecretWOHash}
	if before != nil {
		secret.Prior = before.OIDCClientSecretWOHash
	}
	arguments := writeonly.Arguments{secret}
	if planned, given := m.Config.privateKey(), configured.Config.privateKey(); planned != nil && given != nil {
		key := writeonly.Argument{Path: block.AtName("oidc_client_assertion").AtName("private_key").AtName("pem_key_wo"),
			Value: writeonly.Text(given.PEMKeyWO), Hash: &planned.PEMKeyWOHash}
		if before := before.privateKey(); before != nil {
			key.Prior = before.PEMKeyWOHash
		}
		arguments = append(arguments, key)
	}
	return arguments
}

// filled returns the model with the values of the write-only arguments in place of the plain ones, to check it and to send it. It
// never becomes a plan or a state.
func (m *model) filled(configured *model) *model {
	filled := *m
	if m.Config == nil || configured.Config == nil {
		return &filled
	}
	block := *m.Config
	filled.Config = &block
	if writeonly.Text(configured.Config.OIDCClientSecretWO).IsGiven {
		block.OIDCClientSecret = configured.Config.OIDCClientSecretWO
	}
	if planned, given := block.privateKey(), configured.Config.privateKey(); planned != nil && given != nil && writeonly.Text(given.PEMKeyWO).IsGiven {
		key, assertion := *planned, *block.Assertion
		key.PEMKey, assertion.PrivateKey, block.Assertion = given.PEMKeyWO, &key, &assertion
	}
	return &filled
}

// checkTwice gives the secrets that the configuration has both ways.
func (m *model) checkTwice() (problems []string) {
	if m.Config == nil {
		return nil
	}
	if !absent(m.Config.OIDCClientSecret) && writeonly.Text(m.Config.OIDCClientSecretWO).IsGiven {
		problems = append(problems, "config.oidc_client_secret_wo: got one beside oidc_client_secret; leave one of them out")
	}
	if key := m.Config.privateKey(); key != nil && !absent(key.PEMKey) && writeonly.Text(key.PEMKeyWO).IsGiven {
		problems = append(problems, "config.oidc_client_assertion.private_key.pem_key_wo: got one beside pem_key; leave one of them out")
	}
	return problems
}
