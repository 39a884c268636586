package kv

import (
	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/consul/enterprise"
)

// Place is where keys are: the attributes that all resource types of keys share.
type Place struct {
	Datacenter, Token, Namespace, Partition types.String
}

// Problems gives one message for each attribute that is not supported.
func (p Place) Problems() []string {
	problems := enterprise.Problems(p.Namespace, p.Partition)
	if !p.Token.IsNull() {
		problems = append(problems, "token: is deprecated and would be in the state; give the token to the provider, by token_file or CONSUL_HTTP_TOKEN")
	}
	return problems
}

// Attributes of a Place.
func Attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"datacenter": schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "Default: the agent's own.",
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()}},
		"token": schema.StringAttribute{Optional: true, Sensitive: true, MarkdownDescription: "Not supported: give the token to the provider.",
			DeprecationMessage: "give the token to the provider"},
		"namespace": enterprise.Attribute(),
		"partition": enterprise.Attribute(),
	}
}

// Datacenter gives the agent's own, or "" if the provider's token may not ask for it; requests then go there all the same.
func Datacenter(client *api.Client) (string, error) {
	names, err := client.Catalog().Datacenters()
	if err == nil && len(names) == 1 {
		return names[0], nil
	}
	self, err := client.Agent().Self()
	if answer.Denied(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	name, _ := self["Config"]["Datacenter"].(string)
	return name, nil
}
