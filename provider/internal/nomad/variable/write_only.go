package variable

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/path"
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

// value is what is hashed.
func (w writeOnly) value() writeonly.Value {
	return writeonly.Value{IsGiven: w.isGiven, IsUnknown: w.isUnknown, Content: w.items}
}

// argument is items_wo with its hash in the plan.
func (w writeOnly) argument(plan, prior *model) writeonly.Arguments {
	argument := writeonly.Argument{Path: path.Root("items_wo"), Value: w.value(), Hash: &plan.ItemsWOHash}
	if prior != nil {
		argument.Prior = prior.ItemsWOHash
	}
	return writeonly.Arguments{argument}
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

// follow brings the model to the items of the server. If some are write-only, all items whose names it does not have in the clear are
// hashed: they never appear in the state. The state of the official provider has a version of write-only items, and no hash.
func (m *model) follow(current map[string]string) {
	if m.ItemsWOHash.IsNull() && m.ItemsWOVersion.IsNull() {
		follow.Map(&m.Items, current)
		return
	}
	salt := cmp.Or(writeonly.SaltOf(m.ItemsWOHash.ValueString()), writeonly.NewSalt())
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
