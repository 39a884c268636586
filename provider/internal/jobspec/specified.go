package jobspec

import "github.com/hashicorp/nomad/api"

// Specified writes of a job on the server what somebody specified or Nomad filled in for it: none of the server's
// bookkeeping and nothing that is empty. Decoded, it is the same job to Drift, Equal and SameOverlooked.
func Specified(job *api.Job) (string, error) {
	document, err := documentOf(job)
	if err != nil {
		return "", err
	}
	return writeDocument(specified(document))
}

// Meaning is one text for all specifications that are Equal.
func Meaning(job *api.Job) (string, error) {
	document, err := canonical(job)
	if err != nil {
		return "", err
	}
	return writeDocument(document)
}
