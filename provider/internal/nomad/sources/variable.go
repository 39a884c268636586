package sources

import (
	"context"
	"errors"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type variableModel struct {
	ID        types.String      `tfsdk:"id" is:"optional,computed" doc:"PATH@NAMESPACE."`
	Path      types.String      `tfsdk:"path" is:"required" doc:"Path of the variable."`
	Namespace types.String      `tfsdk:"namespace" is:"optional" doc:"Namespace of the variable. Default: default."`
	Items     map[string]string `tfsdk:"items" is:"sensitive" doc:"Items of the variable. This data source writes them into the state in plain text; to give a task a secret, let a template of the task read the variable."`
}

func variable() func() datasource.DataSource {
	return of("nomad_variable", "A variable of Nomad, with its items, which are then in the state.", func(ctx context.Context, client *api.Client, model *variableModel) error {
		namespace, path := orDefault(&model.Namespace), model.Path.ValueString()
		current, _, err := client.Variables().Read(path, query(ctx, api.QueryOptions{Namespace: namespace}))
		if errors.Is(err, api.ErrVariablePathNotFound) {
			return source.ErrNotFound
		}
		if err != nil {
			return err
		}
		model.ID, model.Items = types.StringValue(path+"@"+namespace), current.Items
		return nil
	})
}
