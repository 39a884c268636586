package namespace

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// deletePatience is how long a deletion waits for jobs of the same destroy, which may still be stopping.
const deletePatience = 30 * time.Second

// Delete removes the namespace once it is empty. The namespace default cannot be removed: Delete resets what the resource
// described.
func (kind) Delete(ctx context.Context, c *call) {
	name := c.Prior.ID.ValueString()
	if err := c.Server.Connect(ctx); err != nil {
		c.AddError(problem.DeleteFailed.Of(title(name)), err.Error())
		return
	}
	options := (&api.WriteOptions{}).WithContext(ctx)
	if name == api.DefaultNamespace {
		_, err := c.Server.Client.Namespaces().Register(&api.Namespace{Name: name, Description: "Default shared namespace"}, options)
		if err != nil {
			c.AddError(problem.DeleteFailed.Summary(title(name)+" cannot be reset"), c.Server.Reason(err))
		}
		return
	}
	for deadline := time.Now().Add(deletePatience); ; time.Sleep(250 * time.Millisecond) {
		found, err := inhabitants(ctx, c.Server, name)
		if err == nil && len(found) == 0 {
			_, err = c.Server.Client.Namespaces().Delete(name, options)
			if err == nil || cluster.NotFound(err) {
				return
			}
		}
		if time.Now().Before(deadline) && ctx.Err() == nil {
			continue
		}
		if len(found) > 0 {
			c.AddError(problem.NotEmpty.Of(title(name)), inhabited(found))
		} else {
			c.AddError(problem.DeleteFailed.Of(title(name)), c.Server.Reason(err))
		}
		return
	}
}

// inhabitants lists the objects because of which Nomad does not delete the namespace: jobs that are not dead, variables, and
// volumes. It leaves out what the token may not list, which the server checks.
func inhabitants(ctx context.Context, server *cluster.Cluster, name string) ([]cluster.Object, error) {
	if err := server.Connect(ctx); err != nil {
		return nil, err
	}
	query := (&api.QueryOptions{Namespace: name}).WithContext(ctx)
	var found []cluster.Object
	add := func(kind cluster.Kind, id string) {
		found = append(found, cluster.Object{Kind: kind, Key: cluster.Key{Namespace: name, ID: id}})
	}
	jobs, _, err := server.Client.Jobs().List(query)
	if passable(&err) {
		for _, job := range jobs {
			if job.Status != "dead" {
				add(cluster.Job, job.ID)
			}
		}
		var variables []*api.VariableMetadata
		variables, _, err = server.Client.Variables().List(query)
		for _, variable := range variables {
			add(cluster.Variable, variable.Path)
		}
	}
	if passable(&err) {
		var volumes []*api.CSIVolumeListStub
		volumes, _, err = server.Client.CSIVolumes().List(query)
		for _, volume := range volumes {
			add(cluster.CSIVolume, volume.ID)
		}
	}
	if passable(&err) {
		var volumes []*api.HostVolumeStub
		volumes, _, err = server.Client.HostVolumes().List(&api.HostVolumeListRequest{}, query)
		for _, volume := range volumes {
			add(cluster.HostVolume, volume.ID)
		}
	}
	passable(&err)
	return found, err
}

// passable forgives that the token may not list something, or that the namespace is gone by now.
func passable(err *error) bool {
	if cluster.Denied(*err) || cluster.NotFound(*err) {
		*err = nil
	}
	return *err == nil
}

// inhabited lists the objects of a namespace and how to continue.
func inhabited(found []cluster.Object) string {
	lines := []string{"nomad deletes only an empty namespace, and this plan does not delete:"}
	for _, object := range found {
		lines = append(lines, fmt.Sprintf("  %s %s", object.Kind, object.ID))
	}
	return strings.Join(append(lines, "stop or delete these first, or keep the namespace"), "\n")
}
