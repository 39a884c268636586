package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
)

// settings of the lab's registry, written by `cdknomad lab up`.
type settings struct {
	// StandIns are the images that cdknomad builds.
	StandIns []standIn `json:"standIns"`
	// Builder builds the programs in them.
	Builder builder `json:"builder"`
	// Sources is the file that says which of them are used; none if it is empty.
	Sources string `json:"sources"`
	// Cache is the store that all labs share.
	Cache string `json:"cache"`
	// Authority is the folder of the authority with which engines verify this registry in the place of others.
	Authority string `json:"authority"`
	// Push is the address on the user's loopback that images are pushed to, such as 127.0.0.1:5100; none if it is empty.
	Push string `json:"push"`
	// Offline is whether no registry is asked.
	Offline bool `json:"offline"`
	// Registries are other addresses for registries, such as {"docker.io": "http://127.0.0.1:5001"}.
	Registries map[string]string `json:"registries"`
	// Env has the user's variables for proxies and for the credentials of docker.
	Env map[string]string `json:"env"`
}

// inheritedListener is the file descriptor of the socket in the lab's network, which the supervisor opens. This program runs in
// the network of the user's machine, where the registries are.
const inheritedListener = 3

// serve answers the pulls of a lab's nodes.
func serve(settingsPath string) error {
	raw, err := os.ReadFile(settingsPath)
	if err != nil {
		return err
	}
	var s settings
	if err := json.Unmarshal(raw, &s); err != nil {
		return fmt.Errorf("%s: %w", settingsPath, err)
	}
	for key, value := range s.Env {
		os.Setenv(key, value)
	}
	listener, err := net.FileListener(os.NewFile(inheritedListener, "listener"))
	if err != nil {
		return err
	}
	proxy, err := newProxy(s)
	if err != nil {
		return err
	}
	servePushes(s, proxy.mirror)
	if s.Sources != "" {
		go proxy.mirror.writeSources(context.Background(), s.Sources)
	}
	return http.Serve(listener, proxy)
}

// newProxy makes what nodes use as their proxy for registries.
func newProxy(s settings) (*proxy, error) {
	built, err := newStandIns(s.StandIns, s.Builder)
	if err != nil {
		return nil, err
	}
	authority, err := readAuthority(s.Authority)
	if err != nil {
		return nil, err
	}
	m := &mirror{cache: store{s.Cache}, standIns: built}
	if !s.Offline {
		m.upstream = newUpstream(s.Registries)
	}
	return &proxy{m, authority, newLogins()}, nil
}

// servePushes answers pushes from the user's machine. A lab without is still a lab, so that a port that another program has taken
// meanwhile is only noted.
func servePushes(s settings, m *mirror) {
	if s.Push == "" {
		return
	}
	listener, err := net.Listen("tcp", s.Push)
	if err != nil {
		log.Printf("images cannot be pushed: %v", err)
		return
	}
	go func() { log.Printf("images cannot be pushed: %v", http.Serve(listener, newPushes(m))) }()
}

// splitServer returns the scheme and the host of an address; https if it has no scheme.
func splitServer(address string) (scheme, host string) {
	if scheme, host, ok := strings.Cut(address, "://"); ok {
		return scheme, strings.TrimSuffix(host, "/")
	}
	return "https", strings.TrimSuffix(address, "/")
}
