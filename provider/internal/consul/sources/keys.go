package sources

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type keysModel struct {
	ID                 types.String      `tfsdk:"id" is:"optional,computed" doc:"Always the same."`
	Datacenter         types.String      `tfsdk:"datacenter" is:"optional,computed" doc:"Datacenter. Default: that of the provider, else the agent's own."`
	Token              types.String      `tfsdk:"token" is:"optional,sensitive,deprecated" doc:"ACL token for this request, which is in the state in plain text; give the token to the provider instead."`
	Namespace          types.String      `tfsdk:"namespace" is:"optional" doc:"Namespace (Consul Enterprise)."`
	Partition          types.String      `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	ErrorOnMissingKeys types.Bool        `tfsdk:"error_on_missing_keys" is:"optional" doc:"Whether a key that does not exist and has no default is an error. Default: false, its value is empty."`
	Var                map[string]string `tfsdk:"var" doc:"Values by the names of the blocks. They are in the state and in the output of Terraform."`
	Keys               []key             `tfsdk:"key" is:"block" doc:"A key to read."`
}

type key struct {
	Name    types.String `tfsdk:"name" is:"required" doc:"Name in var."`
	Path    types.String `tfsdk:"path" is:"required" doc:"Path of the key."`
	Default types.String `tfsdk:"default" is:"optional" doc:"Value if the key does not exist or is empty. Default: empty."`
}

func keys() func() datasource.DataSource {
	return of("consul_keys", "Values of keys in Consul's key/value store.", func(ctx context.Context, consul *Consul, model *keysModel) error {
		options, err := consul.keyOptions(ctx, &model.Datacenter, model.Token, model.Namespace, model.Partition)
		if err != nil {
			return err
		}
		model.ID = types.StringValue("-")
		model.Var, err = consul.values(options, "", model.Keys, model.ErrorOnMissingKeys.ValueBool())
		return err
	})
}

type keyPrefixModel struct {
	ID         types.String      `tfsdk:"id" is:"optional,computed" doc:"Always the same."`
	Datacenter types.String      `tfsdk:"datacenter" is:"optional,computed" doc:"Datacenter. Default: that of the provider, else the agent's own."`
	Token      types.String      `tfsdk:"token" is:"optional,sensitive,deprecated" doc:"ACL token for this request, which is in the state in plain text; give the token to the provider instead."`
	Namespace  types.String      `tfsdk:"namespace" is:"optional" doc:"Namespace (Consul Enterprise)."`
	Partition  types.String      `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	Prefix     types.String      `tfsdk:"path_prefix" is:"required" doc:"Prefix of the keys, usually with a slash at the end."`
	Subkeys    map[string]string `tfsdk:"subkeys" doc:"Without subkey blocks: the values of all keys below the prefix, by the rest of their paths."`
	Var        map[string]string `tfsdk:"var" doc:"Values by the names of the blocks. They are in the state and in the output of Terraform."`
	Keys       []key             `tfsdk:"subkey" is:"block" doc:"A key to read, with its path below the prefix. Default: all keys, in subkeys."`
}

func keyPrefix() func() datasource.DataSource {
	return of("consul_key_prefix", "Values of the keys below a prefix in Consul's key/value store.", func(ctx context.Context, consul *Consul, model *keyPrefixModel) error {
		options, err := consul.keyOptions(ctx, &model.Datacenter, model.Token, model.Namespace, model.Partition)
		if err != nil {
			return err
		}
		prefix := model.Prefix.ValueString()
		model.ID = types.StringValue("-")
		if len(model.Keys) > 0 {
			model.Var, err = consul.values(options, prefix, model.Keys, false)
			return err
		}
		pairs, _, err := consul.Client.KV().List(prefix, options)
		model.Subkeys = make(map[string]string, len(pairs))
		for _, pair := range pairs {
			model.Subkeys[strings.TrimPrefix(pair.Key, prefix)] = string(pair.Value)
		}
		return err
	})
}

// keyOptions returns the options of a request for keys, and stores the datacenter that it goes to.
func (c *Consul) keyOptions(ctx context.Context, datacenter *types.String, token, namespace, partition types.String) (*api.QueryOptions, error) {
	if datacenter.ValueString() == "" {
		name, err := c.datacenter()
		if err != nil {
			return nil, err
		}
		*datacenter = types.StringValue(name)
	}
	options := place(ctx, namespace, partition)
	options.Datacenter, options.Token = datacenter.ValueString(), token.ValueString()
	return options, nil
}

// values reads each key by itself: a token may have rights for these keys only.
func (c *Consul) values(options *api.QueryOptions, prefix string, keys []key, mustExist bool) (map[string]string, error) {
	values := make(map[string]string, len(keys))
	for _, key := range keys {
		path := prefix + key.Path.ValueString()
		pair, _, err := c.Client.KV().Get(path, options)
		if err != nil {
			return nil, fmt.Errorf("key %q: %w", path, err)
		}
		if pair == nil && mustExist && key.Default.IsNull() {
			return nil, fmt.Errorf("key %q does not exist and has no default, and error_on_missing_keys is true; write the key, or add a default", path)
		}
		value := key.Default.ValueString()
		if pair != nil && len(pair.Value) > 0 {
			value = string(pair.Value)
		}
		values[key.Name.ValueString()] = value
	}
	return values, nil
}
