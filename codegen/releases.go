package main

import "encoding/json"

// releasesFile is where the provider has the releases of fields.
const releasesFile = "../provider/jobspec/releases.json"

// releases returns the text of that file: the fields that not every compared release has. The types in TypeScript have the same.
func (since Since) releases() (string, error) {
	type releases struct {
		Since   string `json:"since,omitempty"`
		Removed string `json:"removed,omitempty"`
	}
	fields := map[string]releases{}
	for key, first := range since.Fields {
		if first == since.Servers[0] {
			first = ""
		}
		if removed := since.Removed[key]; first != "" || removed != "" {
			fields[key] = releases{first, removed}
		}
	}
	out, err := json.MarshalIndent(fields, "", "  ")
	return string(out) + "\n", err
}
