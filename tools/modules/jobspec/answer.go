package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/nomad/jobspec2"
)

// answer reads the job of one request; whatever goes wrong with it is a problem in the answer.
func answer(request Request) (result Answer) {
	result = Answer{Path: request.Path, Format: "hcl"}
	defer func() {
		// Nomad's parser panics on some malformed values; one file must not end the run of all others.
		if cause := recover(); cause != nil {
			result.Job, result.Canonical = nil, nil
			result.Problems = []Problem{{File: request.Path, Message: fmt.Sprintf("nomad's parser gave up: %v", cause)}}
		}
	}()

	body, err := text(request)
	if err != nil {
		result.Problems = []Problem{{File: request.Path, Message: err.Error()}}
		return result
	}

	var job *api.Job
	if isAPIJSON(body) {
		result.Format = "json"
		job, result.Problems = parseAPIJSON(request.Path, body)
		// What the server itself writes beyond the types of its client is nobody's mistake.
		if job != nil && !request.Running {
			result.Problems = unknownFields(request.Path, body, job)
		}
	} else {
		job, err = jobspec2.ParseWithConfig(&jobspec2.ParseConfig{
			Path:       request.Path,
			BaseDir:    filepath.Dir(request.Path),
			Body:       body,
			AllowFS:    request.Body == nil,
			ArgVars:    request.Vars,
			VarFiles:   request.VarFiles,
			VarContent: request.Variables,
			Envs:       os.Environ(),
			Strict:     !request.Lenient,
		})
		if err != nil {
			result.Problems, result.Missing = problems(request.Path, body, request.Lenient, err)
			result.NoJob = !hasJob(request.Path, body)
			return result
		}
		result.Source = readSource(request.Path, body)
	}
	if len(result.Problems) > 0 {
		return result
	}

	if request.Canonical {
		result.Canonical = clone(job)
		result.Canonical.Canonicalize()
	}
	if request.Running {
		job = minimal(job)
	}
	result.Job = job
	return result
}

func text(request Request) ([]byte, error) {
	if request.Body != nil {
		return []byte(*request.Body), nil
	}
	body, err := os.ReadFile(request.Path)
	if err != nil {
		return nil, fmt.Errorf("the file cannot be read: %w", err)
	}
	return body, nil
}

// clone makes an independent copy through the API's own JSON.
func clone(job *api.Job) *api.Job {
	text, err := json.Marshal(job)
	if err != nil {
		panic(err)
	}
	var copied api.Job
	if err := json.Unmarshal(text, &copied); err != nil {
		panic(err)
	}
	return &copied
}
