package jobspec

import "maps"

// shorten removes the fields that Nomad fills in, in the blocks that may be changed and inside them. It tries to remove each
// field, a block before its fields, and removes it if the job without it means the same.
//
// It compares a group without the other groups, and a task without the other tasks, because Nomad completes each one by
// itself. Otherwise a job of thousands of lines would be completed thousands of times.
func shorten(root object, may func(object) bool) {
	(&view{job: root, may: may}).shorten(root, "TaskGroups")
	for _, group := range elements(root["TaskGroups"]) {
		(&view{job: with(root, "TaskGroups", list{group}), may: may}).shorten(group, "Tasks")
		for _, task := range elements(group["Tasks"]) {
			alone := with(group, "Tasks", list{task})
			inside := may
			if may(group) {
				inside = func(object) bool { return true }
			}
			(&view{job: with(root, "TaskGroups", list{alone}), may: inside}).shorten(task, "")
		}
	}
}

func with(holder object, key string, value any) object {
	changed := maps.Clone(holder)
	changed[key] = value
	return changed
}

// view is the part of a job that Nomad needs to complete a group or a task.
type view struct {
	job    object
	may    func(object) bool
	wanted object // canonical form of the job; nil before the first comparison
}

// shorten skips the field with the given name, which has views of its own.
func (v *view) shorten(part object, skipped string) {
	v.fields(part, skipped, v.may(part))
}

func (v *view) fields(part object, skipped string, may bool) {
	for _, key := range sortedKeys(part) {
		if key == skipped || may && v.removes(part, key) {
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

// removes deletes a field if the job without it means the same, and reports whether it did.
func (v *view) removes(part object, key string) bool {
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
