package guard

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/problem"
)

// freeing says how an object is freed from its users, by resource type.
var freeing = map[string]string{
	"nomad_variable":   "change or stop these first: a task whose template waits for a missing variable does not start; or keep the variable",
	"nomad_acl_token":  "plan with another token, or keep this one",
	"consul_acl_token": "plan with another token, or keep this one",
}

// Refuse refuses to delete or replace an object with users, unless the deletion is confirmed.
func (g *Guard) Refuse(typeName string, object *tfprotov6.DynamicValue, users []string) *tfprotov6.Diagnostic {
	of := kindOf(typeName)
	name := of.identity(attributesOf(object))
	text := of.Word + "/" + name
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.limits.confirms(text) {
		return nil
	}
	fix := freeing[typeName]
	if fix == "" {
		fix = "take it from these first, in an apply of their own, or keep it"
	}
	detail := "this plan deletes it, but it is used by\n  " + strings.Join(users, "\n  ") + "\n" + fix
	if of.Confirmation != nil {
		detail += "; to delete it anyway, plan again with\n" + g.confirmation(text)
	}
	return &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: problem.InUse.Of(of.title(name)), Detail: detail}
}
