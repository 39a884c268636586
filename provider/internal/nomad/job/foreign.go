package job

import "github.com/hashicorp/terraform-plugin-framework/types"

// forgetOfficialDefaults removes what the official provider stores in a state for attributes that are not set. Its default of
// detach is true, ours is false: it must not be taken for a wish of the program.
func (m *model) forgetOfficialDefaults() {
	for _, attribute := range []struct {
		value    *types.Bool
		standard bool
	}{
		{&m.Detach, true},
		{&m.DeregisterOnDestroy, true},
		{&m.DeregisterOnIDChange, true},
		{&m.PurgeOnDestroy, false},
		{&m.PreserveCounts, false},
		{&m.PreserveResources, false},
		{&m.RerunIfDead, false},
		{&m.ReadAllocationIDs, false},
		{&m.PolicyOverride, false},
	} {
		if attribute.value.ValueBool() == attribute.standard {
			*attribute.value = types.BoolNull()
		}
	}
}
