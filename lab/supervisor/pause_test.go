package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func container(t *testing.T, disk, id, name, host string) string {
	t.Helper()
	folder := filepath.Join(disk, "docker", "containers", id)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	config, _ := json.Marshal(map[string]string{"Name": name})
	file := filepath.Join(folder, "hostconfig.json")
	for path, content := range map[string]string{filepath.Join(folder, "config.v2.json"): string(config), file: host} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return file
}

func contentOf(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// nomad 17959
func TestAHostThatWasPoweredOffStartsNoPauseContainer(t *testing.T) {
	disk := t.TempDir()
	always := `{"Memory":1,"RestartPolicy":{"Name":"unless-stopped","MaximumRetryCount":0}}`
	pause := container(t, disk, "a", "/nomad_init_1234", always)
	other := container(t, disk, "b", "/registry", always)
	broken := container(t, disk, "c", "/nomad_init_5678", "{")
	if err := forgetPauseContainers(disk); err != nil {
		t.Fatal(err)
	}
	var got, want any
	json.Unmarshal([]byte(contentOf(t, pause)), &got)
	json.Unmarshal([]byte(`{"Memory":1,"RestartPolicy":{"Name":"no","MaximumRetryCount":0}}`), &want)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("pause container: got %v, want %v", got, want)
	}
	if got := contentOf(t, other); got != always {
		t.Errorf("another container: got %s", got)
	}
	if got := contentOf(t, broken); got != "{" {
		t.Errorf("a broken container: got %s", got)
	}
}

func TestAHostMayHaveNoContainers(t *testing.T) {
	if err := forgetPauseContainers(t.TempDir()); err != nil {
		t.Error(err)
	}
}
