// Command parse prints the jobs that Nomad's own parser reads from HCL files: one line of JSON per file, in the given order,
// with the file and either the job as the API has it or the parser's error.
//
//	go run ./parse [-canonical] FILE...
//
// With -canonical Nomad fills in its defaults, as the server does when a job is registered.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/nomad/jobspec2"
)

type line struct {
	File  string   `json:"file"`
	Job   *api.Job `json:"job,omitempty"`
	Error string   `json:"error,omitempty"`
}

func main() {
	canonical := flag.Bool("canonical", false, "fill in defaults")
	flag.Parse()
	encoder := json.NewEncoder(os.Stdout)
	for _, file := range flag.Args() {
		result := line{File: file}
		job, err := parse(file)
		if err != nil {
			result.Error = err.Error()
		} else {
			if *canonical {
				job.Canonicalize()
			}
			result.Job = job
		}
		if err := encoder.Encode(result); err != nil {
			fmt.Fprintln(os.Stderr, "parse:", err)
			os.Exit(1)
		}
	}
}

func parse(file string) (*api.Job, error) {
	body, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return jobspec2.ParseWithConfig(&jobspec2.ParseConfig{Path: file, Body: body, Strict: true, AllowFS: true})
}
