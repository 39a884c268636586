package jobspec

import (
	"encoding/json"

	"github.com/hashicorp/nomad/api"
)

// SameIgnoredFields reports whether two jobs are the same in the fields that Nomad's own comparison of jobs ignores, so that
// its plan shows no difference: spreads, the stagger and parallelism of a job's updates, and keys of meta with an empty value.
//
// See https://github.com/hashicorp/nomad/issues/25522
func SameIgnoredFields(a, b *api.Job) bool {
	x, errX := canonical(a)
	y, errY := canonical(b)
	return errX == nil && errY == nil && equal(ignoredFields(x), ignoredFields(y))
}

func ignoredFields(job object) object {
	fields := object{"": list{job["Spreads"], job["Meta"], updateOfJob(job)}}
	for _, group := range elements(job["TaskGroups"]) {
		name, _ := group["Name"].(string)
		update, _ := group["Update"].(object)
		fields[name] = list{group["Spreads"], group["Meta"], withoutZero(update["Stagger"])}
	}
	return fields
}

// updateOfJob returns what the server keeps of the update block of a job: nothing if it has no parallelism.
func updateOfJob(job object) any {
	update, _ := job["Update"].(object)
	parallel := withoutZero(update["MaxParallel"])
	if parallel == nil {
		return nil
	}
	return list{parallel, withoutZero(update["Stagger"])}
}

// withoutZero returns nil for zero, which the server stores for a job whose type has no updates.
func withoutZero(value any) any {
	if number, ok := value.(json.Number); ok && sameNumber(number, "0") {
		return nil
	}
	return value
}
