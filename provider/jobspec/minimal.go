package jobspec

import "github.com/hashicorp/nomad/api"

// Minimal returns the shortest JSON that asks for the same as a job on the server. Everything that Nomad adds by itself
// is left out: bookkeeping, implied constraints and identities, Connect's sidecar tasks, and default values. `Stop`
// stays if the job is stopped.
//
// There is no table of default values: a field is left out if the job without it is still [Equal].
func Minimal(job *api.Job) (string, error) {
	copied, err := copyOf(job)
	if err != nil {
		return "", err
	}
	dropJobUpdate(copied)
	for _, group := range copied.TaskGroups {
		dropConnect(group)
		dropImplied(group)
	}
	document, err := documentOf(copied)
	if err != nil {
		return "", err
	}
	root := withoutBookkeeping(document)
	if _, err := meaning(root); err != nil {
		return "", err
	}
	shorten(root, func(object) bool { return true })
	return writeDocument(root)
}

// meaning returns the canonical form of a document.
func meaning(root object) (object, error) {
	job, err := decodeObject(root)
	if err != nil {
		return nil, err
	}
	return canonical(job)
}
