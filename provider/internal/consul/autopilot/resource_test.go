package autopilot_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/consul"
	"cdknomad/provider/internal/writeonly/writeonlytest"
)

type object = writeonlytest.Object

// servers are Consul's, with their one configuration.
type servers struct {
	config   api.AutopilotConfiguration
	writes   int
	isDenied bool // whether the token may not read it
	isBusy   bool // whether another client writes between a read and a write
}

func (s *servers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/v1/agent/self":
		fmt.Fprint(w, `{"Config": {"Version": "1.21.0"}}`)
	case s.isDenied:
		http.Error(w, "Permission denied: token lacks permission 'operator:read'", http.StatusForbidden)
	case r.Method == http.MethodGet:
		_ = json.NewEncoder(w).Encode(s.config)
	case s.isBusy || r.URL.Query().Get("cas") != fmt.Sprint(s.config.ModifyIndex):
		fmt.Fprint(w, "false")
	default:
		index := s.config.ModifyIndex
		s.config = api.AutopilotConfiguration{}
		_ = json.NewDecoder(r.Body).Decode(&s.config)
		s.config.ModifyIndex = index + 1
		s.writes++
		fmt.Fprint(w, "true")
	}
}

// started returns servers that an operator has configured, and a resource that does not exist yet.
func started(t *testing.T) (*servers, *writeonlytest.Resource) {
	t.Helper()
	s := &servers{config: api.NewAutopilotConfiguration()}
	s.config.CleanupDeadServers, s.config.MinQuorum, s.config.ModifyIndex = false, 3, 7
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return s, writeonlytest.New(t, consul.NewServer, "consul_autopilot_config", object{"address": server.URL})
}

func TestEachAttributeIsWrittenAndItsDriftIsRepaired(t *testing.T) {
	s, r := started(t)
	wanted := object{"last_contact_threshold": "1000ms", "max_trailing_logs": 100}
	r.Run("create", wanted)
	if !strings.Contains(r.Seen(), "cleanup_dead_servers: false -> true") {
		t.Errorf("the plan does not show what it replaces")
	}
	if got := s.config; !got.CleanupDeadServers || got.LastContactThreshold.Duration() != time.Second || got.MaxTrailingLogs != 100 || got.MinQuorum != 3 {
		t.Errorf("got %+v", got)
	}
	for name, change := range map[string]func(){
		"cleanup_dead_servers, which is not set": func() { s.config.CleanupDeadServers = false },
		"last_contact_threshold":                 func() { s.config.LastContactThreshold = api.NewReadableDuration(time.Minute) },
		"max_trailing_logs":                      func() { s.config.MaxTrailingLogs = 0 },
		"server_stabilization_time":              func() { s.config.ServerStabilizationTime = api.NewReadableDuration(0) },
	} {
		change()
		s.config.ModifyIndex++
		writes := s.writes
		r.Run("update", wanted)
		if s.writes != writes+1 {
			t.Errorf("%s: %d writes, want one", name, s.writes-writes)
		}
	}
	// Another spelling of the same duration is no change.
	if got := r.Plan(object{"last_contact_threshold": "1s", "max_trailing_logs": 100}); got != "none" {
		t.Errorf("got %s", got)
	}
	if got := r.Plan(object{"last_contact_threshold": "1s", "max_trailing_logs": 100, "datacenter": "dc2"}); got != "replace" {
		t.Errorf("another datacenter: got %s", got)
	}
}

func TestADestroyRestoresWhatExistedBeforeTheCreation(t *testing.T) {
	s, r := started(t)
	r.Run("create", object{"max_trailing_logs": 100})
	s.config.MinQuorum = 5 // no attribute has it
	s.config.ModifyIndex++
	r.Run("none", object{"max_trailing_logs": 100})
	if problems := r.Destroy(); problems != "" {
		t.Fatal(problems)
	}
	if got := s.config; got.CleanupDeadServers || got.MaxTrailingLogs != 250 || got.MinQuorum != 5 {
		t.Errorf("got %+v", got)
	}
}

func TestAWriteOfAnotherClientIsNotOverwritten(t *testing.T) {
	s, r := started(t)
	if got := r.Plan(object{"max_trailing_logs": 100}); got != "create" {
		t.Fatalf("got %s", got)
	}
	s.isBusy = true
	if got := r.Apply(object{"max_trailing_logs": 100}); !strings.Contains(got, "was changed meanwhile (changed-since-plan)") {
		t.Errorf("got %q", got)
	}
}

func TestATokenThatMayNotReadItPlansTheRest(t *testing.T) {
	s, r := started(t)
	r.Run("create", object{"max_trailing_logs": 100})
	s.isDenied = true
	if got := r.Plan(object{"max_trailing_logs": 100}); got != "none" {
		t.Errorf("got %s", got)
	}
	if !strings.Contains(r.Seen(), "is not compared (not-compared)") {
		t.Error("nothing says that it was not compared")
	}
}

func TestWhatConsulRefusesIsRefusedAtPlan(t *testing.T) {
	for want, attributes := range map[string]object{
		`last_contact_threshold: got "soon", want a duration such as 200ms or 10s`:   {"last_contact_threshold": "soon"},
		`server_stabilization_time: got "-1s", want a duration`:                      {"server_stabilization_time": "-1s"},
		"max_trailing_logs: got -1, want 0 or more":                                  {"max_trailing_logs": -1},
		`redundancy_zone_tag: got "zone", and the servers run the Community edition`: {"redundancy_zone_tag": "zone"},
		`disable_upgrade_migration: got "true", and the servers`:                     {"disable_upgrade_migration": true},
		`upgrade_version_tag: got "v", and the servers`:                              {"upgrade_version_tag": "v"},
	} {
		_, r := started(t)
		if got := r.Plan(attributes); !strings.Contains(got, want) {
			t.Errorf("%v: got %q", attributes, got)
		}
	}
}
