package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/nomad/jobspec2"

	"cdknomad/jobspec"
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

	if problem := notRendered(request.Path, body); problem != nil {
		result.Problems = []Problem{*problem}
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
	} else if problem, noJob := jsonProblem(request.Path, body); problem != nil {
		result.Format, result.Problems, result.NoJob = "json", []Problem{*problem}, noJob
		return result
	} else {
		result.Variables, result.Locals, result.Dynamic = declarations(request.Path, body)
		result.Volatile = volatileCalls(request.Path, body)
		job, err = parse(request, body)
		if err != nil {
			result.Problems, result.Missing = problems(request.Path, body, request.Lenient, err)
			result.NoJob = !hasJob(request.Path, body)
			return result
		}
		result.Source, result.Declared = readSource(request.Path, body)
		result.Values = textValues(request, body, result.Source)
		if request.Body == nil { // a running job runs with such a word
			result.Problems = unquotedWords(request.Path, body)
		}
	}
	if len(result.Problems) > 0 {
		return result
	}

	if request.Canonical {
		result.Canonical = clone(job)
		result.Canonical.Canonicalize()
	}
	if request.Running {
		if job, err = minimal(job); err != nil {
			result.Problems = []Problem{{File: request.Path, Message: err.Error()}}
			return result
		}
	}
	result.Job = job
	return result
}

// parse reads a text with Nomad's parser.
func parse(request Request, body []byte) (*api.Job, error) {
	return jobspec2.ParseWithConfig(&jobspec2.ParseConfig{
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

// minimal returns the shortest form of a job on a server that a user can write: with its name, even where that is the id,
// and without the stop flag and the payload of a dispatched job.
func minimal(job *api.Job) (*api.Job, error) {
	text, err := jobspec.Minimal(job)
	if err != nil {
		return nil, err
	}
	short, problems := jobspec.Decode(text)
	if len(problems) > 0 {
		return nil, fmt.Errorf("%s", problems[0])
	}
	short.Name, short.Stop, short.Payload = job.Name, nil, nil
	return short, nil
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
