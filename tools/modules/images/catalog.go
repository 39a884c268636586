package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// lists answers a request for the repositories or for the tags of one, among the images that were pushed to labs; false for another
// request.
//
// See https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-tags
func (p *pushes) lists(w http.ResponseWriter, r *http.Request) bool {
	repository, isTags := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, "/v2/"), "/tags/list")
	if !isTags && r.URL.Path != "/v2/_catalog" {
		return false
	}
	records, err := p.mirror.cache.records()
	if err != nil {
		answerError(w, r, err)
		return true
	}
	repositories, tags := []string{}, []string{}
	for _, known := range records {
		name, ok := strings.CutPrefix(known.Name, local+"/")
		at := strings.LastIndex(name, ":")
		if !ok || at < 0 || strings.Contains(name, "@") {
			continue
		}
		repositories = append(repositories, name[:at])
		if name[:at] == repository {
			tags = append(tags, name[at+1:])
		}
	}
	w.Header().Set("Content-Type", "application/json")
	switch {
	case !isTags:
		json.NewEncoder(w).Encode(map[string]any{"repositories": slices.Compact(repositories)})
	case len(tags) == 0:
		refusal{http.StatusNotFound, "NAME_UNKNOWN", "no lab has " + local + "/" + repository}.write(w)
	default:
		json.NewEncoder(w).Encode(map[string]any{"name": repository, "tags": tags})
	}
	return true
}
