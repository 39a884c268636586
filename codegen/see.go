package main

import "strings"

// docs is the folder of the pages of the job specification.
const docs = "https://developer.hashicorp.com/nomad/docs/job-specification/"

// seeOf returns the address of the documentation of a field: what its text says, or usual if it says nothing.
func seeOf(page, said, usual string) string {
	switch {
	case said == "":
		return usual
	case said == "-":
		return page
	case strings.HasPrefix(said, "#"):
		return page + said
	default:
		return docs + said
	}
}
