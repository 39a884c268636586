package secret

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/hashicorp/nomad/api"
)

func TestMessagesAreHiddenAsInReports(t *testing.T) {
	text, err := os.ReadFile("testdata/messages.json")
	if err != nil {
		t.Fatal(err)
	}
	var messages []struct{ What, Text, Shown string }
	if err := json.Unmarshal(text, &messages); err != nil {
		t.Fatal(err)
	}
	if len(messages) < 40 {
		t.Fatalf("got %d messages, want the table that the reports are held to", len(messages))
	}
	for _, message := range messages {
		if got := Mask(message.Text, nil); got != message.Shown {
			t.Errorf("%s: got %q, want %q", message.What, got, message.Shown)
		}
	}
}

func TestWhatAJobKeepsUnderASecretsNameIsHiddenInAnySentence(t *testing.T) {
	task := api.NewTask("main", "docker")
	task.Env = map[string]string{"DB_PASSWORD": "Wanderlust", "ADMIN_PASSWORD": "postgres", "LEVEL": "production", "TOKEN_FILE": "/run/token", "API_KEY": "abc"}
	task.Config = map[string]any{"auth": []map[string]any{{"username": "somebody", "password": "twenty-four"}}}
	task.Meta = map[string]string{"client-secret": "of two words"}
	job := api.NewServiceJob("web", "web", "global", 50).AddTaskGroup(api.NewTaskGroup("web", 1).AddTask(task))
	known := InJob(job)
	slices.Sort(known)
	if want := []string{"Wanderlust", "twenty-four"}; !slices.Equal(known, want) {
		t.Fatalf("got %q, want %q", known, want)
	}
	got := Mask("the task says Wanderlust and twenty-four in production of postgres", known)
	if want := "the task says (masked) and (masked) in production of postgres"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
