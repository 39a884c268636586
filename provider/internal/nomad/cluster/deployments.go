package cluster

import (
	"context"
	"sync"

	"github.com/hashicorp/nomad/api"
)

// deploymentListing has the deployments that are not successful. It is read once for all jobs.
type deploymentListing struct {
	once        sync.Once
	deployments map[Key][]*api.Deployment
}

// FailingDeployment returns the deployment of the given version of a job if it failed or has unhealthy allocations, else nil.
// It is also nil if the token lacks the right to list deployments.
//
// index is the JobModifyIndex of the version.
func (c *Cluster) FailingDeployment(ctx context.Context, key Key, index uint64) *api.Deployment {
	c.deployments.once.Do(func() {
		query := (&api.QueryOptions{Namespace: api.AllNamespacesNamespace, Filter: `Status == "failed" or Status == "running"`}).
			WithContext(context.WithoutCancel(ctx))
		found, _, err := c.Client.Deployments().List(query)
		if err != nil {
			return
		}
		c.deployments.deployments = make(map[Key][]*api.Deployment, len(found))
		for _, deployment := range found {
			key := Key{deployment.Namespace, deployment.JobID}
			c.deployments.deployments[key] = append(c.deployments.deployments[key], deployment)
		}
	})
	for _, deployment := range c.deployments.deployments[key] {
		if deployment.JobSpecModifyIndex == index && isFailing(deployment) {
			return deployment
		}
	}
	return nil
}

func isFailing(deployment *api.Deployment) bool {
	unhealthy := 0
	for _, group := range deployment.TaskGroups {
		unhealthy += group.UnhealthyAllocs
	}
	return deployment.Status == "failed" || deployment.Status == "running" && unhealthy > 0
}
