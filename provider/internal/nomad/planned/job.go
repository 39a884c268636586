package planned

import "cdknomad/provider/internal/nomad/cluster"

const changedJob Kind = "changed job"

// ChangeJob notes that this plan changes a job, which may then stop to use what it uses now.
func ChangeJob(c *cluster.Cluster, key cluster.Key) { Create(c, changedJob, key.Namespace+"/"+key.ID) }

// JobChanges says whether this plan was seen to change a job.
func JobChanges(c *cluster.Cluster, key cluster.Key) bool {
	_, found := objects.Load(object{c, changedJob, key.Namespace + "/" + key.ID})
	return found
}
