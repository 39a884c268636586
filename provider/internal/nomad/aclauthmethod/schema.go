package aclauthmethod

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/writeonly"
)

type model struct {
	ID              types.String `tfsdk:"id"`
	Name            types.String `tfsdk:"name"`
	Type            types.String `tfsdk:"type"`
	TokenLocality   types.String `tfsdk:"token_locality"`
	TokenNameFormat types.String `tfsdk:"token_name_format"`
	MaxTokenTTL     types.String `tfsdk:"max_token_ttl"`
	Default         types.Bool   `tfsdk:"default"`
	Config          *config      `tfsdk:"config"`
}

type config struct {
	JWTValidationPubKeys types.List   `tfsdk:"jwt_validation_pub_keys"`
	JWKSURL              types.String `tfsdk:"jwks_url"`
	JWKSCACert           types.String `tfsdk:"jwks_ca_cert"`
	OIDCDiscoveryURL     types.String `tfsdk:"oidc_discovery_url"`
	OIDCClientID         types.String `tfsdk:"oidc_client_id"`
	OIDCClientSecret     types.String `tfsdk:"oidc_client_secret"`
	OIDCEnablePKCE       types.Bool   `tfsdk:"oidc_enable_pkce"`
	OIDCDisableUserinfo  types.Bool   `tfsdk:"oidc_disable_userinfo"`
	OIDCScopes           types.List   `tfsdk:"oidc_scopes"`
	BoundAudiences       types.List   `tfsdk:"bound_audiences"`
	BoundIssuer          types.List   `tfsdk:"bound_issuer"`
	AllowedRedirectURIs  types.List   `tfsdk:"allowed_redirect_uris"`
	DiscoveryCAPEM       types.List   `tfsdk:"discovery_ca_pem"`
	SigningAlgs          types.List   `tfsdk:"signing_algs"`
	ExpirationLeeway     types.String `tfsdk:"expiration_leeway"`
	NotBeforeLeeway      types.String `tfsdk:"not_before_leeway"`
	ClockSkewLeeway      types.String `tfsdk:"clock_skew_leeway"`
	ClaimMappings        types.Map    `tfsdk:"claim_mappings"`
	ListClaimMappings    types.Map    `tfsdk:"list_claim_mappings"`
	VerboseLogging       types.Bool   `tfsdk:"verbose_logging"`
	Assertion            *assertion   `tfsdk:"oidc_client_assertion"`

	OIDCClientSecretWO        types.String `tfsdk:"oidc_client_secret_wo"` // only in the configuration
	OIDCClientSecretWOVersion types.Int64  `tfsdk:"oidc_client_secret_wo_version"`
	OIDCClientSecretWOHash    types.String `tfsdk:"oidc_client_secret_wo_hash"`
}

type assertion struct {
	Audience     types.List   `tfsdk:"audience"`
	KeySource    types.String `tfsdk:"key_source"`
	KeyAlgorithm types.String `tfsdk:"key_algorithm"`
	ExtraHeaders types.Map    `tfsdk:"extra_headers"`
	PrivateKey   *privateKey  `tfsdk:"private_key"`
}

type privateKey struct {
	KeyID       types.String `tfsdk:"key_id"`
	KeyIDHeader types.String `tfsdk:"key_id_header"`
	PEMCert     types.String `tfsdk:"pem_cert"`
	PEMCertFile types.String `tfsdk:"pem_cert_file"`
	PEMKey      types.String `tfsdk:"pem_key"`
	PEMKeyFile  types.String `tfsdk:"pem_key_file"`

	PEMKeyWO        types.String `tfsdk:"pem_key_wo"` // only in the configuration
	PEMKeyWOVersion types.Int64  `tfsdk:"pem_key_wo_version"`
	PEMKeyWOHash    types.String `tfsdk:"pem_key_wo_hash"`
}

func (kind) TypeName() string { return "nomad_acl_auth_method" }

func (kind) Schema() schema.Schema {
	required := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Required: true, MarkdownDescription: description}
	}
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description}
	}
	const hidden = " Nomad never returns it: if another client wrote the auth method, the plan shows a change, and an apply writes it again."
	secret := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, Sensitive: true, MarkdownDescription: description + hidden}
	}
	writeOnly := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, WriteOnly: true, MarkdownDescription: description + writeonly.Without + hidden}
	}
	flag := func(description string) schema.BoolAttribute {
		return schema.BoolAttribute{Optional: true, MarkdownDescription: description + " Default: false."}
	}
	texts := func(description string) schema.ListAttribute {
		return schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	mapping := func(description string) schema.MapAttribute {
		return schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	return schema.Schema{
		Version:             1, // as the official provider after 2.5.2, with single blocks; foreignstate upgrades version 0
		MarkdownDescription: "A Nomad auth method: people and programs log in with a token of another issuer and get a short-lived one of Nomad.",
		Attributes: map[string]schema.Attribute{
			"id":                lifecycle.ID("The name."),
			"name":              lifecycle.Identifying("Up to 128 letters, digits and dashes."),
			"type":              required("`OIDC`, a login in the browser, or `JWT`, a token that the caller has."),
			"token_locality":    required("`local`: the tokens are valid in this region; `global`: in all federated ones."),
			"token_name_format": text("Name of the tokens. Default: `${auth_method_type}-${auth_method_name}`."),
			"max_token_ttl":     required("How long a token lives, such as `1h`."),
			"default":           flag("Whether a login that names no auth method of this type uses this one."),
		},
		Blocks: map[string]schema.Block{
			"config": schema.SingleNestedBlock{
				MarkdownDescription: "Whose tokens are accepted. Exactly one block.",
				Attributes: map[string]schema.Attribute{
					"jwt_validation_pub_keys":       texts("Public keys (PEM) that check signatures."),
					"jwks_url":                      text("URL of the issuer's key set."),
					"jwks_ca_cert":                  text("PEM of the authority that signed that server's certificate."),
					"oidc_discovery_url":            text("URL of the issuer, without `/.well-known`."),
					"oidc_client_id":                text("Nomad's client id at the issuer."),
					"oidc_client_secret":            secret("Nomad's client secret at the issuer. The state has it in the clear."),
					"oidc_client_secret_wo":         writeOnly("The same in place of `oidc_client_secret`."),
					"oidc_client_secret_wo_version": writeonly.VersionAttribute("oidc_client_secret_wo"),
					"oidc_client_secret_wo_hash":    writeonly.HashAttribute("oidc_client_secret_wo"),
					"oidc_enable_pkce":              flag("Whether the request to the issuer carries a PKCE challenge."),
					"oidc_disable_userinfo":         flag("Whether the issuer is not asked for more about the person."),
					"oidc_scopes":                   texts("Scopes beside openid."),
					"bound_audiences":               texts("Accepted values of the claim aud."),
					"bound_issuer":                  texts("Accepted values of the claim iss."),
					"allowed_redirect_uris":         texts("Where a login in the browser may end."),
					"discovery_ca_pem":              texts("PEM of the authorities that signed the issuer's certificate."),
					"signing_algs":                  texts("Accepted signature algorithms."),
					"expiration_leeway":             text("Tolerated lateness past the claim exp, such as `30s`."),
					"not_before_leeway":             text("Tolerated earliness before the claim nbf."),
					"clock_skew_leeway":             text("Tolerated difference of the clocks."),
					"claim_mappings":                mapping("Claim to the name by which binding rules know it."),
					"list_claim_mappings":           mapping("The same for claims that are lists."),
					"verbose_logging":               flag("Whether logins are logged with their claims."),
				},
				Blocks: map[string]schema.Block{"oidc_client_assertion": schema.SingleNestedBlock{
					MarkdownDescription: "Nomad proves its identity to the issuer with a signed token. One block at most.",
					Attributes: map[string]schema.Attribute{
						"audience": schema.ListAttribute{Optional: true, Computed: true, ElementType: types.StringType,
							MarkdownDescription: "Default: the discovery URL."},
						"key_source": text("`nomad`, `private_key` or `client_secret`; must be set."),
						"key_algorithm": schema.StringAttribute{Optional: true, Computed: true,
							MarkdownDescription: "Default: `HS256` for a client secret, else `RS256`."},
						"extra_headers": mapping("More headers of the token."),
					},
					Blocks: map[string]schema.Block{"private_key": schema.SingleNestedBlock{
						MarkdownDescription: "The key that signs. One block at most.",
						Attributes: map[string]schema.Attribute{
							"key_id":             text("Value of the header kid."),
							"key_id_header":      text("Header by which the issuer finds the key. Default: `kid` with key_id, else `x5t#S256`."),
							"pem_cert":           text("Certificate of the key (PEM)."),
							"pem_cert_file":      text("Absolute path of it on Nomad's servers."),
							"pem_key":            secret("The RSA key (PEM). The state has it in the clear."),
							"pem_key_wo":         writeOnly("The same in place of `pem_key`."),
							"pem_key_wo_version": writeonly.VersionAttribute("pem_key_wo"),
							"pem_key_wo_hash":    writeonly.HashAttribute("pem_key_wo"),
							"pem_key_file":       text("Absolute path of it on Nomad's servers."),
						},
					}},
				}},
			},
		},
	}
}
