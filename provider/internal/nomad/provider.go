// Package nomad is the Terraform provider for Nomad.
package nomad

import (
	"cmp"
	"context"
	"os"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/foreignstate"
	"cdknomad/provider/internal/guard"
	"cdknomad/provider/internal/inuse"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/ephemerals"
	"cdknomad/provider/internal/nomad/job"
	"cdknomad/provider/internal/nomad/planned"
	"cdknomad/provider/internal/nomad/sources"
	"cdknomad/provider/internal/nomad/untouched"
	"cdknomad/provider/internal/nomad/users"
	"cdknomad/provider/internal/problem"
	"cdknomad/provider/internal/version"
)

// Provider takes the configuration of the official provider, and token_file besides.
type Provider struct {
	cluster *atomic.Pointer[cluster.Cluster]
	guard   *guard.Guard
}

// New makes the provider for Terraform's plugin server.
func New() provider.Provider {
	return Provider{cluster: new(atomic.Pointer[cluster.Cluster]), guard: guard.New()}
}

// NewServer makes that server, with the short way for jobs that nobody touched: what takes it destroys nothing, so the
// guard stands behind it.
func NewServer() tfprotov6.ProviderServer {
	created := Provider{cluster: new(atomic.Pointer[cluster.Cluster]), guard: guard.New()}
	held := func(namespace, id string) bool {
		shared := created.cluster.Load()
		return shared != nil && shared.Held(cluster.Key{Namespace: namespace, ID: id})
	}
	server := job.Direct(providerserver.NewProtocol6(created)(), created.cluster.Load)
	server = foreignstate.Before(server, "nomad_job")
	server = inuse.Before(server, users.Server{Cluster: created.cluster.Load}, created.guard.Refuse)
	return untouched.New(guard.Before(server, created.guard, held), created.cluster.Load)
}

func (Provider) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName, response.Version = "nomad", version.Version
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
			"guard":     guard.Attribute(),
			"address":   text("URL of a Nomad agent. Default: NOMAD_ADDR, else http://127.0.0.1:4646."),
			"region":    text("Region that requests go to. Default: NOMAD_REGION, else the agent's own."),
			"ca_file":   text("Path of the PEM file of the authority that signed the agent's certificate. Default: NOMAD_CACERT."),
			"ca_pem":    text("That certificate itself."),
			"cert_file": text("Path of the PEM file of the client certificate; needs a key. Default: NOMAD_CLIENT_CERT."),
			"cert_pem":  text("That certificate itself; needs a key."),
			"key_file":  text("Path of the PEM file of the client certificate's key. Default: NOMAD_CLIENT_KEY."),
			"key_pem":   secret("That key itself."),
			"http_auth": secret("user or user:password for HTTP basic authentication. Default: NOMAD_HTTP_AUTH."),
			"secret_id": secret("ACL token. Default: NOMAD_TOKEN, else the content of token_file."),
			"token_file": text("Path of a file that holds the ACL token and that only its owner may read; ~/ is the home directory. " +
				"Used if neither secret_id nor NOMAD_TOKEN is set, so that no token is in the configuration or the state."),
			"token_command": schema.ListAttribute{Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Program, and its arguments, that prints the ACL token, such as `[\"pass\", \"nomad/token\"]`. It is not run by a shell. Used if there is no other token."},
			"skip_verify": schema.BoolAttribute{Optional: true, MarkdownDescription: "If true, the agent's certificate is not checked. Default: NOMAD_SKIP_VERIFY, else false."},
			"ignore_env_vars": schema.MapAttribute{Optional: true, ElementType: types.BoolType,
				MarkdownDescription: "Names of NOMAD_ variables that are ignored where the value is true."},
		},
		Blocks: map[string]schema.Block{
			"headers": schema.ListNestedBlock{
				MarkdownDescription: "Header sent with every request.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"name":  schema.StringAttribute{Required: true},
					"value": schema.StringAttribute{Required: true, Sensitive: true},
				}},
			},
			"auth_jwt": schema.ListNestedBlock{
				MarkdownDescription: "Logs in with a token of another issuer before the first request. One block at most.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"auth_method": schema.StringAttribute{Required: true},
					"login_token": schema.StringAttribute{Required: true, Sensitive: true},
				}},
			},
		},
	}
}

// Configure makes the client and talks to nobody: what is wrong with the server shows where it is first needed.
func (p Provider) Configure(ctx context.Context, request provider.ConfigureRequest, response *provider.ConfigureResponse) {
	if !request.Config.Raw.IsFullyKnown() {
		return // resources plan without the server until the configuration is known
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
	client, problems := settings.client(ctx)
	response.Diagnostics.Append(problems...)
	if response.Diagnostics.HasError() {
		return
	}
	shared := cluster.New(client, settings.login(client))
	shared.Region = cmp.Or(settings.Region.ValueString(), os.Getenv("NOMAD_REGION"))
	if file := os.Getenv("CDKNOMAD_PLANNED"); file != "" {
		if err := planned.Announce(shared, file); err != nil {
			response.Diagnostics.AddError(problem.ProviderSettings.Summary("what other stacks plan cannot be read"), err.Error())
			return
		}
	}
	p.cluster.Store(shared)
	response.ResourceData, response.DataSourceData, response.EphemeralResourceData = shared, shared, shared
}

func (Provider) Resources(context.Context) []func() resource.Resource { return resourceTypes }

func (Provider) DataSources(context.Context) []func() datasource.DataSource { return sources.All }

func (Provider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return ephemerals.All
}
