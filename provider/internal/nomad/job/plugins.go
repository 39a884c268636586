package job

import (
	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
)

// announcePlugins lets the volumes of the same plan know which CSI plugins the job runs.
func announcePlugins(c *cluster.Cluster, job *api.Job) {
	if c == nil {
		return
	}
	for _, group := range job.TaskGroups {
		for _, task := range group.Tasks {
			if task.CSIPluginConfig != nil {
				planned.Create(c, planned.CSIPlugin, task.CSIPluginConfig.ID)
			}
		}
	}
}
