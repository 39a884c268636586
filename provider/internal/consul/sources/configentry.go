package sources

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type configEntryModel struct {
	ID         types.String `tfsdk:"id" is:"optional,computed" doc:"KIND/NAME."`
	Kind       types.String `tfsdk:"kind" is:"required" doc:"Kind of the entry, such as service-defaults."`
	Name       types.String `tfsdk:"name" is:"required" doc:"Name of the entry."`
	Namespace  types.String `tfsdk:"namespace" is:"optional" doc:"Namespace (Consul Enterprise)."`
	Partition  types.String `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	ConfigJSON string       `tfsdk:"config_json" doc:"The entry as JSON, without its kind, name, namespace, and partition."`
}

func configEntry() func() datasource.DataSource {
	return of("consul_config_entry", "A configuration entry.", func(ctx context.Context, consul *Consul, model *configEntryModel) error {
		kind, name := model.Kind.ValueString(), model.Name.ValueString()
		entry, _, err := consul.Client.ConfigEntries().Get(kind, name, place(ctx, model.Namespace, model.Partition))
		if err != nil {
			return err
		}
		text, err := withoutIdentity(entry)
		if err != nil {
			return fmt.Errorf("the entry is not JSON: %w", err)
		}
		model.ID, model.ConfigJSON = types.StringValue(kind+"/"+name), text
		return nil
	})
}

// withoutIdentity returns an entry as JSON, without what the arguments of the data source say and without what only the server sets.
func withoutIdentity(entry any) (string, error) {
	text, err := json.Marshal(entry)
	if err != nil {
		return "", err
	}
	var fields map[string]any
	if err := json.Unmarshal(text, &fields); err != nil {
		return "", err
	}
	for _, name := range []string{"Kind", "Name", "Namespace", "Partition", "CreateIndex", "ModifyIndex"} {
		delete(fields, name)
	}
	text, err = json.Marshal(fields)
	return string(text), err
}
