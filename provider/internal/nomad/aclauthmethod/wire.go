package aclauthmethod

import (
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
)

// defaultNameFormat is what Nomad makes of no format at the first write. At a later write it takes none as "keep", so the
// default is always sent.
const defaultNameFormat = "${auth_method_type}-${auth_method_name}"

// The default algorithms with which Nomad signs: for a client secret, and for a key.
const (
	standardHMAC = "HS256"
	standardRSA  = "RS256"
)

// redacted is what Nomad gives instead of a secret.
const redacted = "redacted"

func (m *model) method() *api.ACLAuthMethod {
	method := &api.ACLAuthMethod{
		Name: m.Name.ValueString(), Type: m.Type.ValueString(), TokenLocality: m.TokenLocality.ValueString(),
		TokenNameFormat: m.TokenNameFormat.ValueString(), MaxTokenTTL: duration(m.MaxTokenTTL), Default: m.Default.ValueBool(),
	}
	if method.TokenNameFormat == "" {
		method.TokenNameFormat = defaultNameFormat
	}
	if m.Config != nil {
		method.Config = m.Config.wire()
	}
	return method
}

func (c *config) wire() *api.ACLAuthMethodConfig {
	wire := &api.ACLAuthMethodConfig{
		JWTValidationPubKeys: follow.Strings(c.JWTValidationPubKeys), JWKSURL: c.JWKSURL.ValueString(), JWKSCACert: c.JWKSCACert.ValueString(),
		OIDCDiscoveryURL: c.OIDCDiscoveryURL.ValueString(), OIDCClientID: c.OIDCClientID.ValueString(), OIDCClientSecret: c.OIDCClientSecret.ValueString(),
		OIDCEnablePKCE: c.OIDCEnablePKCE.ValueBool(), OIDCDisableUserInfo: c.OIDCDisableUserinfo.ValueBool(), OIDCScopes: follow.Strings(c.OIDCScopes),
		BoundAudiences: follow.Strings(c.BoundAudiences), BoundIssuer: follow.Strings(c.BoundIssuer),
		AllowedRedirectURIs: follow.Strings(c.AllowedRedirectURIs), DiscoveryCaPem: follow.Strings(c.DiscoveryCAPEM), SigningAlgs: follow.Strings(c.SigningAlgs),
		ExpirationLeeway: duration(c.ExpirationLeeway), NotBeforeLeeway: duration(c.NotBeforeLeeway), ClockSkewLeeway: duration(c.ClockSkewLeeway),
		ClaimMappings: follow.StringMap(c.ClaimMappings), ListClaimMappings: follow.StringMap(c.ListClaimMappings), VerboseLogging: c.VerboseLogging.ValueBool(),
	}
	if block := c.Assertion; block != nil {
		wire.OIDCClientAssertion = &api.OIDCClientAssertion{
			Audience: follow.Strings(block.Audience), KeySource: api.OIDCClientAssertionKeySource(block.KeySource.ValueString()),
			KeyAlgorithm: block.KeyAlgorithm.ValueString(), ExtraHeaders: follow.StringMap(block.ExtraHeaders),
		}
		if key := block.PrivateKey; key != nil {
			wire.OIDCClientAssertion.PrivateKey = &api.OIDCClientAssertionKey{
				PemKey: key.PEMKey.ValueString(), PemKeyFile: key.PEMKeyFile.ValueString(), KeyID: key.KeyID.ValueString(),
				KeyIDHeader: api.OIDCClientAssertionKeyIDHeader(key.KeyIDHeader.ValueString()),
				PemCert:     key.PEMCert.ValueString(), PemCertFile: key.PEMCertFile.ValueString(),
			}
		}
	}
	return wire
}

// complete fills in what Nomad would choose.
func (m *model) complete() {
	if m.Config == nil || m.Config.Assertion == nil {
		return
	}
	block := m.Config.Assertion
	if block.Audience.IsUnknown() && !m.Config.OIDCDiscoveryURL.IsUnknown() {
		block.Audience = types.ListNull(types.StringType)
		follow.List(&block.Audience, []string{m.Config.OIDCDiscoveryURL.ValueString()})
	}
	if block.KeyAlgorithm.IsUnknown() && !block.KeySource.IsUnknown() {
		block.KeyAlgorithm = types.StringValue(standardRSA)
		if block.KeySource.ValueString() == string(api.OIDCKeySourceClientSecret) {
			block.KeyAlgorithm = types.StringValue(standardHMAC)
		}
	}
}

// follow brings the state to what the server has, but for the secrets.
func (m *model) follow(found *api.ACLAuthMethod) {
	m.Name, m.Type, m.TokenLocality = types.StringValue(found.Name), types.StringValue(found.Type), types.StringValue(found.TokenLocality)
	follow.Default(&m.TokenNameFormat, found.TokenNameFormat, defaultNameFormat)
	follow.Duration(&m.MaxTokenTTL, found.MaxTokenTTL)
	follow.Bool(&m.Default, found.Default, false)
	if found.Config == nil {
		m.Config = nil
		return
	}
	if m.Config == nil {
		m.Config = &config{}
	}
	m.Config.follow(found.Config)
}

func (c *config) follow(found *api.ACLAuthMethodConfig) {
	follow.List(&c.JWTValidationPubKeys, found.JWTValidationPubKeys)
	follow.Text(&c.JWKSURL, found.JWKSURL)
	follow.Text(&c.JWKSCACert, found.JWKSCACert)
	follow.Text(&c.OIDCDiscoveryURL, found.OIDCDiscoveryURL)
	follow.Text(&c.OIDCClientID, found.OIDCClientID)
	followSecret(&c.OIDCClientSecret, &c.OIDCClientSecretWOHash, found.OIDCClientSecret)
	follow.Bool(&c.OIDCEnablePKCE, found.OIDCEnablePKCE, false)
	follow.Bool(&c.OIDCDisableUserinfo, found.OIDCDisableUserInfo, false)
	follow.List(&c.OIDCScopes, found.OIDCScopes)
	follow.List(&c.BoundAudiences, found.BoundAudiences)
	follow.List(&c.BoundIssuer, found.BoundIssuer)
	follow.List(&c.AllowedRedirectURIs, found.AllowedRedirectURIs)
	follow.List(&c.DiscoveryCAPEM, found.DiscoveryCaPem)
	follow.List(&c.SigningAlgs, found.SigningAlgs)
	follow.Duration(&c.ExpirationLeeway, found.ExpirationLeeway)
	follow.Duration(&c.NotBeforeLeeway, found.NotBeforeLeeway)
	follow.Duration(&c.ClockSkewLeeway, found.ClockSkewLeeway)
	follow.Map(&c.ClaimMappings, found.ClaimMappings)
	follow.Map(&c.ListClaimMappings, found.ListClaimMappings)
	follow.Bool(&c.VerboseLogging, found.VerboseLogging, false)
	if found.OIDCClientAssertion == nil {
		c.Assertion = nil
		return
	}
	if c.Assertion == nil {
		c.Assertion = &assertion{}
	}
	c.Assertion.follow(found.OIDCClientAssertion)
}

func (a *assertion) follow(found *api.OIDCClientAssertion) {
	follow.List(&a.Audience, found.Audience)
	a.KeySource, a.KeyAlgorithm = types.StringValue(string(found.KeySource)), types.StringValue(found.KeyAlgorithm)
	follow.Map(&a.ExtraHeaders, found.ExtraHeaders)
	key := found.PrivateKey
	if key == nil {
		a.PrivateKey = nil
		return
	}
	if a.PrivateKey == nil {
		a.PrivateKey = &privateKey{}
	}
	state := a.PrivateKey
	follow.Text(&state.KeyID, key.KeyID)
	standard := string(api.OIDCClientAssertionHeaderX5tS256)
	if key.KeyID != "" {
		standard = string(api.OIDCClientAssertionHeaderKid)
	}
	follow.Default(&state.KeyIDHeader, string(key.KeyIDHeader), standard)
	follow.Text(&state.PEMCert, key.PemCert)
	follow.Text(&state.PEMCertFile, key.PemCertFile)
	followSecret(&state.PEMKey, &state.PEMKeyWOHash, key.PemKey)
	follow.Text(&state.PEMKeyFile, key.PemKeyFile)
}

// followSecret sees only whether there is a secret.
func followSecret(target, hash *types.String, current string) {
	if current != redacted {
		follow.Text(target, current)
		*hash = types.StringNull()
	}
}

// forgetSecrets makes the state say that it does not know which secrets the server has.
func (m *model) forgetSecrets() {
	if m.Config == nil {
		return
	}
	m.Config.OIDCClientSecret, m.Config.OIDCClientSecretWOHash = types.StringNull(), types.StringNull()
	if key := m.Config.privateKey(); key != nil {
		key.PEMKey, key.PEMKeyWOHash = types.StringNull(), types.StringNull()
	}
}

// keepSpelling takes the state's spelling of durations that stay the same.
func (m *model) keepSpelling(prior *model) {
	keep := func(plan *types.String, prior types.String) {
		if follow.SameDuration(*plan, prior) {
			*plan = prior
		}
	}
	keep(&m.MaxTokenTTL, prior.MaxTokenTTL)
	if m.Config != nil && prior.Config != nil {
		keep(&m.Config.ExpirationLeeway, prior.Config.ExpirationLeeway)
		keep(&m.Config.NotBeforeLeeway, prior.Config.NotBeforeLeeway)
		keep(&m.Config.ClockSkewLeeway, prior.Config.ClockSkewLeeway)
	}
}

func duration(text types.String) time.Duration {
	parsed, _ := time.ParseDuration(text.ValueString()) // checked at plan; "" is none
	return parsed
}
