package job

import (
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"
)

// immutableChanges lists the changes that Nomad refuses as long as it knows the job, running or stopped. Nomad's plan
// does not check them; only the registration does.
func immutableChanges(known, wanted *api.Job) []string {
	if known == nil {
		return nil
	}
	var changes []string
	if was, is := orDefault(known.Type, api.JobTypeService), orDefault(wanted.Type, api.JobTypeService); was != is {
		changes = append(changes, fmt.Sprintf("its type is %s and would be %s", was, is))
	}
	for _, property := range []struct {
		name    string
		was, is bool
	}{
		{"periodic", known.Periodic != nil, wanted.Periodic != nil},
		{"parameterized", known.ParameterizedJob != nil, wanted.ParameterizedJob != nil},
	} {
		switch {
		case property.was && !property.is:
			changes = append(changes, fmt.Sprintf("it is %s and would not be", property.name))
		case !property.was && property.is:
			changes = append(changes, fmt.Sprintf("it is not %s and would be", property.name))
		}
	}
	return changes
}

func immutableReason(changes []string) string {
	return "nomad does not change this in a job that it knows: " + strings.Join(changes, ", ")
}

// adviceForImmutable explains how to change a job of ours that must be removed first.
func adviceForImmutable(changes []string) string {
	return immutableReason(changes) +
		"; choose another id, or set purge_on_destroy = true and apply that alone first: a later plan then replaces the job"
}
