package volume

import (
	"context"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// NamespaceAttribute is the attribute namespace: a volume stays in its own.
func NamespaceAttribute() schema.StringAttribute {
	const reason = "a volume stays in its namespace"
	return schema.StringAttribute{Optional: true, MarkdownDescription: "Its namespace. Default: `default`.",
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(moved, reason, reason)}}
}

func moved(_ context.Context, request planmodifier.StringRequest, response *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	response.RequiresReplace = request.PlanValue.IsUnknown() || Namespace(request.PlanValue) != Namespace(request.StateValue)
}

// Namespace is the namespace that an attribute means.
func Namespace(value types.String) string {
	if value.ValueString() == "" {
		return api.DefaultNamespace
	}
	return value.ValueString()
}

// ImportedID takes an import id apart, as id@namespace or as id alone for the namespace default, which stays unsaid.
func ImportedID(text string) (string, types.String) {
	at := strings.LastIndex(text, "@")
	if at < 0 {
		return text, types.StringNull()
	}
	if space := text[at+1:]; space != api.DefaultNamespace {
		return text[:at], types.StringValue(space)
	}
	return text[:at], types.StringNull()
}
