package acceptance

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheTokenMayComeFromAFileThatOnlyItsOwnerReads(t *testing.T) {
	s := newStack(t)
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte(os.Getenv("NOMAD_TOKEN")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.env = append(s.env, "NOMAD_TOKEN=")
	s.providers["nomad"] = object{"token_file": token}
	s.job(sleeper(s.name())).apply()
	s.empty()
	state, err := os.ReadFile(filepath.Join(s.dir, "terraform.tfstate"))
	if err != nil || strings.Contains(string(state), os.Getenv("NOMAD_TOKEN")) {
		t.Fatalf("the state holds the token, or cannot be read: %v", err)
	}
	if err := os.Chmod(token, 0o644); err != nil {
		t.Fatal(err)
	}
	s.refused("its mode is 0644, so others than its owner can read the token; run chmod 600 " + token)
	if err := os.Chmod(token, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestATokenWithoutRightsIsSaidToLackThem(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	rights := s.env
	s.env = append(append([]string{}, s.env...), "NOMAD_TOKEN=")
	text := s.refused("Permission denied")
	lacks(t, text, "to add")
	s.env = rights
}

func TestIgnoredVariablesOfTheEnvironmentAreIgnored(t *testing.T) {
	s := newStack(t)
	s.providers["nomad"] = object{"address": os.Getenv("NOMAD_ADDR"), "ignore_env_vars": object{"NOMAD_ADDR": true, "NOMAD_NAMESPACE": true},
		"headers": []any{object{"name": "X-Test", "value": "1"}}}
	s.env = append(s.env, "NOMAD_ADDR=http://127.0.0.1:1", "NOMAD_NAMESPACE=nowhere")
	s.job(sleeper(s.name())).apply()
	s.empty()
}

func TestProgressIsWrittenAsJSONLines(t *testing.T) {
	s := newStack(t)
	file := filepath.Join(t.TempDir(), "progress")
	s.env = append(s.env, "CDKNOMAD_PROGRESS="+file)
	s.job(sleeper(s.name())).apply()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	contains(t, string(text), `"resource":"default/`+s.name()+`","event":"registered"`, `"event":"deployment"`,
		`"deployment":{"web":{"desired":1,"placed":1,"healthy":1,"unhealthy":0}}`, `"event":"done"`)
}
