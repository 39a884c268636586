package acceptance

import "testing"

// See https://github.com/hashicorp/terraform-provider-nomad/issues/400 and https://github.com/hashicorp/terraform-provider-nomad/issues/242.
func TestAFieldOfANewerNomadIsSentAndTheSecondPlanIsEmpty(t *testing.T) {
	s := newStack(t)
	near := func(hint string) object {
		return sleeper(s.name(), func(_, group, _ object) { group["PlacementHint"] = hint })
	}
	s.job(near("near"))
	s.refused("Nomad knows no such key in TaskGroup")
	s.job(near("near"), object{"newer_fields": true})
	s.differs("1 to add", "fields that this version does not know", "PlacementHint")
	s.apply()
	s.empty()
	s.job(near("far"), object{"newer_fields": true})
	s.differs("1 to change", "PlacementHint")
	s.apply()
	s.empty()
}
