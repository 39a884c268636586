package sources

import (
	"context"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type aclPoliciesModel struct {
	ID       types.String    `tfsdk:"id" is:"optional,computed" doc:"Always the same."`
	Prefix   types.String    `tfsdk:"prefix" is:"optional" doc:"Only policies whose names begin with it."`
	Policies []aclPolicyStub `tfsdk:"policies" doc:"Name and description of each policy."`
}

type aclPolicyStub struct {
	Name        string `tfsdk:"name"`
	Description string `tfsdk:"description"`
}

func aclPolicies() func() datasource.DataSource {
	return of("nomad_acl_policies", "The ACL policies of the cluster.", func(ctx context.Context, client *api.Client, model *aclPoliciesModel) error {
		policies, _, err := client.ACLPolicies().List(query(ctx, api.QueryOptions{Prefix: model.Prefix.ValueString()}))
		model.ID = types.StringValue("acl-policies")
		model.Policies = source.Each(policies, func(policy *api.ACLPolicyListStub) aclPolicyStub {
			return aclPolicyStub{policy.Name, policy.Description}
		})
		return err
	})
}

type aclPolicyModel struct {
	ID          types.String `tfsdk:"id" is:"optional,computed" doc:"The name."`
	Name        types.String `tfsdk:"name" is:"required" doc:"Name of the policy."`
	Description string       `tfsdk:"description" doc:"Description of the policy."`
	Rules       string       `tfsdk:"rules" doc:"Rules of the policy, in HCL or JSON as they were written."`
}

func aclPolicySource() func() datasource.DataSource {
	return of("nomad_acl_policy", "An ACL policy.", func(ctx context.Context, client *api.Client, model *aclPolicyModel) error {
		policy, _, err := client.ACLPolicies().Info(model.Name.ValueString(), query(ctx, api.QueryOptions{}))
		if err != nil {
			return err
		}
		model.ID, model.Description, model.Rules = types.StringValue(policy.Name), policy.Description, policy.Rules
		return nil
	})
}

type link struct {
	ID   string `tfsdk:"id"`
	Name string `tfsdk:"name"`
}

type named struct {
	Name string `tfsdk:"name"`
}

type aclRoleModel struct {
	ID          types.String      `tfsdk:"id" is:"required" doc:"Id of the role."`
	Name        string            `tfsdk:"name" doc:"Name of the role."`
	Description string            `tfsdk:"description" doc:"Description of the role."`
	Policies    source.Set[named] `tfsdk:"policies" doc:"Policies of the role."`
}

func policiesOf(links []*api.ACLRolePolicyLink) []named {
	return source.Each(links, func(policy *api.ACLRolePolicyLink) named { return named{policy.Name} })
}

func aclRoleSource() func() datasource.DataSource {
	return of("nomad_acl_role", "An ACL role.", func(ctx context.Context, client *api.Client, model *aclRoleModel) error {
		role, _, err := client.ACLRoles().Get(model.ID.ValueString(), query(ctx, api.QueryOptions{}))
		if err != nil {
			return err
		}
		model.Name, model.Description, model.Policies = role.Name, role.Description, policiesOf(role.Policies)
		return nil
	})
}

type aclRolesModel struct {
	ID     types.String  `tfsdk:"id" is:"optional,computed" doc:"Always the same."`
	Prefix types.String  `tfsdk:"prefix" is:"optional" doc:"Only roles whose ids begin with it."`
	Roles  []aclRoleStub `tfsdk:"acl_roles" doc:"The roles."`
}

type aclRoleStub struct {
	ID          string            `tfsdk:"id"`
	Name        string            `tfsdk:"name"`
	Description string            `tfsdk:"description"`
	Policies    source.Set[named] `tfsdk:"policies"`
}

func aclRoles() func() datasource.DataSource {
	return of("nomad_acl_roles", "The ACL roles of the cluster.", func(ctx context.Context, client *api.Client, model *aclRolesModel) error {
		roles, _, err := client.ACLRoles().List(query(ctx, api.QueryOptions{Prefix: model.Prefix.ValueString()}))
		model.ID = types.StringValue("nomad-roles")
		model.Roles = source.Each(roles, func(role *api.ACLRoleListStub) aclRoleStub {
			return aclRoleStub{role.ID, role.Name, role.Description, policiesOf(role.Policies)}
		})
		return err
	})
}

type aclTokenModel struct {
	ID             types.String       `tfsdk:"id" is:"optional,computed" doc:"The accessor."`
	Accessor       types.String       `tfsdk:"accessor_id" is:"required" doc:"Accessor of the token. It is not secret."`
	Secret         string             `tfsdk:"secret_id" is:"sensitive" doc:"The token itself. This data source writes it into the state in plain text: a user who can read the state has the rights of the token."`
	Name           string             `tfsdk:"name" doc:"Name of the token."`
	Type           string             `tfsdk:"type" doc:"client or management."`
	Policies       source.Set[string] `tfsdk:"policies" doc:"Names of the policies of the token."`
	Roles          source.Set[link]   `tfsdk:"roles" doc:"Roles of the token."`
	Global         bool               `tfsdk:"global" doc:"Whether the token is valid in all regions."`
	CreateTime     string             `tfsdk:"create_time" doc:"Time at which the token was created, in UTC."`
	ExpirationTTL  string             `tfsdk:"expiration_ttl" doc:"Lifetime that was requested for the token; 0s if it has none."`
	ExpirationTime string             `tfsdk:"expiration_time" doc:"Time at which the token expires, in the form of RFC 3339; empty if it does not."`
}

func rolesOf(links []*api.ACLTokenRoleLink) []link {
	return source.Each(links, func(role *api.ACLTokenRoleLink) link { return link{role.ID, role.Name} })
}

func expiration(at *time.Time) string {
	if at == nil {
		return ""
	}
	return at.Format(time.RFC3339)
}

func aclTokenSource() func() datasource.DataSource {
	return of("nomad_acl_token", "An ACL token, with its secret, which is then in the state.", func(ctx context.Context, client *api.Client, model *aclTokenModel) error {
		token, _, err := client.ACLTokens().Info(model.Accessor.ValueString(), query(ctx, api.QueryOptions{}))
		if err != nil {
			return err
		}
		model.ID, model.Secret, model.Name, model.Type = model.Accessor, token.SecretID, token.Name, token.Type
		model.Policies, model.Roles, model.Global = token.Policies, rolesOf(token.Roles), token.Global
		model.CreateTime, model.ExpirationTTL, model.ExpirationTime = token.CreateTime.UTC().String(), token.ExpirationTTL.String(), expiration(token.ExpirationTime)
		return nil
	})
}

type aclTokensModel struct {
	ID     types.String   `tfsdk:"id" is:"optional,computed" doc:"Always the same."`
	Prefix types.String   `tfsdk:"prefix" is:"optional" doc:"Only tokens whose accessors begin with it."`
	Tokens []aclTokenStub `tfsdk:"acl_tokens" doc:"The tokens, without their secrets."`
}

type aclTokenStub struct {
	Accessor       string           `tfsdk:"accessor_id"`
	Name           string           `tfsdk:"name"`
	Type           string           `tfsdk:"type"`
	Policies       []string         `tfsdk:"policies"`
	Roles          source.Set[link] `tfsdk:"roles"`
	Global         bool             `tfsdk:"global"`
	CreateTime     string           `tfsdk:"create_time"`
	ExpirationTime string           `tfsdk:"expiration_time"`
}

func aclTokens() func() datasource.DataSource {
	return of("nomad_acl_tokens", "The ACL tokens of the cluster, without their secrets.", func(ctx context.Context, client *api.Client, model *aclTokensModel) error {
		tokens, _, err := client.ACLTokens().List(query(ctx, api.QueryOptions{}))
		model.ID = types.StringValue("nomad-tokens")
		for _, token := range tokens {
			if strings.HasPrefix(token.AccessorID, model.Prefix.ValueString()) {
				model.Tokens = append(model.Tokens, aclTokenStub{token.AccessorID, token.Name, token.Type, token.Policies, rolesOf(token.Roles), token.Global,
					token.CreateTime.UTC().String(), expiration(token.ExpirationTime)})
			}
		}
		return err
	})
}
