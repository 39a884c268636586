package job

import (
	"context"

	"github.com/hashicorp/nomad/api"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/election"
	"cdknomad/provider/internal/nomad/cluster"
)

// registerOnce registers a job at an index. If the leader is lost meanwhile, it looks whether the servers have the job before it registers
// it again.
func (r *Resource) registerOnce(ctx context.Context, job *api.Job, newer string, register *api.RegisterOptions) (*api.JobRegisterResponse, error) {
	key := keyOf(job)
	return election.Once(election.Write[*api.JobRegisterResponse]{
		IsGuarded: true, // by the index
		Do: func() (*api.JobRegisterResponse, error) {
			return r.write(job, newer, register, write(ctx, key))
		},
		Find: func() (*api.JobRegisterResponse, bool, error) {
			return r.findRegistered(ctx, job, newer, register.ModifyIndex)
		},
	})
}

// findRegistered looks for the result of the registration at an index: the job as it was sent, at a later index.
func (r *Resource) findRegistered(ctx context.Context, job *api.Job, newer string, index uint64) (*api.JobRegisterResponse, bool, error) {
	key := keyOf(job)
	current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(ctx, key))
	if cluster.NotFound(err) {
		return nil, false, nil
	}
	if err != nil || *current.JobModifyIndex == index {
		return nil, false, err
	}
	isStop := job.Stop != nil && *job.Stop
	if isStop != (current.Stop != nil && *current.Stop) {
		return nil, false, nil
	}
	if found, err := r.findExisting(ctx, key, job, newer, jobspec.Preserved{}); err != nil || !isStop && found != identical {
		return nil, false, err
	}
	evaluations, _, err := r.cluster.Client.Jobs().Evaluations(key.ID, query(ctx, key))
	if err != nil {
		return nil, false, err
	}
	answer := &api.JobRegisterResponse{JobModifyIndex: *current.JobModifyIndex}
	for _, evaluation := range evaluations {
		if evaluation.TriggeredBy == "job-register" && evaluation.JobModifyIndex == answer.JobModifyIndex {
			answer.EvalID, answer.EvalCreateIndex = evaluation.ID, evaluation.CreateIndex
			break
		}
	}
	return answer, true, nil
}
