package acceptance

import (
	"strings"
	"testing"
)

func TestAnEphemeralVariableIsInNoStateNoPlanAndNoOutput(t *testing.T) {
	s := newStack(t)
	source := s.name()
	target := source + "-copy"
	t.Cleanup(func() {
		_, _ = s.nomad.Variables().Delete(source, nil)
		_, _ = s.nomad.Variables().Delete(target, nil)
	})
	s.put(source, map[string]string{"password": plantedSecret})
	s.ephemerals = object{"nomad_variable": object{"it": object{"path": source}}}
	s.with("nomad_variable", "it", object{"path": target, "items_wo": "${jsonencode({ password = ephemeral.nomad_variable.it.items.password })}"})
	text := s.run("plan", "-out=copy.plan")
	text += s.run("apply", "copy.plan")
	text += s.run("show", "-json", "copy.plan") + s.run("show")
	s.holds(target, map[string]string{"password": plantedSecret})
	s.empty()
	if places := s.placesOf(plantedSecret); len(places) > 0 {
		t.Errorf("the secret is in %s", strings.Join(places, ", "))
	}
	lacks(t, text, plantedSecret)

	s.ephemerals = object{"nomad_variable": object{"it": object{"path": source + "-missing"}}}
	s.write()
	s.refused("[variable " + source + "-missing] does not exist (reference-missing)")

	// The search finds what a data source stores.
	s.ephemerals, s.sources = nil, object{"nomad_variable": object{"it": object{"path": source}}}
	s.with("nomad_variable", "it", object{"path": target, "items_wo": "${jsonencode({ password = data.nomad_variable.it.items.password })}"})
	s.run("apply", "-auto-approve")
	contains(t, strings.Join(s.placesOf(plantedSecret), " "), "terraform.tfstate: "+plantedSecret)
	s.run("destroy", "-auto-approve")
}
