package jobspec

// identity names the field by which an element of a list is known, so that an element that moved is still the same.
var identity = map[string]string{
	"TaskGroups": "Name", "Tasks": "Name", "Services": "Name", "Checks": "Name", "Identities": "Name", "Actions": "Name",
	"Secrets": "Name", "Regions": "Name", "Devices": "Name", "Templates": "DestPath", "DynamicPorts": "Label",
	"ReservedPorts": "Label", "VolumeMounts": "Destination", "Upstreams": "DestinationName", "ScalingPolicies": "Type",
}

// align finds each element of before in after: by its identity if it has one, else an equal one, else, if the lists are
// equally long, the one at the same place. What is not found was removed.
func align(field string, before, after list) map[int]int {
	return match(before, after, func(old, now any) bool {
		key := identity[field]
		if key == "" {
			return equal(old, now)
		}
		return sameIdentity(key, old, now)
	})
}

// alignShape finds each element of before in what a configuration wrote, where most fields of it are left to Nomad.
func alignShape(field string, written, before list) map[int]int {
	return match(before, written, func(old, config any) bool {
		if key := identity[field]; key != "" && sameIdentity(key, old, config) {
			return true
		}
		return within(config, old)
	})
}

// match pairs what is the same, and then what is left at equal places of equally long lists: those were changed.
func match(from, to list, same func(a, b any) bool) map[int]int {
	pairs, taken := map[int]int{}, map[int]bool{}
	for i := range from {
		for j := range to {
			if !taken[j] && same(from[i], to[j]) {
				pairs[i], taken[j] = j, true
				break
			}
		}
	}
	if len(from) == len(to) {
		for i := range from {
			if _, found := pairs[i]; !found && !taken[i] {
				pairs[i], taken[i] = i, true
			}
		}
	}
	return pairs
}

func sameIdentity(key string, a, b any) bool {
	x, _ := a.(object)
	y, _ := b.(object)
	name, ok := x[key].(string)
	return ok && name != "" && name == y[key]
}

func identityOf(field string, element any) object {
	key := identity[field]
	fields, _ := element.(object)
	if name, ok := fields[key]; ok && key != "" {
		return object{key: name}
	}
	return object{}
}

// within says whether everything that small says is said by large too.
func within(small, large any) bool {
	if empty(small) {
		return true
	}
	switch s := small.(type) {
	case object:
		l, ok := large.(object)
		if !ok {
			return false
		}
		for key := range s {
			if !within(s[key], l[key]) {
				return false
			}
		}
		return true
	case list:
		l, ok := large.(list)
		if !ok || len(l) < len(s) {
			return false
		}
		for i := range s {
			if !within(s[i], l[i]) {
				return false
			}
		}
		return true
	}
	return equal(small, large)
}
