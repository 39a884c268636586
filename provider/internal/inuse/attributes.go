package inuse

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/dynamicvalue"
	"cdknomad/provider/internal/resourcetype"
)

// guarded lists the resource types whose objects are checked. Volumes, node pools, and namespaces check themselves, because Nomad
// refuses to delete them while they are in use.
var guarded = map[string]bool{
	"nomad_acl_policy": true, "nomad_acl_role": true, "nomad_acl_token": true, "nomad_variable": true,
	"consul_acl_policy": true, "consul_acl_role": true, "consul_acl_token": true,
}

// attachments lists the resource types that give an object to a token of another program.
var attachments = map[string]string{
	"consul_acl_policy": "consul_acl_token_policy_attachment",
	"consul_acl_role":   "consul_acl_token_role_attachment",
}

// users lists the other resource types whose objects use those.
var users = map[string]bool{
	"nomad_job": true, "nomad_acl_binding_rule": true, "consul_acl_binding_rule": true,
	"consul_acl_token_policy_attachment": true, "consul_acl_token_role_attachment": true,
}

func concerns(typeName string) bool { return guarded[typeName] || users[typeName] }

// Attributes are the attributes of a resource. Unknown ones, and those with an unknown value inside, are missing.
type Attributes map[string]any

// decode returns nil for null.
func decode(value *tfprotov6.DynamicValue) Attributes {
	return dynamicvalue.Attributes(value, func(string) bool { return true })
}

// Text returns a text attribute, "" if there is none.
func (a Attributes) Text(name string) string {
	text, _ := a[name].(string)
	return text
}

// Namespace returns the attribute namespace; none is "default".
func (a Attributes) Namespace() string {
	if namespace := a.Text("namespace"); namespace != "" {
		return namespace
	}
	return "default"
}

// Texts returns the texts of a list or set.
func (a Attributes) Texts(name string) []string {
	list, _ := a[name].([]any)
	var found []string
	for _, each := range list {
		if text, is := each.(string); is {
			found = append(found, text)
		}
	}
	return found
}

// Blocks returns one attribute of each block of a kind.
func (a Attributes) Blocks(name, attribute string) []string {
	list, _ := a[name].([]any)
	var found []string
	for _, each := range list {
		if block, is := each.(map[string]any); is {
			if text, is := block[attribute].(string); is {
				found = append(found, text)
			}
		}
	}
	return found
}

// keyOf returns the key of a user in a state, "" if there is none.
func keyOf(typeName string, state *tfprotov6.DynamicValue) string {
	object := Attributes(dynamicvalue.Attributes(state, func(name string) bool { return name == "id" || name == "namespace" }))
	id := object.Text("id")
	if typeName == "nomad_job" && id != "" {
		return object.Namespace() + "/" + id
	}
	return id
}

// titleOf names an object at the beginning of a message.
func titleOf(typeName string, object Attributes) string {
	row := resourcetype.Of(typeName)
	var parts []string
	for _, name := range row.Identity {
		if text := object.Text(name); text != "" {
			parts = append(parts, text)
		}
	}
	return row.Title(strings.Join(parts, "/"))
}
