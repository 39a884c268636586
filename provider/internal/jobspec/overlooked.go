package jobspec

import "github.com/hashicorp/nomad/api"

// SameOverlooked says whether two jobs are the same in what Nomad's own comparison of jobs overlooks, so that a plan of
// nothing else calls them the same: how jobs and groups are spread, and a key of their meta whose value is empty.
func SameOverlooked(a, b *api.Job) bool {
	x, errX := canonical(a)
	y, errY := canonical(b)
	return errX == nil && errY == nil && equal(overlooked(x), overlooked(y))
}

func overlooked(job object) object {
	found := object{"": of(job)}
	for _, group := range elements(job["TaskGroups"]) {
		name, _ := group["Name"].(string)
		found[name] = of(group)
	}
	return found
}

func of(holder object) list { return list{holder["Spreads"], holder["Meta"]} }
