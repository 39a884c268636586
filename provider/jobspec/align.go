package jobspec

// identity is the field that identifies an element of a list, so that a moved element is recognized.
var identity = map[string]string{
	"TaskGroups": "Name", "Tasks": "Name", "Services": "Name", "Checks": "Name", "Identities": "Name", "Actions": "Name",
	"Secrets": "Name", "Regions": "Name", "Devices": "Name", "Templates": "DestPath", "DynamicPorts": "Label",
	"ReservedPorts": "Label", "VolumeMounts": "Destination", "Upstreams": "DestinationName", "ScalingPolicies": "Type",
}

// align finds each element of before in after: by its identity if it has one, otherwise an equal one, otherwise, if the
// lists have the same length, the one at the same position. An element that is not found was removed.
func align(field string, before, after list) map[int]int {
	return match(before, after, func(old, now any) bool {
		key := identity[field]
		if key == "" {
			return equal(old, now)
		}
		return sameIdentity(key, old, now)
	})
}

// alignShape finds each element of before in a configuration, which leaves most fields to Nomad.
func alignShape(field string, written, before list) map[int]int {
	return match(before, written, func(old, config any) bool {
		if key := identity[field]; key != "" && sameIdentity(key, old, config) {
			return true
		}
		return within(config, old)
	})
}

// match pairs the same elements, and then the rest at equal positions of lists with the same length: those changed.
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

// within reports whether large has everything that small has.
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
