package variable

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/writeonly"
)

// writeOnly are the items of items_wo.
type writeOnly struct {
	isGiven, isUnknown bool
	items              map[string]string
	problems           []string
}

// writeOnlyOf reads them from the configuration: neither a plan nor a state has them.
func writeOnlyOf(ctx context.Context, c *call) writeOnly {
	configured := c.Configured(ctx)
	if configured == nil || configured.ItemsWO.IsNull() {
		return writeOnly{}
	}
	found := writeOnly{isGiven: true, isUnknown: configured.ItemsWO.IsUnknown()}
	if found.isUnknown {
		return found
	}
	var items map[string]*string
	if json.Unmarshal([]byte(configured.ItemsWO.ValueString()), &items) != nil || items == nil {
		// The message of the parser would repeat a part of the secret.
		found.problems = append(found.problems, `items_wo: got a text that is not a JSON object of texts; write it as jsonencode({ name = "value" }), with numbers as texts`)
		return found
	}
	found.items = make(map[string]string, len(items))
	for key, value := range items {
		if value == nil {
			found.problems = append(found.problems, "items_wo: got null as a value; leave the item out or give it a text")
			continue
		}
		found.items[key] = *value
	}
	return found
}

// salt returns the salt of the hash; "" for a resource without one, and for none.
func (m *model) salt() string {
	if m == nil {
		return ""
	}
	return writeonly.SaltOf(m.ItemsWOHash.ValueString())
}

// planHash plans the hash. With the salt of the state, it shows whether a value changed, and an apply with another value than that of
// the plan fails. Without a salt, the hash is known after the apply: Terraform plans a second time when it applies, and requires the
// same plan, so a plan cannot choose a salt.
func (m *model) planHash(prior *model, secret writeOnly) {
	salt := prior.salt()
	switch {
	case !secret.isGiven:
		m.ItemsWOHash = types.StringNull()
	case secret.isUnknown || salt == "":
		m.ItemsWOHash = types.StringUnknown()
	default:
		m.ItemsWOHash = types.StringValue(writeonly.Of(salt, secret.items))
	}
}

// settleHash completes a hash that was planned as unknown.
func (m *model) settleHash(prior *model, secret writeOnly) {
	if !m.ItemsWOHash.IsUnknown() {
		return
	}
	m.ItemsWOHash = types.StringValue(writeonly.Of(cmp.Or(prior.salt(), writeonly.NewSalt()), secret.items))
}

// isPlanned returns whether the items of items_wo are those that the plan has seen.
func (m *model) isPlanned(secret writeOnly) bool {
	switch planned := m.ItemsWOHash; {
	case planned.IsNull() || !secret.isGiven:
		return planned.IsNull() && !secret.isGiven
	default:
		return planned.IsUnknown() || writeonly.Of(writeonly.SaltOf(planned.ValueString()), secret.items) == planned.ValueString()
	}
}

// follow brings the model to the items of the server. If some are write-only, all items whose names it does not have in the clear are
// hashed: they never appear in the state. The state of the official provider has a version of write-only items, and no hash.
func (m *model) follow(current map[string]string) {
	if m.ItemsWOHash.IsNull() && m.ItemsWOVersion.IsNull() {
		follow.Map(&m.Items, current)
		return
	}
	salt := cmp.Or(m.salt(), writeonly.NewSalt())
	plain, secret := m.split(current)
	follow.Map(&m.Items, plain)
	m.ItemsWOHash = types.StringValue(writeonly.Of(salt, secret))
}

// trust remembers that the state describes the items of the server, which has them unchanged since.
func (m *model) trust(current map[string]string) {
	if _, secret := m.split(current); !m.ItemsWOHash.IsNull() {
		writeonly.Trust(m.ItemsWOHash.ValueString(), secret)
	}
}

// split separates the items whose names the state has in the clear from all others.
func (m *model) split(current map[string]string) (plain, secret map[string]string) {
	plain, secret = map[string]string{}, maps.Clone(current)
	for key := range m.Items.Elements() {
		if value, found := current[key]; found {
			plain[key] = value
			delete(secret, key)
		}
	}
	return plain, secret
}

// describes returns whether the state describes these items of the server.
func (m *model) describes(current map[string]string) bool {
	now := *m
	now.follow(current)
	return maps.Equal(follow.StringMap(now.Items), follow.StringMap(m.Items)) && now.ItemsWOHash.Equal(m.ItemsWOHash)
}
