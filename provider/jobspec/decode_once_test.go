package jobspec

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/hashicorp/nomad/api"
)

// Most of the cost of a first plan in the provider was that each specification was written and read again several times.
func TestASpecificationIsReadOnceAsADocumentAndOnceAsAJob(t *testing.T) {
	document := testing.AllocsPerRun(10, func() { _, _ = readDocument([]byte(web)) })
	job := testing.AllocsPerRun(10, func() { _ = json.Unmarshal([]byte(web), new(api.Job)) })
	written := testing.AllocsPerRun(10, func() { _, _ = json.Marshal(decoded(t, web)) })
	got := testing.AllocsPerRun(10, func() { _, _ = Decode(web) })
	checks := testing.AllocsPerRun(10, func() {
		root, _ := readDocument([]byte(web))
		check(root, reflect.TypeFor[api.Job](), "", new([]Problem))
	}) - document
	if limit := document + job + checks + written/10; got > limit {
		t.Errorf("got %.0f allocations, want at most %.0f: %.0f of the document, %.0f of its check, %.0f of the job", got, limit, document, checks, job)
	}
}

func TestAJobHasTheLastOfTwoValuesOfAKey(t *testing.T) {
	for name, text := range map[string]string{
		"alone":     `{"ID": "web", "Meta": {"a": "1"}, "Meta": {"b": "2"}}`,
		"wrapped":   `{"Job": {"ID": "web", "Meta": {"a": "1"}, "Meta": {"b": "2"}}}`,
		"two jobs":  `{"Job": {"ID": "api", "Meta": {"a": "1"}}, "Job": {"ID": "web", "Meta": {"b": "2"}}}`,
		"no colons": `{"ID": "web", "Meta": {"a:\"": "1"}, "Meta": {"b": "2"}}`,
	} {
		job := decoded(t, text)
		if *job.ID != "web" || !reflect.DeepEqual(job.Meta, map[string]string{"b": "2"}) {
			t.Errorf("%s: got %q with meta %v", name, *job.ID, job.Meta)
		}
	}
}

func TestAWrappedJobIsTheJobAlone(t *testing.T) {
	if alone, wrapped := decoded(t, web), decoded(t, `{"Job":`+web+`}`); !reflect.DeepEqual(alone, wrapped) {
		t.Errorf("got %v, want %v", wrapped, alone)
	}
}
