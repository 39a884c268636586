package aclauthmethod

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

func assertionOf(source string, secret string, keys ...privateKey) model {
	var key *privateKey
	if len(keys) > 0 {
		key = &keys[0]
	}
	return model{Name: types.StringValue("m"), Type: types.StringValue(oidc), TokenLocality: types.StringValue("local"), MaxTokenTTL: types.StringValue("1h"),
		Config: &config{OIDCDiscoveryURL: types.StringValue("https://i"), OIDCClientID: types.StringValue("c"), OIDCClientSecret: types.StringValue(secret),
			Assertion: &assertion{KeySource: types.StringValue(source), PrivateKey: key}}}
}

func TestAssertionsThatNomadWouldRefuseAreProblems(t *testing.T) {
	enough := strings.Repeat("x", 32)
	for want, m := range map[string]model{
		"": assertionOf("client_secret", enough),
		"config.oidc_client_assertion: key_source client_secret needs config.oidc_client_secret or config.oidc_client_secret_wo": assertionOf("client_secret", ""),
		"config.oidc_client_assertion: config.oidc_client_secret is too short to sign with; 32 bytes at least are needed":        assertionOf("client_secret", "tooshort"),
		`config.oidc_client_assertion.key_source: got "x", want one of nomad, private_key, client_secret`:                        assertionOf("x", ""),
		"config.oidc_client_assertion.private_key: is missing; key_source private_key needs this block":                          assertionOf("private_key", ""),
		"config.oidc_client_assertion.private_key: set exactly one of pem_key, pem_key_wo and pem_key_file":                      assertionOf("private_key", "", privateKey{KeyID: types.StringValue("k")}),
		"config.oidc_client_assertion.private_key: got 2 of key_id, pem_cert and pem_cert_file, want exactly one":                assertionOf("private_key", "", privateKey{KeyID: types.StringValue("k"), PEMCert: types.StringValue("c"), PEMKey: types.StringValue("p")}),
	} {
		if got := strings.Join(m.check(), "\n"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWhatIsNotKnownYetIsNoProblem(t *testing.T) {
	m := assertionOf("client_secret", "")
	m.Name, m.Type, m.MaxTokenTTL, m.Config.OIDCClientSecret = types.StringUnknown(), types.StringUnknown(), types.StringUnknown(), types.StringUnknown()
	if got := m.check(); len(got) > 0 {
		t.Errorf("got %q", got)
	}
}
