package job

import (
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// frozen tells what a specification changes of a job that Nomad lets nobody change as long as it knows the job, stopped or
// not. Its plan does not look at that, only its registration does.
func frozen(known, wanted *api.Job) []string {
	if known == nil {
		return nil
	}
	var changes []string
	if was, is := orDefault(known.Type, api.JobTypeService), orDefault(wanted.Type, api.JobTypeService); was != is {
		changes = append(changes, fmt.Sprintf("its type is %s and would be %s", was, is))
	}
	for _, sort := range []struct {
		name    string
		was, is bool
	}{
		{"periodic", known.Periodic != nil, wanted.Periodic != nil},
		{"parameterized", known.ParameterizedJob != nil, wanted.ParameterizedJob != nil},
	} {
		switch {
		case sort.was && !sort.is:
			changes = append(changes, fmt.Sprintf("it is %s and would not be", sort.name))
		case !sort.was && sort.is:
			changes = append(changes, fmt.Sprintf("it is not %s and would be", sort.name))
		}
	}
	return changes
}

// cannotBecome says how to go on with a job of ours that would have to be removed first.
func cannotBecome(changes []string) string {
	return "nomad changes no such thing of a job that it knows: " + strings.Join(changes, ", ") +
		"; choose another id, or set purge_on_destroy = true and apply that alone first: a later plan then replaces the job"
}

// leftover says the same of a job that somebody stopped and that is in no state.
func leftover(key cluster.Key) string {
	return fmt.Sprintf("nomad still knows a stopped job %q of another sort in namespace %q, and starts it only as it was; choose another id, "+
		"or remove it with nomad job stop -purge -namespace %s %s", key.ID, key.Namespace, key.Namespace, key.ID)
}
