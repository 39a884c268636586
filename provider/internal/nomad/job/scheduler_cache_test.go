package job

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestReadsTheAnswersThatWereAdded(t *testing.T) {
	name := filepath.Join(t.TempDir(), "answers")
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	created := answer{question{Job: "default/web", Specification: "ab", Create: true}, map[string]string{"web": "2 create"}, true}
	changed := answer{question{Job: "default/web", Specification: "ab"}, map[string]string{"web": "1 in-place update"}, false}
	for _, one := range []answer{created, changed} {
		if err := addAnswer(name, one); err != nil {
			t.Fatal(err)
		}
	}
	got, err := readAnswers(name)
	want := map[question]answer{created.question: created, changed.question: changed}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
}

func TestFailsIfTheFileOfAnswersIsMissingOrInvalid(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	want := "CDKNOMAD_SCHEDULER: open " + missing + ": no such file or directory"
	if _, err := readAnswers(missing); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if err := addAnswer(missing, answer{}); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	other := filepath.Join(t.TempDir(), "other")
	if err := os.WriteFile(other, []byte("web: 2 create"), 0o600); err != nil {
		t.Fatal(err)
	}
	want = "CDKNOMAD_SCHEDULER: " + other + " is not a file of scheduler answers, one line of JSON per answer: invalid character 'w' looking for beginning of value"
	if _, err := readAnswers(other); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
