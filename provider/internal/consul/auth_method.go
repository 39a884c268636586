package consul

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/enterprise"
	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/problem"
	"cdknomad/provider/internal/writeonly"
)

type authMethodModel struct {
	ID             types.String    `tfsdk:"id"`
	Name           types.String    `tfsdk:"name"`
	Type           types.String    `tfsdk:"type"`
	DisplayName    types.String    `tfsdk:"display_name"`
	Description    types.String    `tfsdk:"description"`
	MaxTokenTTL    types.String    `tfsdk:"max_token_ttl"`
	TokenLocality  types.String    `tfsdk:"token_locality"`
	ConfigJSON     types.String    `tfsdk:"config_json"`
	Config         types.Map       `tfsdk:"config"`
	Namespace      types.String    `tfsdk:"namespace"`
	Partition      types.String    `tfsdk:"partition"`
	NamespaceRules []namespaceRule `tfsdk:"namespace_rule"`

	ConfigJSONWO     types.String `tfsdk:"config_json_wo"` // only in the configuration
	ConfigJSONWOHash types.String `tfsdk:"config_json_wo_hash"`
}

type namespaceRule struct {
	BindNamespace types.String `tfsdk:"bind_namespace"`
	Selector      types.String `tfsdk:"selector"`
}

// newAuthMethod is consul_acl_auth_method. Its id is its name.
//
// See https://developer.hashicorp.com/consul/api-docs/acl/auth-methods
func newAuthMethod() resource.Resource {
	replaced := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	return managed(kind[authMethodModel, api.ACLAuthMethod]{
		typeName: "consul_acl_auth_method", noun: "consul acl auth method",
		schema: schema.Schema{
			MarkdownDescription: "A Consul ACL auth method.",
			Attributes: map[string]schema.Attribute{
				"id":           lifecycle.ID("How Consul knows it."),
				"name":         schema.StringAttribute{Required: true, PlanModifiers: replaced, MarkdownDescription: "The name."},
				"type":         schema.StringAttribute{Required: true, PlanModifiers: replaced, MarkdownDescription: "jwt, kubernetes, oidc or aws-iam."},
				"display_name": text("Shown instead of the name."),
				"description":  text("For humans."),
				"max_token_ttl": schema.StringAttribute{Optional: true, PlanModifiers: lifecycle.KeepSpelling(sameDuration),
					MarkdownDescription: "Longest life of a token that it creates, such as `30m`. Default: none."},
				"token_locality": schema.StringAttribute{Optional: true, MarkdownDescription: "local or global. Default: local.", Validators: lifecycle.OneOf("", "local", "global")},
				"config_json": schema.StringAttribute{Optional: true, PlanModifiers: lifecycle.KeepSpelling(sameJSON),
					MarkdownDescription: "The configuration of its type as JSON. The order of keys makes no difference."},
				"config_json_wo": schema.StringAttribute{Optional: true, WriteOnly: true,
					MarkdownDescription: "More keys of the configuration as a JSON object, such as `jsonencode({ ServiceAccountJWT = var.jwt })`." + writeonly.Without},
				"config_json_wo_hash": schema.StringAttribute{Computed: true, Sensitive: true,
					MarkdownDescription: "Salted hash of the keys that are not in `config_json`, by which a plan notices a change in the configuration or on the server."},
				"config": schema.MapAttribute{Optional: true, ElementType: types.StringType,
					DeprecationMessage: "set config_json, which has types", MarkdownDescription: "Not supported: set config_json."},
				"namespace": fixed("Namespace (Consul Enterprise)."), "partition": fixed("Partition (Consul Enterprise)."),
			},
			Blocks: map[string]schema.Block{
				"namespace_rule": schema.ListNestedBlock{
					MarkdownDescription: "In which namespace a token is made (Consul Enterprise).",
					NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
						"bind_namespace": required("The namespace."), "selector": text("For which identities. Default: all."),
					}},
				},
			},
		},
		common: func(m *authMethodModel) common { return common{&m.ID, &m.Namespace, &m.Partition, m.Name} },
		enterprise: func(m *authMethodModel) []enterprise.Value {
			var values []enterprise.Value
			for i, rule := range m.NamespaceRules {
				values = append(values, enterprise.Value{Path: fmt.Sprintf("namespace_rule.%d.bind_namespace", i), Got: rule.BindNamespace.ValueString(), Feature: "namespaces"})
			}
			return values
		},
		secrets: authMethodSecrets,
		wanted:  wantedAuthMethod,
		follow:  followAuthMethod,
		check:   checkAuthMethod,
		idOf:    func(a *api.ACLAuthMethod) string { return a.Name },
		prefix:  "auth-method-",
		read: func(acl *api.ACL, id string, query *api.QueryOptions) (*api.ACLAuthMethod, error) {
			found, _, err := acl.AuthMethodRead(id, query)
			return found, err
		},
		named: func(acl *api.ACL, name string, query *api.QueryOptions) (*api.ACLAuthMethod, error) {
			found, _, err := acl.AuthMethodRead(name, query)
			return found, err
		},
		create: func(acl *api.ACL, object *api.ACLAuthMethod, write *api.WriteOptions) (*api.ACLAuthMethod, error) {
			created, _, err := acl.AuthMethodCreate(object, write)
			return created, err
		},
		update: func(acl *api.ACL, object *api.ACLAuthMethod, write *api.WriteOptions) (*api.ACLAuthMethod, error) {
			created, _, err := acl.AuthMethodUpdate(object, write)
			return created, err
		},
		remove: func(acl *api.ACL, id string, write *api.WriteOptions) error {
			_, err := acl.AuthMethodDelete(id, write)
			return err
		},
	})
}

func checkAuthMethod(m *authMethodModel) []string {
	var problems []string
	if len(m.Config.Elements()) > 0 {
		problems = append(problems, "config: is not supported; write it as config_json = jsonencode({...})")
	}
	if text := m.ConfigJSON.ValueString(); text != "" {
		var config map[string]any
		if err := json.Unmarshal([]byte(text), &config); err != nil {
			problems = append(problems, "config_json: is not a JSON object; write it with jsonencode({...})")
		}
	}
	if text := m.MaxTokenTTL.ValueString(); text != "" {
		if _, err := time.ParseDuration(text); err != nil {
			problems = append(problems, fmt.Sprintf("max_token_ttl: got %q, want a duration such as 30m or 24h", text))
		}
	}
	return problems
}

func wantedAuthMethod(_ context.Context, m *authMethodModel) (*api.ACLAuthMethod, diag.Diagnostics) {
	var problems diag.Diagnostics
	wanted := &api.ACLAuthMethod{Name: m.Name.ValueString(), Type: m.Type.ValueString(), DisplayName: m.DisplayName.ValueString(),
		Description: m.Description.ValueString(), TokenLocality: m.TokenLocality.ValueString()}
	if text := m.MaxTokenTTL.ValueString(); text != "" {
		duration, err := time.ParseDuration(text)
		if err != nil {
			problems.AddError(problem.NotValid.Summary("max_token_ttl is not a duration"), err.Error())
		}
		wanted.MaxTokenTTL = duration
	}
	if text := m.ConfigJSON.ValueString(); text != "" {
		if err := json.Unmarshal([]byte(text), &wanted.Config); err != nil {
			problems.AddError(problem.NotValid.Summary("config_json is not a JSON object"), "write it with jsonencode({...})")
		}
	}
	for _, rule := range m.NamespaceRules {
		wanted.NamespaceRules = append(wanted.NamespaceRules, &api.ACLAuthMethodNamespaceRule{
			BindNamespace: rule.BindNamespace.ValueString(), Selector: rule.Selector.ValueString()})
	}
	return wanted, problems
}

func followAuthMethod(_ context.Context, m *authMethodModel, found *api.ACLAuthMethod) diag.Diagnostics {
	var problems diag.Diagnostics
	m.Name, m.Type = types.StringValue(found.Name), types.StringValue(found.Type)
	follow.Text(&m.DisplayName, found.DisplayName)
	follow.Text(&m.Description, found.Description)
	if locality := found.TokenLocality; locality != "local" || m.TokenLocality.ValueString() != "" {
		follow.Text(&m.TokenLocality, locality)
	}
	if !sameDuration(m.MaxTokenTTL.ValueString(), found.MaxTokenTTL.String()) {
		m.MaxTokenTTL = types.StringValue(found.MaxTokenTTL.String())
	}
	if err := m.followConfig(found.Config); err != nil {
		problems.AddError(problem.NotValid.Summary("the configuration of an auth method cannot be written as json"), err.Error())
		return problems
	}
	if m.Config.ElementType(context.Background()) == nil {
		m.Config = types.MapNull(types.StringType)
	}
	m.NamespaceRules = nil
	for _, rule := range found.NamespaceRules {
		state := namespaceRule{BindNamespace: types.StringValue(rule.BindNamespace)}
		follow.Text(&state.Selector, rule.Selector)
		m.NamespaceRules = append(m.NamespaceRules, state)
	}
	return problems
}

// sameJSON compares two configurations by content. Consul keeps keys whose value is empty out, and so does this.
func sameJSON(a, b string) bool {
	x, okX := filledKeys(a)
	y, okY := filledKeys(b)
	return okX && okY && reflect.DeepEqual(x, y)
}

// filledKeys returns the keys of a JSON object that have a value; false if the text is no JSON object.
func filledKeys(text string) (map[string]any, bool) {
	if text == "" {
		return map[string]any{}, true
	}
	var config map[string]any
	if json.Unmarshal([]byte(text), &config) != nil {
		return map[string]any{}, false
	}
	return withoutEmpty(config), true
}

func withoutEmpty(config map[string]any) map[string]any {
	kept := map[string]any{}
	for key, value := range config {
		if value != nil && !reflect.ValueOf(value).IsZero() && !emptyCollection(value) {
			kept[key] = value
		}
	}
	return kept
}

func emptyCollection(value any) bool {
	switch v := value.(type) {
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

func sameDuration(a, b string) bool {
	parse := func(text string) (time.Duration, error) {
		if text == "" {
			return 0, nil
		}
		return time.ParseDuration(text)
	}
	x, errX := parse(a)
	y, errY := parse(b)
	return errX == nil && errY == nil && x == y
}
