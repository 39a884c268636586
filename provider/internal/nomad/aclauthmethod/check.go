package aclauthmethod

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var validName = regexp.MustCompile(`^[a-zA-Z0-9-]{1,128}$`)

const (
	oidc = "OIDC"
	jwt  = "JWT"
)

// check gives all that Nomad would refuse. Nothing is said of a value that is not known yet.
func (m *model) check() []string {
	var problems []string
	say := func(format string, arguments ...any) { problems = append(problems, fmt.Sprintf(format, arguments...)) }
	oneOf := func(name string, value types.String, allowed ...string) {
		if !value.IsUnknown() && !value.IsNull() && !slices.Contains(allowed, value.ValueString()) {
			say("%s: got %q, want one of %s", name, value.ValueString(), strings.Join(allowed, ", "))
		}
	}
	lasting := func(name string, value types.String) {
		if value.IsUnknown() || value.IsNull() {
			return
		}
		if _, err := time.ParseDuration(value.ValueString()); err != nil {
			say("%s: got %q, want a duration such as 1h or 30s", name, value.ValueString())
		}
	}
	if !m.Name.IsUnknown() && !validName.MatchString(m.Name.ValueString()) {
		say("name: got %q, want 1 to 128 letters, digits and dashes", m.Name.ValueString())
	}
	oneOf("type", m.Type, oidc, jwt)
	oneOf("token_locality", m.TokenLocality, "local", "global")
	lasting("max_token_ttl", m.MaxTokenTTL)
	if m.Config == nil {
		say("config: is missing; say with one block whose tokens are accepted")
		return problems
	}
	config := m.Config
	lasting("config.expiration_leeway", config.ExpirationLeeway)
	lasting("config.not_before_leeway", config.NotBeforeLeeway)
	lasting("config.clock_skew_leeway", config.ClockSkewLeeway)
	switch m.Type.ValueString() {
	case oidc:
		if absent(config.OIDCDiscoveryURL) {
			say("config.oidc_discovery_url: not set; type OIDC needs the issuer's URL")
		}
		if absent(config.OIDCClientID) {
			say("config.oidc_client_id: not set; type OIDC needs nomad's client id at the issuer")
		}
	case jwt:
		keys := config.JWTValidationPubKeys
		if absent(config.OIDCDiscoveryURL) && absent(config.JWKSURL) && !keys.IsUnknown() && len(keys.Elements()) == 0 {
			say("config: type JWT needs one of oidc_discovery_url, jwks_url and jwt_validation_pub_keys to check signatures with")
		}
	}
	if block := config.Assertion; block != nil {
		if block.KeySource.IsNull() {
			say("config.oidc_client_assertion.key_source: is missing; set nomad, private_key or client_secret")
		}
		oneOf("config.oidc_client_assertion.key_source", block.KeySource, string(api.OIDCKeySourceNomad), string(api.OIDCKeySourcePrivateKey), string(api.OIDCKeySourceClientSecret))
		problems = append(problems, block.check(config)...)
	}
	return problems
}

func (a *assertion) check(config *config) []string {
	const where = "config.oidc_client_assertion"
	switch a.KeySource.ValueString() {
	case string(api.OIDCKeySourceClientSecret):
		if absent(config.OIDCClientSecret) {
			return []string{where + ": key_source client_secret needs config.oidc_client_secret or config.oidc_client_secret_wo"}
		}
		secret, algorithm := config.OIDCClientSecret, a.KeyAlgorithm.ValueString()
		if least := secretBytes[algorithm]; !secret.IsUnknown() && len(secret.ValueString()) < max(least, secretBytes[standardHMAC]) {
			return []string{fmt.Sprintf("%s: config.oidc_client_secret is too short to sign with; %d bytes at least are needed", where, max(least, secretBytes[standardHMAC]))}
		}
	case string(api.OIDCKeySourcePrivateKey):
		if a.PrivateKey == nil {
			return []string{where + ".private_key: is missing; key_source private_key needs this block"}
		}
	}
	var problems []string
	if key := a.PrivateKey; key != nil {
		if absent(key.PEMKey) == absent(key.PEMKeyFile) {
			problems = append(problems, where+".private_key: set exactly one of pem_key, pem_key_wo and pem_key_file")
		}
		given := 0
		for _, value := range []types.String{key.KeyID, key.PEMCert, key.PEMCertFile} {
			if !absent(value) {
				given++
			}
		}
		if given != 1 {
			problems = append(problems, fmt.Sprintf("%s.private_key: got %d of key_id, pem_cert and pem_cert_file, want exactly one", where, given))
		}
	}
	return problems
}

// secretBytes are how long a client secret has to be that signs by an algorithm.
var secretBytes = map[string]int{standardHMAC: 32, "HS384": 48, "HS512": 64}

// absent says that a text is surely not given.
func absent(text types.String) bool { return !text.IsUnknown() && text.ValueString() == "" }
