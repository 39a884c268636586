package job

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// remembered is what the provider keeps beside the state, out of sight: the job as the server wrote it down right after
// our own change, so that a later difference is somebody else's, never the server's own completion of our job.
type remembered struct {
	Index uint64 `json:"index"` // JobModifyIndex of Job
	Job   []byte `json:"job"`   // the server's JSON of the job, gzipped: it is kept for every job of a state
}

const rememberedKey = "job"

// privateData is how the framework's responses and requests let one at the data beside the state.
type privateData interface {
	GetKey(context.Context, string) ([]byte, diag.Diagnostics)
	SetKey(context.Context, string, []byte) diag.Diagnostics
}

func remember(ctx context.Context, private privateData, job *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	text, err := json.Marshal(job)
	if err != nil {
		problems.AddError("job cannot be written as json", err.Error())
		return problems
	}
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	_, _ = writer.Write(text) // a bytes.Buffer takes everything
	_ = writer.Close()
	value, err := json.Marshal(remembered{Index: *job.JobModifyIndex, Job: packed.Bytes()})
	if err != nil {
		problems.AddError("job cannot be remembered", err.Error())
		return problems
	}
	return private.SetKey(ctx, rememberedKey, value)
}

// recall gives nil if nothing is remembered: the resource was just imported, or comes from another provider.
func recall(ctx context.Context, private privateData) (*remembered, diag.Diagnostics) {
	value, problems := private.GetKey(ctx, rememberedKey)
	if len(value) == 0 || problems.HasError() {
		return nil, problems
	}
	kept := new(remembered)
	if err := json.Unmarshal(value, kept); err != nil {
		return nil, problems
	}
	return kept, problems
}

func (r *remembered) job() (*api.Job, error) {
	reader, err := gzip.NewReader(bytes.NewReader(r.Job))
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(reader)
	if err != nil {
		return nil, err
	}
	job := new(api.Job)
	return job, json.Unmarshal(text, job)
}
