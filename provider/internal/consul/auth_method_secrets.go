package consul

import (
	"cmp"
	"encoding/json"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/writeonly"
)

var authMethodSecrets = &secrets[authMethodModel]{
	check: (*authMethodModel).checkSecretKeys,
	arguments: func(plan, configured, prior *authMethodModel) writeonly.Arguments {
		argument := writeonly.Argument{Path: path.Root("config_json_wo"), Value: secretKeys(configured.ConfigJSONWO), Hash: &plan.ConfigJSONWOHash}
		if prior != nil {
			argument.Prior = prior.ConfigJSONWOHash
		}
		return writeonly.Arguments{argument}
	},
	filled: func(plan, configured *authMethodModel) *authMethodModel {
		filled := *plan
		all, _ := filledKeys(plan.ConfigJSON.ValueString())
		more, _ := filledKeys(configured.ConfigJSONWO.ValueString()) // the plan has refused what is no JSON object
		maps.Copy(all, more)
		if text, err := json.Marshal(all); err == nil && len(more) > 0 {
			filled.ConfigJSON = types.StringValue(string(text))
		}
		return &filled
	},
}

// secretKeys returns the value of config_json_wo.
func secretKeys(argument types.String) writeonly.Value {
	keys, _ := filledKeys(argument.ValueString())
	return writeonly.Value{IsGiven: argument.IsUnknown() || len(keys) > 0, IsUnknown: argument.IsUnknown(), Content: keys}
}

// checkSecretKeys gives what is wrong with config_json_wo, without a part of it.
func (m *authMethodModel) checkSecretKeys() (problems []string) {
	keys, isObject := filledKeys(m.ConfigJSONWO.ValueString())
	if !isObject {
		// The message of the parser would repeat a part of the secret.
		return []string{"config_json_wo: is not a JSON object; write it with jsonencode({...})"}
	}
	open, _ := filledKeys(m.ConfigJSON.ValueString())
	for key := range keys {
		if _, twice := open[key]; twice {
			problems = append(problems, "config_json_wo: got the key "+key+", which config_json has too; leave one of them out")
		}
	}
	return problems
}

// followConfig brings the model to the configuration of the server. If some of it is write-only, all keys that the state does not have in the
// clear are hashed: they never appear in the state.
func (m *authMethodModel) followConfig(current map[string]any) error {
	open, secret := current, map[string]any{}
	if !m.ConfigJSONWOHash.IsNull() {
		open, secret = m.split(current)
		salt := cmp.Or(writeonly.SaltOf(m.ConfigJSONWOHash.ValueString()), writeonly.NewSalt())
		if m.ConfigJSONWOHash = types.StringNull(); len(secret) > 0 {
			m.ConfigJSONWOHash = types.StringValue(writeonly.Of(salt, secret))
		}
	}
	text, err := json.Marshal(open)
	if err == nil && !sameJSON(m.ConfigJSON.ValueString(), string(text)) {
		m.ConfigJSON = types.StringValue(string(text))
	}
	return err
}

// split separates the keys that the state has in the clear from all others that have a value.
func (m *authMethodModel) split(current map[string]any) (open, secret map[string]any) {
	known, _ := filledKeys(m.ConfigJSON.ValueString())
	open, secret = map[string]any{}, withoutEmpty(current)
	for key := range known {
		if value, found := current[key]; found {
			open[key] = value
			delete(secret, key)
		}
	}
	return open, secret
}
