package consul

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/login"
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
	AuthJWT       []authJWT       `tfsdk:"auth_jwt"`
}

type header struct {
	Name  types.String `tfsdk:"name"`
	Value types.String `tfsdk:"value"`
}

type authJWT struct {
	AuthMethod  types.String      `tfsdk:"auth_method"`
	BearerToken types.String      `tfsdk:"bearer_token"`
	Meta        map[string]string `tfsdk:"meta"`
	OfHCP       types.Bool        `tfsdk:"use_terraform_cloud_workload_identity"`
}

// hcpIdentity is the variable in which HCP Terraform gives a run its identity.
//
// See https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens
const hcpIdentity = "TFC_WORKLOAD_IDENTITY_TOKEN"

// session returns the login that the provider block describes; nil if it has none.
func (s *settings) session() (*login.Session, diag.Diagnostics) {
	var problems diag.Diagnostics
	if len(s.AuthJWT) == 0 {
		return nil, problems
	}
	refuse := func(summary, detail string) {
		problems.AddAttributeError(path.Root("auth_jwt"), problem.ProviderSettings.Summary(summary), detail)
	}
	block, token := s.AuthJWT[0], s.AuthJWT[0].BearerToken.ValueString()
	switch {
	case len(s.AuthJWT) > 1:
		refuse("more than one auth_jwt", fmt.Sprintf("got %d blocks, at most one is allowed", len(s.AuthJWT)))
	case block.OfHCP.ValueBool() && token != "":
		refuse("auth_jwt has two tokens", "got bearer_token and use_terraform_cloud_workload_identity; remove one of them")
	case block.OfHCP.ValueBool():
		if token = os.Getenv(hcpIdentity); token == "" {
			refuse("auth_jwt has no token", "use_terraform_cloud_workload_identity is true, and "+hcpIdentity+" is not set; set that variable, or set bearer_token")
		}
	case token == "":
		refuse("auth_jwt has no token", "set bearer_token, or use_terraform_cloud_workload_identity in a run of HCP Terraform")
	}
	return login.New(login.Method{Name: block.AuthMethod.ValueString(), BearerToken: token, Meta: block.Meta}), problems
}

// client makes the API client from the environment, as Consul's own client does, and then from the provider block. It also returns the
// login by which the requests of the client get their token, or nil.
func (s *settings) client(ctx context.Context) (*api.Client, *login.Session, diag.Diagnostics) {
	session, problems := s.session()
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
	if config.Token == "" && config.TokenFile == "" && session == nil {
		config.Token = giventoken.Read(ctx, &problems, s.TokenFile, s.TokenCommand)
	}
	if problems.HasError() {
		return nil, nil, problems
	}
	client, err := newClient(config, session)
	if err != nil {
		problems.AddError(problem.ProviderSettings.Summary("consul client cannot be made"), err.Error())
		return nil, nil, problems
	}
	for _, header := range s.Headers {
		client.AddHeader(header.Name.ValueString(), header.Value.ValueString())
		if session != nil {
			session.AddHeader(header.Name.ValueString(), header.Value.ValueString())
		}
	}
	return client, session, problems
}
