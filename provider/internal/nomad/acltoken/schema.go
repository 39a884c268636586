package acltoken

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/lifecycle"
)

type model struct {
	ID             types.String `tfsdk:"id"`
	AccessorID     types.String `tfsdk:"accessor_id"`
	SecretID       types.String `tfsdk:"secret_id"`
	Name           types.String `tfsdk:"name"`
	Type           types.String `tfsdk:"type"`
	Policies       types.Set    `tfsdk:"policies"`
	Roles          []role       `tfsdk:"role"`
	Global         types.Bool   `tfsdk:"global"`
	CreateTime     types.String `tfsdk:"create_time"`
	ExpirationTTL  types.String `tfsdk:"expiration_ttl"`
	ExpirationTime types.String `tfsdk:"expiration_time"`
}

type role struct {
	ID   types.String `tfsdk:"id"`
	Name types.String `tfsdk:"name"`
}

func (kind) TypeName() string { return "nomad_acl_token" }

func (kind) Schema() schema.Schema {
	secret := lifecycle.Lasting("What gives the rights. It is marked sensitive, so no output shows it, but it is in Terraform's state as it is: " +
		"everyone who can read the state has the token. Where people or programs can log in, an auth method keeps tokens out of the state.")
	secret.Sensitive = true
	return schema.Schema{
		MarkdownDescription: "A Nomad ACL token. An expired token is created again.",
		Attributes: map[string]schema.Attribute{
			"id":          lifecycle.ID("The accessor id."),
			"accessor_id": lifecycle.Lasting("How Nomad names the token without giving its rights."),
			"secret_id":   secret,
			"name":        schema.StringAttribute{Optional: true, MarkdownDescription: "For humans, up to 256 characters."},
			"type":        schema.StringAttribute{Required: true, MarkdownDescription: "`client`, with policies or roles, or `management`, which may do everything."},
			"policies":    schema.SetAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Names of policies."},
			"global": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether it is valid in all federated regions. Default: false.",
				PlanModifiers: []planmodifier.Bool{boolplanmodifier.RequiresReplaceIf(otherGlobal, "another scope is another token", "another scope is another token")}},
			"create_time": lifecycle.Lasting("When it was made (RFC 3339)."),
			"expiration_ttl": schema.StringAttribute{Optional: true, MarkdownDescription: "How long it is valid, such as `8h`. Default: for ever. Another one is another token.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(otherTTL, "another lifetime is another token", "another lifetime is another token")}},
			"expiration_time": lifecycle.Lasting("When it stops being valid (RFC 3339); empty if never."),
		},
		Blocks: map[string]schema.Block{
			"role": schema.SetNestedBlock{
				MarkdownDescription: "A role of the token.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"id":   schema.StringAttribute{Required: true, MarkdownDescription: "Nomad's id of the role."},
					"name": schema.StringAttribute{Computed: true, MarkdownDescription: "The role's name."},
				}},
			},
		},
	}
}
