package namespace

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"cdknomad/provider/internal/nomad/cluster"
)

// deletePatience is how long a deletion waits for jobs of the same destroy, which may still be stopping.
const deletePatience = 30 * time.Second

// Delete removes the namespace once nothing lives in it. The namespace default cannot be removed: it is emptied of what
// the resource described.
func (r *Resource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state model
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	name := state.ID.ValueString()
	if err := r.cluster.Connect(ctx); err != nil {
		response.Diagnostics.AddError(title(name)+" cannot be deleted", err.Error())
		return
	}
	options := (&api.WriteOptions{}).WithContext(ctx)
	if name == api.DefaultNamespace {
		_, err := r.cluster.Client.Namespaces().Register(&api.Namespace{Name: name, Description: "Default shared namespace"}, options)
		if err != nil {
			response.Diagnostics.AddError(title(name)+" cannot be reset", r.cluster.Reason(err))
		}
		return
	}
	for deadline := time.Now().Add(deletePatience); ; time.Sleep(250 * time.Millisecond) {
		found, err := r.inhabitants(ctx, name)
		if err == nil && len(found) == 0 {
			_, err = r.cluster.Client.Namespaces().Delete(name, options)
			if err == nil || cluster.NotFound(err) {
				return
			}
		}
		if time.Now().Before(deadline) && ctx.Err() == nil {
			continue
		}
		if len(found) > 0 {
			response.Diagnostics.AddError(title(name)+" is not empty", inhabited(found))
		} else {
			response.Diagnostics.AddError(title(name)+" cannot be deleted", r.cluster.Reason(err))
		}
		return
	}
}

// inhabitants lists what keeps Nomad from deleting the namespace: jobs that are not dead, variables and volumes. What
// the token may not list is left for the server to judge.
func (r *Resource) inhabitants(ctx context.Context, name string) ([]cluster.Object, error) {
	if err := r.cluster.Connect(ctx); err != nil {
		return nil, err
	}
	query := (&api.QueryOptions{Namespace: name}).WithContext(ctx)
	var found []cluster.Object
	add := func(kind cluster.Kind, id string) {
		found = append(found, cluster.Object{Kind: kind, Key: cluster.Key{Namespace: name, ID: id}})
	}
	jobs, _, err := r.cluster.Client.Jobs().List(query)
	if passable(&err) {
		for _, job := range jobs {
			if job.Status != "dead" {
				add(cluster.Job, job.ID)
			}
		}
		var variables []*api.VariableMetadata
		variables, _, err = r.cluster.Client.Variables().List(query)
		for _, variable := range variables {
			add(cluster.Variable, variable.Path)
		}
	}
	if passable(&err) {
		var volumes []*api.CSIVolumeListStub
		volumes, _, err = r.cluster.Client.CSIVolumes().List(query)
		for _, volume := range volumes {
			add(cluster.CSIVolume, volume.ID)
		}
	}
	if passable(&err) {
		var volumes []*api.HostVolumeStub
		volumes, _, err = r.cluster.Client.HostVolumes().List(&api.HostVolumeListRequest{}, query)
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

// inhabited lists what lives in a namespace and how to go on.
func inhabited(found []cluster.Object) string {
	lines := []string{"it is deleted only when nothing lives in it, and this plan does not remove:"}
	for _, object := range found {
		lines = append(lines, fmt.Sprintf("  %s %s", object.Kind, object.ID))
	}
	return strings.Join(append(lines, "stop or delete these first, or keep the namespace"), "\n")
}
