// Command jobspec reads Nomad job files with Nomad's own parser.
//
// It takes one request a line on standard input and answers each with one line on standard output, both JSON, so that
// a folder of any size costs one process:
//
//	{"path": "jobs/web.nomad.hcl", "vars": ["tag=1.2"]}
//	{"path": "jobs/web.nomad.hcl", "format": "hcl", "job": {"ID": "web", ...}}
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "jobspec:", err)
		os.Exit(1)
	}
}

func serve(in io.Reader, out io.Writer) error {
	requests := json.NewDecoder(bufio.NewReader(in))
	answers := json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	for {
		var request Request
		if err := requests.Decode(&request); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("a request is not the JSON of one: %w", err)
		}
		if err := answers.Encode(answer(request)); err != nil {
			return err
		}
	}
}
