package sources

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// readPlugin reads a plugin from a server that gives one answer after the other, and the last one from then on. A nil is "not found".
func readPlugin(t *testing.T, model *pluginModel, patience time.Duration, answers ...*api.CSIPlugin) error {
	t.Helper()
	pluginPatience, pluginPause = patience, time.Millisecond
	t.Cleanup(func() { pluginPatience, pluginPause = 20*time.Minute, time.Second })
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) {
		answer := answers[0]
		if len(answers) > 1 {
			answers = answers[1:]
		}
		if answer == nil {
			http.Error(response, "plugin not found", http.StatusNotFound)
			return
		}
		_ = json.NewEncoder(response).Encode(answer)
	}))
	t.Cleanup(server.Close)
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	model.PluginID = types.StringValue("nfs")
	return readPluginWith(t.Context(), client, model)
}

func TestAPluginIsWaitedFor(t *testing.T) {
	unhealthy, healthy := &api.CSIPlugin{ID: "nfs", ControllersExpected: 1}, &api.CSIPlugin{ID: "nfs", ControllersExpected: 1, ControllersHealthy: 1}
	yes := types.BoolValue(true)
	if err := readPlugin(t, &pluginModel{WaitForRegistration: yes}, time.Minute, nil, nil, unhealthy); err != nil {
		t.Error(err)
	}
	model := &pluginModel{WaitForHealthy: yes}
	if err := readPlugin(t, model, time.Minute, nil, unhealthy, unhealthy, healthy); err != nil || model.ControllersHealthy != 1 {
		t.Errorf("got %v with %d healthy controllers, want 1", err, model.ControllersHealthy)
	}
	if err := readPlugin(t, &pluginModel{WaitForHealthy: yes}, 200*time.Millisecond, unhealthy); err == nil || !strings.Contains(err.Error(), "0 of 1 controllers are healthy after a wait of 200ms") {
		t.Errorf("got %v, want the number of healthy controllers", err)
	}
	if err := readPlugin(t, &pluginModel{}, time.Minute, nil); err == nil {
		t.Error("a plugin that is not waited for and does not exist is an error")
	}
}
