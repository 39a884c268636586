package acceptance

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// stateFile is a Terraform state, as far as these tests read it.
type stateFile struct {
	Version          int             `json:"version"`
	TerraformVersion string          `json:"terraform_version"`
	Serial           int             `json:"serial"`
	Lineage          string          `json:"lineage"`
	Outputs          object          `json:"outputs"`
	Resources        []stateResource `json:"resources"`
	CheckResults     any             `json:"check_results"`
}

type stateResource struct {
	Mode      string   `json:"mode"`
	Type      string   `json:"type"`
	Name      string   `json:"name"`
	Provider  string   `json:"provider"`
	Instances []object `json:"instances"`
}

func (r stateResource) attributes() object { return r.Instances[0]["attributes"].(object) }

func readState(t *testing.T, file string) stateFile {
	t.Helper()
	var state stateFile
	readJSON(t, file, &state)
	return state
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// serverChosen matches values that a server chose: the fixtures have those of a cluster that is gone.
var serverChosen = regexp.MustCompile(`^(.*/)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// asOfficial returns the state that an official provider would have written of the objects of own: the fixture with the values that
// this cluster chose.
func asOfficial(t *testing.T, fixture string, own stateFile) stateFile {
	t.Helper()
	official := readState(t, fixture)
	ours := map[string]object{}
	for _, resource := range own.Resources {
		ours[resource.Type+"."+resource.Name] = resource.attributes()
	}
	var chosen []string
	for _, resource := range official.Resources {
		for name, value := range resource.attributes() {
			was, isText := value.(string)
			now, isToo := ours[resource.Type+"."+resource.Name][name].(string)
			if isText && isToo && was != now && (serverChosen.MatchString(was) || name == "modify_index" || name == "secret_id") && len(was) > 8 {
				chosen = append(chosen, was, now)
			}
		}
	}
	text := strings.NewReplacer(chosen...).Replace(asJSON(t, official))
	if err := json.Unmarshal([]byte(text), &official); err != nil {
		t.Fatal(err)
	}
	official.Lineage, official.Serial, official.TerraformVersion = own.Lineage, own.Serial+1, own.TerraformVersion
	for i, resource := range official.Resources {
		provider, _, _ := strings.Cut(resource.Type, "_")
		official.Resources[i].Provider = `provider["terraform.local/cdknomad/` + provider + `"]`
		if index, has := ours[resource.Type+"."+resource.Name]["modify_index"]; has {
			resource.attributes()["modify_index"] = index
		}
	}
	return official
}

// After `terraform state replace-provider` a state has what the official providers wrote into it: empty texts, false, zero, and
// empty lists where nothing was set, defaults, and ids of another form.
func TestTheFirstPlanAfterTheMoveFromTheOfficialProvidersIsEmpty(t *testing.T) {
	for _, version := range []string{"nomad-2.5.2-consul-2.22.1", "nomad-head-consul-head"} {
		t.Run(version, func(t *testing.T) {
			s := newConsulStack(t)
			s.providers = object{"nomad": object{}, "consul": object{}}
			var program struct{ Resource, Variable object }
			readJSON(t, filepath.Join("testdata", "official-states", "program.tf.json"), &program)
			s.resources = program.Resource
			s.env = append(s.env, "TF_VAR_web_password=hunter2-of-the-fixture")
			s.variables = program.Variable
			s.write()
			s.run("init")
			s.apply()
			s.empty()
			before := s.serverObjects()

			file := filepath.Join(s.dir, "terraform.tfstate")
			own := readState(t, file)
			fixture := filepath.Join("testdata", "official-states", version+".tfstate")
			written := []byte(asJSON(t, own))
			t.Cleanup(func() { // so that a failure leaves nothing for the next version
				_ = os.WriteFile(file, written, 0o600)
				s.try("destroy", "-auto-approve")
			})
			official := asOfficial(t, fixture, own)
			for _, difference := range unlike(t, official, own) {
				t.Errorf("a plan of the official provider would not be empty after a move of our state: %s", difference)
			}
			if err := os.WriteFile(file, []byte(asJSON(t, official)), 0o600); err != nil {
				t.Fatal(err)
			}
			s.empty()
			s.apply()
			for _, difference := range unlike(t, official, readState(t, file)) {
				t.Errorf("a plan of the official provider would not be empty after a move there and back: %s", difference)
			}
			if after := s.serverObjects(); after != before {
				t.Errorf("the move changed objects on the servers:\nbefore %s\nafter  %s", before, after)
			}
			s.empty()
		})
	}
}
