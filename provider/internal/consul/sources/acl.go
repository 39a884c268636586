package sources

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type link struct {
	ID   string `tfsdk:"id"`
	Name string `tfsdk:"name"`
}

type nodeIdentity struct {
	NodeName   string `tfsdk:"node_name"`
	Datacenter string `tfsdk:"datacenter"`
}

type templatedPolicy struct {
	Name        string             `tfsdk:"template_name"`
	Variables   []templateVariable `tfsdk:"template_variables"`
	Datacenters []string           `tfsdk:"datacenters"`
}

type templateVariable struct {
	Name string `tfsdk:"name"`
}

func nodeIdentities(from []*api.ACLNodeIdentity) []nodeIdentity {
	return source.Each(from, func(identity *api.ACLNodeIdentity) nodeIdentity {
		return nodeIdentity{identity.NodeName, identity.Datacenter}
	})
}

func templatedPolicies(from []*api.ACLTemplatedPolicy) []templatedPolicy {
	return source.Each(from, func(policy *api.ACLTemplatedPolicy) templatedPolicy {
		var variables []templateVariable
		if policy.TemplateVariables != nil {
			variables = []templateVariable{{policy.TemplateVariables.Name}}
		}
		return templatedPolicy{policy.TemplateName, variables, policy.Datacenters}
	})
}

func links(from []*api.ACLLink) []link {
	return source.Each(from, func(to *api.ACLLink) link { return link{to.ID, to.Name} })
}

type aclAuthMethodModel struct {
	ID             types.String      `tfsdk:"id" is:"optional,computed" doc:"The name."`
	Name           types.String      `tfsdk:"name" is:"required" doc:"Name of the auth method."`
	Namespace      types.String      `tfsdk:"namespace" is:"optional" doc:"Namespace (Consul Enterprise)."`
	Partition      types.String      `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	Type           string            `tfsdk:"type" doc:"Type of the auth method, such as jwt."`
	DisplayName    string            `tfsdk:"display_name" doc:"Name that Consul's web UI shows."`
	Description    string            `tfsdk:"description" doc:"Description of the auth method."`
	MaxTokenTTL    string            `tfsdk:"max_token_ttl" doc:"Longest lifetime of its tokens."`
	TokenLocality  string            `tfsdk:"token_locality" doc:"local or global."`
	Config         map[string]string `tfsdk:"config" is:"sensitive,deprecated" doc:"Configuration, if it has no lists or objects; use config_json."`
	ConfigJSON     string            `tfsdk:"config_json" is:"sensitive" doc:"Configuration as JSON. It can hold a client secret, which is then in the state in plain text."`
	NamespaceRules []namespaceRule   `tfsdk:"namespace_rule" doc:"Rules for the namespace of a token (Consul Enterprise)."`
}

type namespaceRule struct {
	Selector      string `tfsdk:"selector"`
	BindNamespace string `tfsdk:"bind_namespace"`
}

func aclAuthMethod() func() datasource.DataSource {
	return of("consul_acl_auth_method", "An auth method.", func(ctx context.Context, consul *Consul, model *aclAuthMethodModel) error {
		method, _, err := consul.Client.ACL().AuthMethodRead(model.Name.ValueString(), place(ctx, model.Namespace, model.Partition))
		if err != nil {
			return err
		}
		if method == nil {
			return source.ErrNotFound
		}
		text, err := json.Marshal(method.Config)
		if err != nil {
			return fmt.Errorf("the configuration is not JSON: %w", err)
		}
		model.ID, model.Type, model.DisplayName, model.Description = types.StringValue(method.Name), method.Type, method.DisplayName, method.Description
		model.MaxTokenTTL, model.TokenLocality = method.MaxTokenTTL.String(), method.TokenLocality
		model.ConfigJSON, model.Config = string(text), plainTexts(method.Config)
		model.NamespaceRules = source.Each(method.NamespaceRules, func(rule *api.ACLAuthMethodNamespaceRule) namespaceRule {
			return namespaceRule{rule.Selector, rule.BindNamespace}
		})
		return nil
	})
}

// plainTexts returns a configuration as a map of texts, or nothing if a value is a list or an object.
func plainTexts(config map[string]any) map[string]string {
	texts := make(map[string]string, len(config))
	for name, value := range config {
		switch value := value.(type) {
		case string:
			texts[name] = value
		case bool, float64:
			texts[name] = fmt.Sprint(value)
		default:
			return nil
		}
	}
	return texts
}

type aclPolicyModel struct {
	ID          types.String `tfsdk:"id" is:"optional,computed" doc:"Id of the policy."`
	Name        types.String `tfsdk:"name" is:"required" doc:"Name of the policy."`
	Namespace   types.String `tfsdk:"namespace" is:"optional" doc:"Namespace (Consul Enterprise)."`
	Partition   types.String `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	Description string       `tfsdk:"description" doc:"Description of the policy."`
	Rules       string       `tfsdk:"rules" doc:"Rules of the policy, as they were written."`
	Datacenters []string     `tfsdk:"datacenters" doc:"Datacenters in which the policy is valid; none means all."`
}

func aclPolicy() func() datasource.DataSource {
	return of("consul_acl_policy", "An ACL policy.", func(ctx context.Context, consul *Consul, model *aclPolicyModel) error {
		policy, _, err := consul.Client.ACL().PolicyReadByName(model.Name.ValueString(), place(ctx, model.Namespace, model.Partition))
		if err != nil {
			return err
		}
		if policy == nil {
			return source.ErrNotFound
		}
		model.ID, model.Description, model.Rules, model.Datacenters = types.StringValue(policy.ID), policy.Description, policy.Rules, policy.Datacenters
		return nil
	})
}

type aclRoleModel struct {
	ID                types.String          `tfsdk:"id" is:"optional,computed" doc:"Id of the role."`
	Name              types.String          `tfsdk:"name" is:"required" doc:"Name of the role."`
	Namespace         types.String          `tfsdk:"namespace" is:"optional" doc:"Namespace (Consul Enterprise)."`
	Partition         types.String          `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	Description       string                `tfsdk:"description" doc:"Description of the role."`
	Policies          []link                `tfsdk:"policies" doc:"Policies of the role."`
	ServiceIdentities []roleServiceIdentity `tfsdk:"service_identities" doc:"Services whose rights the role has."`
	NodeIdentities    []nodeIdentity        `tfsdk:"node_identities" doc:"Nodes whose rights the role has."`
	TemplatedPolicies []templatedPolicy     `tfsdk:"templated_policies" doc:"Templated policies of the role."`
}

type roleServiceIdentity struct {
	ServiceName string             `tfsdk:"service_name"`
	Datacenters source.Set[string] `tfsdk:"datacenters"`
}

func aclRole() func() datasource.DataSource {
	return of("consul_acl_role", "An ACL role.", func(ctx context.Context, consul *Consul, model *aclRoleModel) error {
		role, _, err := consul.Client.ACL().RoleReadByName(model.Name.ValueString(), place(ctx, model.Namespace, model.Partition))
		if err != nil {
			return err
		}
		if role == nil {
			return source.ErrNotFound
		}
		model.ID, model.Description, model.Policies = types.StringValue(role.ID), role.Description, links(role.Policies)
		model.ServiceIdentities = source.Each(role.ServiceIdentities, func(identity *api.ACLServiceIdentity) roleServiceIdentity {
			return roleServiceIdentity{identity.ServiceName, identity.Datacenters}
		})
		model.NodeIdentities, model.TemplatedPolicies = nodeIdentities(role.NodeIdentities), templatedPolicies(role.TemplatedPolicies)
		return nil
	})
}

type aclTokenModel struct {
	ID                types.String           `tfsdk:"id" is:"optional,computed" doc:"The accessor."`
	Accessor          types.String           `tfsdk:"accessor_id" is:"required" doc:"Accessor of the token. It is not secret."`
	Namespace         types.String           `tfsdk:"namespace" is:"optional" doc:"Namespace (Consul Enterprise)."`
	Partition         types.String           `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	Description       string                 `tfsdk:"description" doc:"Description of the token."`
	Policies          []link                 `tfsdk:"policies" doc:"Policies of the token."`
	Roles             []link                 `tfsdk:"roles" doc:"Roles of the token."`
	ServiceIdentities []tokenServiceIdentity `tfsdk:"service_identities" doc:"Services whose rights the token has."`
	NodeIdentities    []nodeIdentity         `tfsdk:"node_identities" doc:"Nodes whose rights the token has."`
	TemplatedPolicies []templatedPolicy      `tfsdk:"templated_policies" doc:"Templated policies of the token."`
	Local             bool                   `tfsdk:"local" doc:"Whether the token is valid only in its datacenter."`
	ExpirationTime    string                 `tfsdk:"expiration_time" doc:"Time at which the token expires, in the form of RFC 3339; empty if it does not."`
}

type tokenServiceIdentity struct {
	ServiceName string   `tfsdk:"service_name"`
	Datacenters []string `tfsdk:"datacenters"`
}

func aclToken() func() datasource.DataSource {
	return of("consul_acl_token", "An ACL token, without its secret.", func(ctx context.Context, consul *Consul, model *aclTokenModel) error {
		token, _, err := consul.Client.ACL().TokenRead(model.Accessor.ValueString(), place(ctx, model.Namespace, model.Partition))
		if err != nil {
			return err
		}
		model.ID, model.Description, model.Local = model.Accessor, token.Description, token.Local
		model.Policies, model.Roles = links(token.Policies), links(token.Roles)
		model.ServiceIdentities = source.Each(token.ServiceIdentities, func(identity *api.ACLServiceIdentity) tokenServiceIdentity {
			return tokenServiceIdentity{identity.ServiceName, identity.Datacenters}
		})
		model.NodeIdentities, model.TemplatedPolicies = nodeIdentities(token.NodeIdentities), templatedPolicies(token.TemplatedPolicies)
		if token.ExpirationTime != nil {
			model.ExpirationTime = token.ExpirationTime.Format(time.RFC3339)
		}
		return nil
	})
}

type aclTokenSecretModel struct {
	ID              types.String `tfsdk:"id" is:"optional,computed" doc:"The accessor."`
	Accessor        types.String `tfsdk:"accessor_id" is:"required" doc:"Accessor of the token. It is not secret."`
	Namespace       types.String `tfsdk:"namespace" is:"optional" doc:"Namespace (Consul Enterprise)."`
	Partition       types.String `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	PGPKey          types.String `tfsdk:"pgp_key" is:"optional" doc:"Not supported: the secret would be in the memory and logs of Terraform all the same."`
	Secret          string       `tfsdk:"secret_id" is:"sensitive" doc:"The token itself. This data source writes it into the state in plain text: a user who can read the state has the rights of the token."`
	EncryptedSecret string       `tfsdk:"encrypted_secret_id" is:"sensitive" doc:"Always empty, because pgp_key is not supported."`
}

func aclTokenSecret() func() datasource.DataSource {
	return of("consul_acl_token_secret_id", "The secret of an ACL token, which is then in the state.", func(ctx context.Context, consul *Consul, model *aclTokenSecretModel) error {
		if model.PGPKey.ValueString() != "" {
			return errors.New("pgp_key: is not supported by this provider; leave it out and protect the state, or create the token with the nomad or consul command and keep it out of Terraform")
		}
		token, _, err := consul.Client.ACL().TokenRead(model.Accessor.ValueString(), place(ctx, model.Namespace, model.Partition))
		if err != nil {
			return err
		}
		model.ID, model.Secret = model.Accessor, token.SecretID
		return nil
	})
}
