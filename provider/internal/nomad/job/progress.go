package job

import (
	"encoding/json"
	"os"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// progressVariable is the environment variable with the path of the file for progress messages. Terraform gives a provider
// no way to print anything during an apply.
const progressVariable = "CDKNOMAD_PROGRESS"

// progressLine is one line of that file, as JSON.
type progressLine struct {
	Time       time.Time             `json:"time"`
	Resource   string                `json:"resource"` // namespace/id of the job
	Event      string                `json:"event"`    // registered, waiting, cause, blocked, deployment, warning, failed, done, deregistered
	Message    string                `json:"message"`
	Deployment map[string]groupCount `json:"deployment,omitempty"` // by task group
}

type groupCount struct {
	Desired   int `json:"desired"`
	Placed    int `json:"placed"`
	Healthy   int `json:"healthy"`
	Unhealthy int `json:"unhealthy"`
}

// progress writes the messages of one job. An apply never fails because they cannot be written.
type progress struct {
	path string
	key  cluster.Key
	last string
}

func openProgress(key cluster.Key) *progress {
	return &progress{path: os.Getenv(progressVariable), key: key}
}

// write appends one line with one call, because several resources write to the same file. It skips a repeated message.
func (p *progress) write(event, message string, deployment *api.Deployment) {
	if p.path == "" {
		return
	}
	line := progressLine{Resource: p.key.Namespace + "/" + p.key.ID, Event: event, Message: message, Deployment: counts(deployment)}
	text, err := json.Marshal(line)
	if err != nil || string(text) == p.last {
		return
	}
	p.last = string(text)
	line.Time = time.Now().UTC()
	if text, err = json.Marshal(line); err != nil {
		return
	}
	file, err := os.OpenFile(p.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer file.Close()
	_, _ = file.Write(append(text, '\n'))
}

func counts(deployment *api.Deployment) map[string]groupCount {
	if deployment == nil {
		return nil
	}
	groups := make(map[string]groupCount, len(deployment.TaskGroups))
	for name, state := range deployment.TaskGroups {
		groups[name] = groupCount{state.DesiredTotal, state.PlacedAllocs, state.HealthyAllocs, state.UnhealthyAllocs}
	}
	return groups
}
