package jobspec

import (
	"encoding/json"
	"testing"
)

// See https://github.com/hashicorp/terraform-provider-nomad/issues/400 and https://github.com/hashicorp/terraform-provider-nomad/issues/242.
func TestFieldsOfANewerNomadAreKeptWhereTheyAre(t *testing.T) {
	text := `{"ID":"web","Future":{"A":1},"TaskGroups":[{"Name":"b"},{"Name":"a","PlacementHint":"near","Tasks":[{"Name":"t","Driver":"docker","Hint":[1]}]}]}`
	if _, problems := Decode(text); len(problems) != 3 {
		t.Errorf("want each unknown key refused without the setting, got %v", problems)
	}
	job, unknown, problems := DecodeNewer(text)
	if len(problems) > 0 || len(unknown) != 3 || unknown[1] != `TaskGroups["a"].PlacementHint` {
		t.Fatalf("got %v, %v", unknown, problems)
	}
	job.TaskGroups[0], job.TaskGroups[1] = job.TaskGroups[1], job.TaskGroups[0]
	document, err := WithNewerFields(job, text)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(document)
	var sent struct {
		Future     map[string]int
		TaskGroups []struct {
			Name, PlacementHint string
			Tasks               []struct{ Hint []int }
		}
	}
	if err := json.Unmarshal(got, &sent); err != nil {
		t.Fatal(err)
	}
	first := sent.TaskGroups[0]
	if sent.Future["A"] != 1 || first.PlacementHint != "near" || len(first.Tasks[0].Hint) != 1 || sent.TaskGroups[1].PlacementHint != "" {
		t.Errorf("got %s", got)
	}
}

func TestSameNewerFieldsComparesOnlyWhatTheAPIDoesNotKnow(t *testing.T) {
	base := `{"ID":"web","TaskGroups":[{"Name":"a","Hint":"near"}]}`
	for other, want := range map[string]bool{
		`{"ID":"web","Priority":70,"TaskGroups":[{"Hint":"near","Name":"a"}]}`: true,
		`{"ID":"web","TaskGroups":[{"Name":"a","Hint":"far"}]}`:                false,
		`{"ID":"web","TaskGroups":[{"Name":"a"}]}`:                             false,
	} {
		if got := SameNewerFields(base, other); got != want {
			t.Errorf("%s: got %v", other, got)
		}
	}
}
