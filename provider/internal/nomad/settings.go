package nomad

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/giventoken"
	"cdknomad/provider/internal/guard"
	"cdknomad/provider/internal/homepath"
	"cdknomad/provider/internal/problem"
	"cdknomad/provider/internal/serveraddress"
)

// settings is the provider block.
type settings struct {
	Guard         *guard.Settings `tfsdk:"guard"`
	Address       types.String    `tfsdk:"address"`
	Region        types.String    `tfsdk:"region"`
	CAFile        types.String    `tfsdk:"ca_file"`
	CAPEM         types.String    `tfsdk:"ca_pem"`
	CertFile      types.String    `tfsdk:"cert_file"`
	CertPEM       types.String    `tfsdk:"cert_pem"`
	KeyFile       types.String    `tfsdk:"key_file"`
	KeyPEM        types.String    `tfsdk:"key_pem"`
	HTTPAuth      types.String    `tfsdk:"http_auth"`
	SecretID      types.String    `tfsdk:"secret_id"`
	TokenFile     types.String    `tfsdk:"token_file"`
	TokenCommand  []string        `tfsdk:"token_command"`
	SkipVerify    types.Bool      `tfsdk:"skip_verify"`
	IgnoreEnvVars map[string]bool `tfsdk:"ignore_env_vars"`
	Headers       []header        `tfsdk:"headers"`
	AuthJWT       []authJWT       `tfsdk:"auth_jwt"`
}

type header struct {
	Name  types.String `tfsdk:"name"`
	Value types.String `tfsdk:"value"`
}

type authJWT struct {
	AuthMethod types.String `tfsdk:"auth_method"`
	LoginToken types.String `tfsdk:"login_token"`
}

// client makes the API client from the environment, as Nomad's own client does, and then from the provider block.
func (s *settings) client(ctx context.Context) (*api.Client, diag.Diagnostics) {
	var problems diag.Diagnostics
	for name, ignored := range s.IgnoreEnvVars {
		if ignored {
			os.Unsetenv(name) // of this process, which is the provider alone
		}
	}
	config := api.DefaultConfig()
	config.Namespace = "" // each request names its own
	set := func(target *string, value types.String) {
		if value.ValueString() != "" {
			*target = value.ValueString()
		}
	}
	address, credentials := serveraddress.For(s.Address.ValueString(), os.Getenv("NOMAD_ADDR"))
	if address != "" {
		config.Address = address
	}
	if credentials != nil {
		config.HttpAuth = &api.HttpBasicAuth{Username: credentials.User, Password: credentials.Password}
	}
	set(&config.Region, s.Region)
	set(&config.SecretID, s.SecretID)
	homepath.Set(&problems, &config.TLSConfig.CACert, "ca_file", s.CAFile)
	homepath.Set(&problems, &config.TLSConfig.ClientCert, "cert_file", s.CertFile)
	homepath.Set(&problems, &config.TLSConfig.ClientKey, "key_file", s.KeyFile)
	config.TLSConfig.CACertPEM = []byte(s.CAPEM.ValueString())
	config.TLSConfig.ClientCertPEM = []byte(s.CertPEM.ValueString())
	config.TLSConfig.ClientKeyPEM = []byte(s.KeyPEM.ValueString())
	if !s.SkipVerify.IsNull() {
		config.TLSConfig.Insecure = s.SkipVerify.ValueBool()
	}
	if auth := s.HTTPAuth.ValueString(); auth != "" {
		user, password, _ := strings.Cut(auth, ":")
		config.HttpAuth = &api.HttpBasicAuth{Username: user, Password: password}
	}
	if len(s.Headers) > 0 {
		config.Headers = http.Header{}
		for _, header := range s.Headers {
			config.Headers.Add(header.Name.ValueString(), header.Value.ValueString())
		}
	}
	if len(s.AuthJWT) > 1 {
		problems.AddAttributeError(path.Root("auth_jwt"), problem.NotValid.Summary("more than one auth_jwt"), fmt.Sprintf("got %d blocks, at most one is allowed", len(s.AuthJWT)))
	}
	if config.SecretID == "" {
		config.SecretID = giventoken.Read(ctx, &problems, s.TokenFile, s.TokenCommand)
	}
	if problems.HasError() {
		return nil, problems
	}
	client, err := newClient(config)
	if err != nil {
		problems.AddError(problem.ProviderSettings.Summary("nomad client cannot be made"), err.Error())
	}
	return client, problems
}

// login exchanges the foreign token once a request is really created.
func (s *settings) login(client *api.Client) func(context.Context) error {
	if len(s.AuthJWT) == 0 {
		return nil
	}
	auth := s.AuthJWT[0]
	return func(ctx context.Context) error {
		token, _, err := client.ACLAuth().Login(&api.ACLLoginRequest{
			AuthMethodName: auth.AuthMethod.ValueString(), LoginToken: auth.LoginToken.ValueString(),
		}, (&api.WriteOptions{}).WithContext(ctx))
		if err != nil {
			return fmt.Errorf("login by auth method %q failed: %w", auth.AuthMethod.ValueString(), err)
		}
		client.SetSecretID(token.SecretID)
		return nil
	}
}
