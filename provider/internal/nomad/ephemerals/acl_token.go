package ephemerals

import (
	"context"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

type aclTokenModel struct {
	Accessor       types.String `tfsdk:"accessor_id"`
	Secret         types.String `tfsdk:"secret_id"`
	Name           types.String `tfsdk:"name"`
	Type           types.String `tfsdk:"type"`
	Policies       []string     `tfsdk:"policies"`
	Roles          []roleLink   `tfsdk:"roles"`
	Global         types.Bool   `tfsdk:"global"`
	CreateTime     types.String `tfsdk:"create_time"`
	ExpirationTTL  types.String `tfsdk:"expiration_ttl"`
	ExpirationTime types.String `tfsdk:"expiration_time"`
}

type roleLink struct {
	ID   types.String `tfsdk:"id"`
	Name types.String `tfsdk:"name"`
}

// aclToken is the ephemeral nomad_acl_token.
//
// See https://developer.hashicorp.com/nomad/api-docs/acl/tokens#read-token
func aclToken() ephemeral.EphemeralResource {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	return of(kind[aclTokenModel]{
		name: "nomad_acl_token",
		schema: schema.Schema{
			MarkdownDescription: "An ACL token of Nomad, with its secret. Neither the state nor a saved plan has it.",
			Attributes: map[string]schema.Attribute{
				"accessor_id":     schema.StringAttribute{Required: true, MarkdownDescription: "Accessor of the token. It is not secret."},
				"secret_id":       schema.StringAttribute{Computed: true, Sensitive: true, MarkdownDescription: "The token itself."},
				"name":            text("Name of the token."),
				"type":            text("client or management."),
				"policies":        schema.SetAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "Names of the policies of the token."},
				"global":          schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the token is valid in all regions."},
				"create_time":     text("Time at which the token was created, in UTC."),
				"expiration_ttl":  text("Lifetime that was requested for the token; 0s if it has none."),
				"expiration_time": text("Time at which the token expires, in the form of RFC 3339; null if it does not."),
				"roles": schema.SetNestedAttribute{Computed: true, MarkdownDescription: "Roles of the token.",
					NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
						"id": text("Id of the role."), "name": text("Name of the role."),
					}}},
			},
		},
		title:   func(model *aclTokenModel) string { return "[acl token " + model.Accessor.ValueString() + "]" },
		failure: problem.ReadFailed,
		open: func(ctx context.Context, shared *cluster.Cluster, model *aclTokenModel) error {
			token, _, err := shared.Client.ACLTokens().Info(model.Accessor.ValueString(), (&api.QueryOptions{}).WithContext(ctx))
			if err != nil {
				return err
			}
			model.Secret, model.Name, model.Type = types.StringValue(token.SecretID), types.StringValue(token.Name), types.StringValue(token.Type)
			model.Global = types.BoolValue(token.Global)
			model.Policies = append([]string{}, token.Policies...)
			model.Roles = make([]roleLink, len(token.Roles))
			for i, role := range token.Roles {
				model.Roles[i] = roleLink{types.StringValue(role.ID), types.StringValue(role.Name)}
			}
			model.CreateTime = types.StringValue(token.CreateTime.UTC().String())
			model.ExpirationTTL = types.StringValue(token.ExpirationTTL.String())
			if token.ExpirationTime != nil {
				model.ExpirationTime = types.StringValue(token.ExpirationTime.Format(time.RFC3339))
			}
			return nil
		},
	})
}
