package consul

import (
	"context"
	"os"
	"strings"

	"github.com/hashicorp/consul/api"
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
	Scheme        types.String    `tfsdk:"scheme"`
	Datacenter    types.String    `tfsdk:"datacenter"`
	Namespace     types.String    `tfsdk:"namespace"`
	HTTPAuth      types.String    `tfsdk:"http_auth"`
	Token         types.String    `tfsdk:"token"`
	TokenFile     types.String    `tfsdk:"token_file"`
	TokenCommand  []string        `tfsdk:"token_command"`
	CAFile        types.String    `tfsdk:"ca_file"`
	CAPEM         types.String    `tfsdk:"ca_pem"`
	CAPath        types.String    `tfsdk:"ca_path"`
	CertFile      types.String    `tfsdk:"cert_file"`
	CertPEM       types.String    `tfsdk:"cert_pem"`
	KeyFile       types.String    `tfsdk:"key_file"`
	KeyPEM        types.String    `tfsdk:"key_pem"`
	InsecureHTTPS types.Bool      `tfsdk:"insecure_https"`
	Headers       []header        `tfsdk:"header"`
	AuthJWT       types.List      `tfsdk:"auth_jwt"`
}

type header struct {
	Name  types.String `tfsdk:"name"`
	Value types.String `tfsdk:"value"`
}

// client makes the API client from the environment, as Consul's own client does, and then from the provider block.
func (s *settings) client(ctx context.Context) (*api.Client, diag.Diagnostics) {
	var problems diag.Diagnostics
	if len(s.AuthJWT.Elements()) > 0 {
		problems.AddAttributeError(path.Root("auth_jwt"), problem.ProviderSettings.Summary("auth_jwt is not supported"),
			"this provider does not log in by an auth method; give a token by token, token_file or CONSUL_HTTP_TOKEN")
	}
	config := api.DefaultConfig()
	set := func(target *string, value types.String) {
		if value.ValueString() != "" {
			*target = value.ValueString()
		}
	}
	address, credentials := serveraddress.For(s.Address.ValueString(), os.Getenv("CONSUL_HTTP_ADDR"))
	if address != "" {
		config.Address = address
	}
	if credentials != nil {
		config.HttpAuth = &api.HttpBasicAuth{Username: credentials.User, Password: credentials.Password}
	}
	set(&config.Scheme, s.Scheme)
	set(&config.Datacenter, s.Datacenter)
	set(&config.Namespace, s.Namespace)
	homepath.Set(&problems, &config.TLSConfig.CAFile, "ca_file", s.CAFile)
	homepath.Set(&problems, &config.TLSConfig.CAPath, "ca_path", s.CAPath)
	homepath.Set(&problems, &config.TLSConfig.CertFile, "cert_file", s.CertFile)
	homepath.Set(&problems, &config.TLSConfig.KeyFile, "key_file", s.KeyFile)
	config.TLSConfig.CAPem = []byte(s.CAPEM.ValueString())
	config.TLSConfig.CertPEM = []byte(s.CertPEM.ValueString())
	config.TLSConfig.KeyPEM = []byte(s.KeyPEM.ValueString())
	if !s.InsecureHTTPS.IsNull() {
		config.TLSConfig.InsecureSkipVerify = s.InsecureHTTPS.ValueBool()
	}
	if auth := s.HTTPAuth.ValueString(); auth != "" {
		user, password, _ := strings.Cut(auth, ":")
		config.HttpAuth = &api.HttpBasicAuth{Username: user, Password: password}
	}
	if config.Token == "" {
		config.Token = os.Getenv("CONSUL_TOKEN")
	}
	set(&config.Token, s.Token)
	if config.Token == "" && config.TokenFile == "" {
		config.Token = giventoken.Read(ctx, &problems, s.TokenFile, s.TokenCommand)
	}
	if problems.HasError() {
		return nil, problems
	}
	client, err := newClient(config)
	if err != nil {
		problems.AddError(problem.ProviderSettings.Summary("consul client cannot be made"), err.Error())
		return nil, problems
	}
	for _, header := range s.Headers {
		client.AddHeader(header.Name.ValueString(), header.Value.ValueString())
	}
	return client, problems
}
