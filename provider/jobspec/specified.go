package jobspec

import "github.com/hashicorp/nomad/api"

// Specified returns the JSON of a job on the server without bookkeeping and empty values. For Drift, Equal, and
// SameIgnoredFields it is the same job.
func Specified(job *api.Job) (string, error) {
	document, err := documentOf(job)
	if err != nil {
		return "", err
	}
	return writeDocument(specified(document))
}

// Meaning returns the same text for all specifications that are Equal.
func Meaning(job *api.Job) (string, error) {
	document, err := canonical(job)
	if err != nil {
		return "", err
	}
	return writeDocument(document)
}
