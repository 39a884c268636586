package ephemerals

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

type nodeIntroTokenModel struct {
	NodeName types.String `tfsdk:"node_name"`
	NodePool types.String `tfsdk:"node_pool"`
	TTL      types.String `tfsdk:"ttl"`
	JWT      types.String `tfsdk:"jwt"`
}

// nodeIntroToken is the ephemeral nomad_node_intro_token.
//
// See https://developer.hashicorp.com/nomad/api-docs/acl/identities#create-client-introduction-identity
func nodeIntroToken() ephemeral.EphemeralResource {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description}
	}
	return of(kind[nodeIntroTokenModel]{
		name: "nomad_node_intro_token",
		schema: schema.Schema{
			MarkdownDescription: "A token with which a new node introduces itself to the servers, which creates one for each plan and each apply (Nomad 1.11 and newer). " +
				"Neither the state nor a saved plan has it.",
			Attributes: map[string]schema.Attribute{
				"node_name": text("Name of the only node that may use the token. Default: any node."),
				"node_pool": text("Node pool of the node. Default: default."),
				"ttl":       text("Lifetime of the token, such as 5m or 1h. Default: that of the servers."),
				"jwt":       schema.StringAttribute{Computed: true, Sensitive: true, MarkdownDescription: "The token, a JSON web token."},
			},
		},
		title: func(model *nodeIntroTokenModel) string {
			return "[node introduction token " + cmp.Or(model.NodeName.ValueString(), model.NodePool.ValueString(), "default") + "]"
		},
		failure: problem.CreateFailed,
		open: func(ctx context.Context, shared *cluster.Cluster, model *nodeIntroTokenModel) error {
			request := &api.ACLIdentityClientIntroductionTokenRequest{NodeName: model.NodeName.ValueString(), NodePool: model.NodePool.ValueString()}
			if ttl := model.TTL.ValueString(); ttl != "" {
				lifetime, err := time.ParseDuration(ttl)
				if err != nil {
					return invalidError{fmt.Sprintf("ttl: got %q, want a duration such as 5m or 1h", ttl)}
				}
				request.TTL = lifetime
			}
			created, _, err := shared.Client.ACLIdentity().CreateClientIntroductionToken(request, (&api.WriteOptions{}).WithContext(ctx))
			if err != nil {
				return err
			}
			model.JWT = types.StringValue(created.JWT)
			return nil
		},
	})
}
