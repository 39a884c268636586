package ephemerals

import (
	"cmp"
	"context"
	"errors"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

type variableModel struct {
	Path      types.String      `tfsdk:"path"`
	Namespace types.String      `tfsdk:"namespace"`
	Items     map[string]string `tfsdk:"items"`
}

// variable is the ephemeral nomad_variable.
//
// See https://developer.hashicorp.com/nomad/api-docs/variables/variables#read-variable
func variable() ephemeral.EphemeralResource {
	return of(kind[variableModel]{
		name: "nomad_variable",
		schema: schema.Schema{
			MarkdownDescription: "A variable of Nomad, with its items. Neither the state nor a saved plan has them.",
			Attributes: map[string]schema.Attribute{
				"path":      schema.StringAttribute{Required: true, MarkdownDescription: "Path of the variable."},
				"namespace": schema.StringAttribute{Optional: true, MarkdownDescription: "Namespace of the variable. Default: default."},
				"items":     schema.MapAttribute{Computed: true, Sensitive: true, ElementType: types.StringType, MarkdownDescription: "Items of the variable."},
			},
		},
		title:   func(model *variableModel) string { return "[variable " + model.Path.ValueString() + "]" },
		failure: problem.ReadFailed,
		open: func(ctx context.Context, shared *cluster.Cluster, model *variableModel) error {
			query := &api.QueryOptions{Namespace: cmp.Or(model.Namespace.ValueString(), api.DefaultNamespace)}
			found, _, err := shared.Client.Variables().Read(model.Path.ValueString(), query.WithContext(ctx))
			if errors.Is(err, api.ErrVariablePathNotFound) {
				return errNotFound
			}
			if err != nil {
				return err
			}
			model.Items = found.Items
			return nil
		},
	})
}
