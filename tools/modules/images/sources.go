package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"maps"
	"slices"
)

// source says where an image comes from that cdknomad has a stand-in for.
type source struct {
	Name    string `json:"name"`
	StandIn bool   `json:"standIn"`
	// Because is why the real image cannot be had.
	Because string `json:"because,omitempty"`
}

// sources asks the registries for the images that cdknomad has stand-ins for. It downloads none.
func (m *mirror) sources(ctx context.Context) []source {
	all := []source{}
	for _, name := range slices.Sorted(maps.Keys(m.standIns.byName)) {
		i, err := parseImage(name)
		if err != nil || m.standIns.own(i) {
			continue
		}
		one := source{Name: name}
		if kept, _ := m.kept(i); kept == nil {
			err := errOffline
			if m.upstream != nil {
				_, err = m.upstream.digest(ctx, i)
			}
			if err != nil {
				one.StandIn, one.Because = true, reason(i, err)
			}
		}
		all = append(all, one)
	}
	return all
}

// writeSources notes where images come from, for `cdknomad lab up`.
func (m *mirror) writeSources(ctx context.Context, path string) {
	all := m.sources(ctx)
	err := m.cache.atomic(path, func(file io.Writer) error { return json.NewEncoder(file).Encode(all) })
	if err != nil {
		log.Printf("where images come from cannot be noted: %v", err)
	}
}
