package job

import (
	"testing"

	"github.com/hashicorp/nomad/api"
)

func TestABlockThatNomadCallsEditedWithoutADifferenceIsTheSame(t *testing.T) {
	edited := func(name string, fields ...*api.FieldDiff) *api.JobDiff {
		return &api.JobDiff{Type: "Edited", Objects: []*api.ObjectDiff{{Type: "Edited", Name: name, Fields: fields}}}
	}
	changed := &api.FieldDiff{Type: "Edited", Name: "Payload", Old: "optional", New: "required"}
	for name, one := range map[string]struct {
		diff *api.JobDiff
		want bool
	}{
		"an empty list of keys":         {edited("ParameterizedJob"), true},
		"a changed payload":             {edited("ParameterizedJob", changed), false},
		"another block without a field": {edited("Multiregion"), false},
	} {
		if got := isSame(one.diff); got != one.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
