package jobspec

import "maps"

// shorten leaves out of a job what Nomad would fill in by itself, in the blocks that may be touched and in what is inside of
// them. Each field is left out in turn, whole blocks before their fields, and stays out if the job means the same without.
//
// A group is compared without the others and a task without its neighbours, as Nomad completes each for itself: a job of
// thousands of lines would else be completed thousands of times.
func shorten(root object, may func(object) bool) {
	(&view{job: root, may: may}).shorten(root, "TaskGroups")
	for _, group := range elements(root["TaskGroups"]) {
		(&view{job: with(root, "TaskGroups", list{group}), may: may}).shorten(group, "Tasks")
		for _, task := range elements(group["Tasks"]) {
			lonely := with(group, "Tasks", list{task})
			inside := may
			if may(group) {
				inside = func(object) bool { return true }
			}
			(&view{job: with(root, "TaskGroups", list{lonely}), may: inside}).shorten(task, "")
		}
	}
}

func with(holder object, key string, value any) object {
	changed := maps.Clone(holder)
	changed[key] = value
	return changed
}

// view is a job with as much of it as its part needs to be completed.
type view struct {
	job    object
	may    func(object) bool
	wanted object // what the job means; nil until it is asked for
}

// shorten leaves aside what hangs under the field apart, which has views of its own.
func (v *view) shorten(part object, apart string) {
	v.fields(part, apart, v.may(part))
}

func (v *view) fields(part object, apart string, may bool) {
	for _, key := range sortedKeys(part) {
		if key == apart || may && v.missesNothing(part, key) {
			continue
		}
		if entries[key] {
			continue
		}
		value := part[key]
		if inner, ok := value.(object); ok {
			v.fields(inner, "", may || v.may(inner))
		}
		for _, inner := range elements(value) {
			v.fields(inner, "", may || v.may(inner))
		}
	}
}

// missesNothing leaves a field out if it can, and says whether it did.
func (v *view) missesNothing(part object, key string) bool {
	if v.wanted == nil {
		wanted, err := meaning(v.job)
		if err != nil {
			return false
		}
		v.wanted = wanted
	}
	value := part[key]
	delete(part, key)
	if got, err := meaning(v.job); err == nil && equal(got, v.wanted) {
		return true
	}
	part[key] = value
	return false
}
