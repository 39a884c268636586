package main

import "github.com/hashicorp/nomad/api"

// Request asks for one job file.
type Request struct {
	// Path is the file. It is read unless Body has its text, and every problem names it.
	Path string `json:"path"`
	// Body is the text, where it does not come from a file.
	Body *string `json:"body"`
	// Vars are `name=value`, in the form of `nomad job run -var`.
	Vars []string `json:"vars"`
	// VarFiles are files with values of variables.
	VarFiles []string `json:"varFiles"`
	// Variables is the text of such a file.
	Variables string `json:"variables"`
	// Lenient lets values be given for variables that the file does not have.
	Lenient bool `json:"lenient"`
	// Canonical asks for the job as Nomad's client fills it up.
	Canonical bool `json:"canonical"`
	// Running means that the text is a job of a server, without whose defaults and implied parts it is returned.
	Running bool `json:"running"`
}

// Answer is the result of one request. It has a Job, or at least one Problem or missing variable.
type Answer struct {
	Path string `json:"path"`
	// Format is "hcl" or "json".
	Format string `json:"format"`
	// Job is what the parser makes of the file: what it says, and the few defaults that the parser fills in.
	Job *api.Job `json:"job,omitempty"`
	// Canonical is the job with Nomad's defaults, if it was asked for.
	Canonical *api.Job `json:"canonical,omitempty"`
	// Source is in which order, and with which comments, the job was written; HCL only.
	Source *Source `json:"source,omitempty"`
	// Declared are the variables and locals of the file with their comments.
	Declared []Declaration `json:"declared,omitempty"`
	// Values are the variables and locals inside of texts, as texts.
	Values map[string]string `json:"values,omitempty"`
	// NoJob says that the file is well formed and holds no job at all.
	NoJob bool `json:"noJob,omitempty"`
	// Missing are the variables that have neither a default nor a value.
	Missing []Variable `json:"missing,omitempty"`
	// Variables are all that the file declares, and Locals the names of its locals.
	Variables []Variable `json:"variables,omitempty"`
	Locals    []string   `json:"locals,omitempty"`
	// Volatile are the functions in the file that return another value at each call.
	Volatile []string `json:"volatile,omitempty"`
	// Dynamic is the number of dynamic blocks.
	Dynamic  int       `json:"dynamic,omitempty"`
	Problems []Problem `json:"problems,omitempty"`
}

// Variable is one that a file declares, and the line where it does.
type Variable struct {
	Name string `json:"name"`
	Line int    `json:"line,omitempty"`
}

// Problem is one reason why a file is not a job.
type Problem struct {
	// Code names the page of the problem in docs/errors; empty for what the parser reports.
	Code string `json:"code,omitempty"`
	File string `json:"file,omitempty"`
	// Line and Column count from 1; 0 is unknown.
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}
