package job

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/jobspec"
)

// keys is private data as the framework stores it.
type keys map[string][]byte

func (k keys) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return k[key], nil }

func (k keys) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	k[key] = value
	return nil
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// onServer returns a job from the answer of a real server, with all default values.
func onServer(t *testing.T) *api.Job {
	t.Helper()
	job := new(api.Job)
	if err := json.Unmarshal(read(t, "server-job.json"), job); err != nil {
		t.Fatal(err)
	}
	return job
}

func loaded(t *testing.T, private keys) (*snapshot, *api.Job) {
	t.Helper()
	stored, problems := loadSnapshot(t.Context(), private)
	if problems.HasError() || stored == nil {
		t.Fatal(stored, problems)
	}
	job, err := stored.job()
	if err != nil {
		t.Fatal(err)
	}
	return stored, job
}

// unchanged fails if a loaded job differs from the job on the server in anything that a plan would report as drift.
func unchanged(t *testing.T, then *api.Job) {
	t.Helper()
	const text = `{"ID":"bench-00000"}`
	drifted, changed, err := jobspec.Drift(text, then, onServer(t))
	if err != nil || changed || drifted != text {
		t.Fatalf("got drift %q, %v, want none", drifted, err)
	}
	if !jobspec.SameIgnoredFields(then, onServer(t)) {
		t.Fatal("got other spreads")
	}
	if seen := onServer(t); *then.TaskGroups[0].Count != *seen.TaskGroups[0].Count {
		t.Fatalf("got the count %d, want %d", *then.TaskGroups[0].Count, *seen.TaskGroups[0].Count)
	}
}

func TestLoadsAJobAsTheServerHadIt(t *testing.T) {
	private := keys{}
	if problems := storeSnapshot(t.Context(), private, onServer(t)); problems.HasError() {
		t.Fatal(problems)
	}
	stored, job := loaded(t, private)
	if stored.Index != 18 {
		t.Fatalf("got the index %d, want 18", stored.Index)
	}
	unchanged(t, job)
}

func TestLoadsAStoppedJobAsStopped(t *testing.T) {
	stopped, private, yes := onServer(t), keys{}, true
	stopped.Stop = &yes
	storeSnapshot(t.Context(), private, stopped)
	if _, job := loaded(t, private); job.Stop == nil || !*job.Stop {
		t.Fatal("got a job that is not stopped")
	}
}

func TestReadsTheSnapshotOfAnEarlierVersion(t *testing.T) {
	stored, job := loaded(t, keys{snapshotKey: read(t, "remembered-gzip.json")})
	if stored.Index != 18 {
		t.Fatalf("got the index %d, want 18", stored.Index)
	}
	unchanged(t, job)
}

func TestADamagedSnapshotIsAnErrorInBothForms(t *testing.T) {
	for _, value := range []string{`{"index":7,"spec":"bm90IHBhY2tlZA=="}`, `{"index":7,"job":"bm90IGd6aXA="}`, `{"index":7}`} {
		stored, problems := loadSnapshot(t.Context(), keys{snapshotKey: []byte(value)})
		if problems.HasError() {
			t.Fatal(problems)
		}
		if job, err := stored.job(); err == nil {
			t.Errorf("%s: got %v, want an error", value, job)
		}
	}
}

func TestATypicalSnapshotIsSmall(t *testing.T) {
	private := keys{}
	storeSnapshot(t.Context(), private, onServer(t))
	framework, err := json.Marshal(private)
	if err != nil {
		t.Fatal(err)
	}
	if size := base64.StdEncoding.EncodedLen(len(framework)); size > 800 {
		t.Errorf("got %d bytes in a state, want at most 800", size)
	}
}

// Existing states can only be read with the text that they were packed with.
func TestTheCommonTextNeverChanges(t *testing.T) {
	sum := sha256.Sum256(commonText)
	if got, want := hex.EncodeToString(sum[:]), "113f1a07c05c2f53b730b2fe6560fcef65dd44d569f113f3720a4f20fffaa391"; got != want {
		t.Errorf("got the SHA-256 %s, want %s: keep the file, and add a better text under a new name", got, want)
	}
}
