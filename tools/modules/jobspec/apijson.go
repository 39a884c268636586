package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strings"

	"github.com/hashicorp/nomad/api"
)

// isAPIJSON returns whether a text is the JSON of Nomad's API (`nomad job inspect`, `nomad job run -output`). HCL written as
// JSON has the key "job" instead.
func isAPIJSON(body []byte) bool {
	var top map[string]json.RawMessage
	if json.Unmarshal(body, &top) != nil {
		return false
	}
	for _, key := range []string{"Job", "ID", "TaskGroups"} {
		if _, found := top[key]; found {
			return true
		}
	}
	return false
}

func parseAPIJSON(path string, body []byte) (*api.Job, []Problem) {
	body = jobOf(body)
	job := &api.Job{}
	if err := json.Unmarshal(body, job); err != nil {
		problem := Problem{File: path, Message: "not a job of Nomad's API: " + err.Error()}
		var syntax *json.SyntaxError
		var kind *json.UnmarshalTypeError
		if errors.As(err, &syntax) {
			problem.Line, problem.Column = position(body, syntax.Offset)
		} else if errors.As(err, &kind) {
			problem.Message = fmt.Sprintf("%s: got a %s where Nomad wants %s", kind.Field, kind.Value, kind.Type)
		}
		return nil, []Problem{problem}
	}
	if missing := nullElements(path, body); len(missing) > 0 {
		return nil, missing
	}
	if job.ID == nil && job.Name == nil {
		return nil, []Problem{{File: path, Message: "the job has neither an ID nor a Name; give it an ID"}}
	}
	return job, nil
}

// nullElements finds the lists in which something is null: Nomad's client takes every element for one that is there.
func nullElements(path string, body []byte) []Problem {
	var document any
	if err := json.Unmarshal(body, &document); err != nil {
		return []Problem{{File: path, Message: err.Error()}}
	}
	var found []Problem
	var look func(where string, value any)
	look = func(where string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for _, key := range sortedKeys(value) {
				if key != "Config" { // the driver's own
					look(strings.TrimPrefix(where+"."+key, "."), value[key])
				}
			}
		case []any:
			for i, element := range value {
				if element == nil {
					found = append(found, Problem{File: path, Message: fmt.Sprintf("%s[%d]: got null; leave the element out", where, i)})
				}
				look(fmt.Sprintf("%s[%d]", where, i), element)
			}
		}
	}
	look("", document)
	return found
}

// jobOf takes the job out of an answer or a request that has it as "Job".
func jobOf(body []byte) []byte {
	var nested struct{ Job json.RawMessage }
	if err := json.Unmarshal(body, &nested); err == nil && nested.Job != nil {
		return nested.Job
	}
	return body
}

// unknownFields finds what Go's decoder drops without a word: a key of the file that comes to nothing in the job.
func unknownFields(path string, body []byte, job *api.Job) []Problem {
	kept, err := json.Marshal(job)
	if err != nil {
		return []Problem{{File: path, Message: err.Error()}}
	}
	var written, read any
	if json.Unmarshal(jobOf(body), &written) != nil || json.Unmarshal(kept, &read) != nil {
		return nil
	}
	var found []Problem
	var compare func(where string, written, read any)
	compare = func(where string, written, read any) {
		switch written := written.(type) {
		case map[string]any:
			read, _ := read.(map[string]any)
			for _, key := range sortedKeys(written) {
				if isEmpty(written[key]) || serverOnly[key] {
					continue
				}
				value, ok := lookUp(read, key)
				if !ok {
					message := fmt.Sprintf("%s: Nomad's API has no such field; remove it or correct its name", strings.TrimPrefix(where+"."+key, "."))
					found = append(found, Problem{File: path, Message: message})
					continue
				}
				compare(where+"."+key, written[key], value)
			}
		case []any:
			read, _ := read.([]any)
			for i := range min(len(written), len(read)) {
				compare(fmt.Sprintf("%s[%d]", where, i), written[i], read[i])
			}
		}
	}
	compare("", written, read)
	return found
}

// serverOnly are keys of a job that only the server's own JSON has, not the client's types.
var serverOnly = map[string]bool{"Warnings": true, "ParentID": true, "NomadTokenID": true, "Dispatched": true}

func lookUp(object map[string]any, key string) (any, bool) {
	if value, ok := object[key]; ok {
		return value, true
	}
	for name, value := range object {
		if strings.EqualFold(name, key) {
			return value, true
		}
	}
	return nil, false
}

func isEmpty(value any) bool {
	if value == nil {
		return true
	}
	reflected := reflect.ValueOf(value)
	return reflected.IsZero() || (reflected.Kind() == reflect.Map || reflected.Kind() == reflect.Slice) && reflected.Len() == 0
}

func sortedKeys(object map[string]any) []string {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

func position(body []byte, offset int64) (line, column int) {
	before := body[:min(int64(len(body)), offset)]
	line = bytes.Count(before, []byte("\n")) + 1
	column = len(before) - bytes.LastIndexByte(before, '\n')
	return line, column
}
