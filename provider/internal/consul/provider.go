// Package consul is the Terraform provider for Consul's ACLs.
package consul

import (
	"context"
	"sync/atomic"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/consul/acltoken"
	"cdknomad/provider/internal/consul/autopilot"
	"cdknomad/provider/internal/consul/configentry"
	"cdknomad/provider/internal/consul/keyprefix"
	"cdknomad/provider/internal/consul/keys"
	"cdknomad/provider/internal/consul/login"
	"cdknomad/provider/internal/consul/preparedquery"
	"cdknomad/provider/internal/consul/sources"
	"cdknomad/provider/internal/consul/tokenattachment"
	"cdknomad/provider/internal/consul/users"
	"cdknomad/provider/internal/foreignstate"
	"cdknomad/provider/internal/guard"
	"cdknomad/provider/internal/inuse"
	"cdknomad/provider/internal/problem"
	"cdknomad/provider/internal/version"
)

// Provider takes the configuration of the official provider, and token_file besides.
type Provider struct {
	client  *atomic.Pointer[api.Client]
	session *atomic.Pointer[login.Session]
	guard   *guard.Guard
}

// New makes the provider for Terraform's plugin server.
func New() provider.Provider { return newProvider() }

func newProvider() Provider {
	return Provider{new(atomic.Pointer[api.Client]), new(atomic.Pointer[login.Session]), guard.New()}
}

// NewServer makes that server, behind the guard. Its method Close logs out.
func NewServer() tfprotov6.ProviderServer {
	created := newProvider()
	server := foreignstate.Before(providerserver.NewProtocol6(created)())
	server = inuse.Before(server, users.Server{Client: created.client.Load}, created.guard.Refuse)
	return login.Before(guard.Before(server, created.guard, nil), created.session.Load)
}

// resourceTypes are all resource types of this provider. A new one is a file beside these and a line here.
var resourceTypes = []func() resource.Resource{
	newPolicy, newRole, newAuthMethod, newBindingRule,
	acltoken.New,
	autopilot.New,
	configentry.New,
	keyprefix.New,
	keys.New,
	preparedquery.New,
	tokenattachment.NewPolicy,
	tokenattachment.NewRole,
}

func (Provider) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName, response.Version = "consul", version.Version
}

func (Provider) Schema(_ context.Context, _ provider.SchemaRequest, response *provider.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description}
	}
	secret := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, Sensitive: true, MarkdownDescription: description}
	}
	response.Schema = schema.Schema{
		Attributes: map[string]schema.Attribute{
			"guard":      guard.Attribute(),
			"address":    text("Host and port, or URL, of a Consul agent. Default: CONSUL_HTTP_ADDR, else 127.0.0.1:8500."),
			"scheme":     text("http or https. Default: http."),
			"datacenter": text("Datacenter that requests go to. Default: the agent's own."),
			"namespace":  text("Namespace of resources that name none (Consul Enterprise)."),
			"http_auth":  secret("user or user:password for HTTP basic authentication. Default: CONSUL_HTTP_AUTH."),
			"token":      secret("ACL token. Default: CONSUL_HTTP_TOKEN, CONSUL_TOKEN, else the content of token_file."),
			"token_file": text("Path of a file that holds the ACL token and that only its owner may read; ~/ is the home directory."),
			"token_command": schema.ListAttribute{Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Program, and its arguments, that prints the ACL token, such as `[\"pass\", \"consul/token\"]`. It is not run by a shell. Used if there is no other token."},
			"ca_file":        text("Path of the PEM file of the authority that signed the agent's certificate. Default: CONSUL_CACERT."),
			"ca_pem":         text("That certificate itself."),
			"ca_path":        text("Path of a folder of such files. Default: CONSUL_CAPATH."),
			"cert_file":      text("Path of the PEM file of the client certificate. Default: CONSUL_CLIENT_CERT."),
			"cert_pem":       text("That certificate itself."),
			"key_file":       text("Path of the PEM file of the client certificate's key. Default: CONSUL_CLIENT_KEY."),
			"key_pem":        secret("That key itself."),
			"insecure_https": schema.BoolAttribute{Optional: true, MarkdownDescription: "If true, the agent's certificate is not checked. Default: false."},
		},
		Blocks: map[string]schema.Block{
			"header": schema.ListNestedBlock{
				MarkdownDescription: "Header sent with every request.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"name":  schema.StringAttribute{Required: true},
					"value": schema.StringAttribute{Required: true},
				}},
			},
			"auth_jwt": schema.ListNestedBlock{
				MarkdownDescription: "Logs in with a token of another issuer before the first request, and logs out when the provider stops. It replaces any other token of the provider. One block at most.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"auth_method":  schema.StringAttribute{Required: true, MarkdownDescription: "Name of the auth method."},
					"bearer_token": secret("JSON web token for the auth method."),
					"meta": schema.MapAttribute{Optional: true, ElementType: types.StringType,
						MarkdownDescription: "Description of the login, which the token in Consul shows."},
					"use_terraform_cloud_workload_identity": schema.BoolAttribute{Optional: true,
						MarkdownDescription: "If true, the JSON web token is that of the run in HCP Terraform, in TFC_WORKLOAD_IDENTITY_TOKEN. Default: false."},
				}},
			},
		},
	}
}

// Configure makes the client and talks to nobody.
func (p Provider) Configure(ctx context.Context, request provider.ConfigureRequest, response *provider.ConfigureResponse) {
	if !request.Config.Raw.IsFullyKnown() {
		return
	}
	var settings settings
	response.Diagnostics.Append(request.Config.Get(ctx, &settings)...)
	if response.Diagnostics.HasError() {
		return
	}
	if err := p.guard.Configure(settings.Guard); err != nil {
		response.Diagnostics.AddAttributeError(path.Root("guard"), problem.ProviderSettings.Summary("guard is not set up"), err.Error())
		return
	}
	client, session, problems := settings.client(ctx)
	response.Diagnostics.Append(problems...)
	if response.Diagnostics.HasError() {
		return
	}
	p.client.Store(client)
	p.session.Store(session)
	response.ResourceData = client
	response.DataSourceData = &sources.Consul{Client: client, Datacenter: settings.Datacenter.ValueString()}
}

func (Provider) Resources(context.Context) []func() resource.Resource { return resourceTypes }

func (Provider) DataSources(context.Context) []func() datasource.DataSource { return sources.All }
