package jobspec

import (
	"reflect"
	"slices"

	"github.com/hashicorp/nomad/api"
)

// Drift writes the changes of a job on the server, from then to now, into the text of a configuration, so that Terraform
// shows them field by field. Fields that the configuration leaves to Nomad stay out unless they changed. Without a change
// it returns the text unchanged, byte for byte, and changed is false.
//
// A count of the autoscaler is not a change.
func Drift(text string, then, now *api.Job) (drifted string, changed bool, err error) {
	document, err := readDocument([]byte(text))
	if err != nil {
		return "", false, err
	}
	before, err := documentOf(then)
	if err != nil {
		return "", false, err
	}
	unscaled, err := withCountsOf(now, then)
	if err != nil {
		return "", false, err
	}
	after, err := documentOf(unscaled)
	if err != nil {
		return "", false, err
	}
	before, after = specified(before), specified(after)
	if equal(before, after) {
		return text, false, nil
	}
	root, _ := document.(object)
	config := unwrap(root)
	var m merger
	merged := m.merge("", config, before, after)
	m.shorten(merged)
	if _, wrapped := root["Job"]; wrapped && len(root) == 1 {
		merged = object{"Job": merged}
	}
	drifted, err = writeDocument(merged)
	return drifted, true, err
}

// merger writes changes into a configuration.
type merger struct {
	// added are the blocks that were added on the server, with their default values.
	added []object
}

// shorten removes the default values from the added blocks.
func (m *merger) shorten(merged any) {
	job, ok := merged.(object)
	if !ok || len(m.added) == 0 {
		return
	}
	added := map[uintptr]bool{}
	for _, block := range m.added {
		added[reflect.ValueOf(block).Pointer()] = true
	}
	shorten(job, func(block object) bool { return added[reflect.ValueOf(block).Pointer()] })
}

// add copies a value that is new on the server.
func (m *merger) add(value any) any {
	copied := clone(value)
	if block, ok := copied.(object); ok {
		m.added = append(m.added, block)
	}
	m.added = append(m.added, elements(copied)...)
	return copied
}

// withCountsOf returns now with the counts of then for the groups that the autoscaler scaled: within the bounds of then, not
// within bounds that were changed on the server together with the count.
func withCountsOf(now, then *api.Job) (*api.Job, error) {
	copied, err := copyOf(now)
	if err != nil {
		return nil, err
	}
	for _, group := range copied.TaskGroups {
		if old := groupOf(then, group.Name); old != nil && old.Count != nil && scaledTo(old, group.Count) {
			count := *old.Count
			group.Count = &count
		}
	}
	return copied, nil
}

// merge returns the configuration's value after the change from before to after. field is the name of the value, which
// determines how the elements of a list are identified.
func (m *merger) merge(field string, config, before, after any) any {
	old, okOld := before.(object)
	fresh, okFresh := after.(object)
	if okFresh && (okOld || empty(before)) {
		return m.mergeObject(config, old, fresh)
	}
	// A list of plain values (arguments, tags) changes as a whole, because its elements have no identity.
	oldList, okOld := before.(list)
	freshList, okFresh := after.(list)
	if okFresh && (okOld || empty(before)) && len(elements(after)) == len(freshList) {
		return m.mergeList(field, config, oldList, freshList)
	}
	if written, ok := config.(list); ok && okFresh && sets[field] {
		return inOrderOf(written, freshList)
	}
	return m.add(after)
}

// inOrderOf returns a set of plain values in the order of the configuration, with new values at the end.
func inOrderOf(written, set list) list {
	ordered := list{}
	for _, value := range written {
		if contains(set, value) {
			ordered = append(ordered, value)
		}
	}
	for _, value := range set {
		if !contains(written, value) {
			ordered = append(ordered, value)
		}
	}
	return ordered
}

func contains(values list, value any) bool {
	return slices.ContainsFunc(values, func(one any) bool { return equal(one, value) })
}

func (m *merger) mergeObject(config any, before, after object) any {
	merged := object{}
	if fields, ok := config.(object); ok {
		for key, value := range fields {
			merged[key] = value
		}
	}
	keys := object{}
	for key := range before {
		keys[key] = nil
	}
	for key := range after {
		keys[key] = nil
	}
	for _, key := range sortedKeys(keys) {
		old, was := before[key]
		now, stays := after[key]
		switch {
		case !stays:
			delete(merged, key)
		case was && equal(old, now):
		default:
			merged[key] = m.merge(key, merged[key], old, now)
		}
		if merged[key] == nil {
			delete(merged, key)
		}
	}
	return merged
}

func (m *merger) mergeList(field string, config any, before, after list) any {
	written, _ := config.(list)
	inConfig := alignShape(field, written, before)
	inAfter := align(field, before, after)

	merged := make(list, len(written))
	copy(merged, written)
	gone := map[int]bool{}
	added := list{}
	for i, old := range before {
		at, isWritten := inConfig[i]
		now, stays := inAfter[i]
		switch {
		case stays && equal(old, after[now]):
		case stays && isWritten:
			merged[at] = m.merge("", merged[at], old, after[now])
		case stays:
			// Nomad created this element; only its changes are shown, under its name.
			added = append(added, m.merge("", identityOf(field, after[now]), old, after[now]))
		case !stays && isWritten:
			gone[at] = true
		}
	}
	kept := list{}
	for i, element := range merged {
		if !gone[i] {
			kept = append(kept, element)
		}
	}
	kept = append(kept, added...)
	matched := map[int]bool{}
	for _, now := range inAfter {
		matched[now] = true
	}
	for i, element := range after {
		if !matched[i] {
			kept = append(kept, m.add(element))
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return kept
}
