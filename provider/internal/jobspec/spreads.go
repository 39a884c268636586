package jobspec

import "github.com/hashicorp/nomad/api"

// SameSpreads says whether two jobs and their groups are spread alike. Nomad's own comparison of two jobs leaves the
// spread blocks out, so that a plan of nothing else calls them the same.
func SameSpreads(a, b *api.Job) bool {
	x, errX := canonical(a)
	y, errY := canonical(b)
	return errX == nil && errY == nil && equal(spreads(x), spreads(y))
}

func spreads(job object) object {
	found := object{"": job["Spreads"]}
	for _, group := range elements(job["TaskGroups"]) {
		name, _ := group["Name"].(string)
		found[name] = group["Spreads"]
	}
	return found
}
