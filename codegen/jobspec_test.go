package main

import (
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/nomad/jobspec2"
)

// reachable returns every struct below api.Job, independently of the model.
func reachable(t reflect.Type, seen map[reflect.Type]bool) map[reflect.Type]bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return reachable(t.Elem(), seen)
	case reflect.Struct:
		if !seen[t] {
			seen[t] = true
			for i := range t.NumField() {
				reachable(t.Field(i).Type, seen)
			}
		}
	}
	return seen
}

func TestEveryFieldOfTheJobIsMappedOrLeftOutForAReason(t *testing.T) {
	blocks, err := readJobspec(nil)
	if err != nil {
		t.Fatal(err)
	}
	mapped := map[string]bool{}
	for _, b := range blocks {
		for _, f := range b.Fields {
			mapped[b.Go+"."+f.Go] = true
		}
		for _, o := range b.Omitted {
			mapped[b.Go+"."+o.Go] = true
		}
		for _, a := range b.Aliases {
			mapped[b.Go+"."+a.Go] = true
		}
	}
	structs, fields := 0, 0
	for s := range reachable(reflect.TypeFor[api.Job](), map[reflect.Type]bool{}) {
		structs++
		for i := range s.NumField() {
			fields++
			// the tag of a version is a block of the API only, and Job.VersionTag is omitted
			if key := s.Name() + "." + s.Field(i).Name; !mapped[key] && s != reflect.TypeFor[api.JobVersionTag]() {
				t.Errorf("%s is not mapped", key)
			}
		}
	}
	// a new version of Nomad changes these numbers: write texts for the new fields, then change them
	if structs != 72 || fields != 449 {
		t.Errorf("api.Job reaches %d structs with %d fields, known are 72 with 449", structs, fields)
	}
}

func TestAFieldWithoutATextFailsTheGenerator(t *testing.T) {
	texts, err := readTexts("texts")
	if err != nil {
		t.Fatal(err)
	}
	delete(texts["DNSConfig"].Fields, "Servers")
	delete(texts, "CNIConfig")
	texts["DNSConfig"].Fields["Serverz"] = FieldText{Doc: "A slip."}
	r := &reader{texts: texts, constants: constants(), filled: filledBlocks(), blocks: map[string]*Block{}}
	r.block(reflect.TypeFor[api.Job](), "JobSpec", "Job")
	for _, want := range []string{
		"DNSConfig.Servers ([]string) has no text",
		"CNIConfig has no text",
		"texts describe DNSConfig.Serverz, which does not exist",
	} {
		if !strings.Contains(strings.Join(r.problems, "\n"), want) {
			t.Errorf("missing problem %q in %q", want, r.problems)
		}
	}
	if len(r.problems) != 3 {
		t.Errorf("3 problems expected, got %q", r.problems)
	}
}

func TestAFieldWithoutAnHCLNameHasToSayWhy(t *testing.T) {
	texts, err := readTexts("texts")
	if err != nil {
		t.Fatal(err)
	}
	texts["Job"].Fields["Stop"] = FieldText{Doc: "Stops the job."}
	r := &reader{texts: texts, constants: constants(), filled: filledBlocks(), blocks: map[string]*Block{}}
	r.block(reflect.TypeFor[api.Job](), "JobSpec", "Job")
	want := []string{"Job.Stop has no HCL name: say alias or omit"}
	if !reflect.DeepEqual(r.problems, want) {
		t.Errorf("want %q, got %q", want, r.problems)
	}
}

const bareBlocks = `
job "x" {
  constraint {}
  affinity {}
  group "g" {
    scaling { max = 1 }
    task "t" {
      vault {}
      template {
        change_script {
          command       = "c"
          fail_on_error = false
        }
      }
    }
  }
}`

func TestTheDefaultsOfTheParserAreThoseThatItWritesIntoBareBlocks(t *testing.T) {
	job, err := jobspec2.Parse("x.hcl", strings.NewReader(bareBlocks))
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		for i := range v.NumField() {
			field := v.Field(i)
			switch {
			case field.IsZero():
			case blockType(field.Type()) == nil:
				written[v.Type().Name()+"."+v.Type().Field(i).Name] = true
			case field.Kind() == reflect.Pointer:
				walk(field.Elem())
			case field.Kind() == reflect.Slice:
				walk(reflect.Indirect(field.Index(0)))
			}
		}
	}
	walk(reflect.ValueOf(job).Elem())
	for _, ours := range []string{
		"Job.ID", "Job.Name", "TaskGroup.Name", "Task.Name", "ScalingPolicy.Max", // written in the file above
		"ChangeScript.Command", "ChangeScript.FailOnError",
		"ChangeScript.Args", // an empty list, which the decoder omits
	} {
		delete(written, ours)
	}
	if !reflect.DeepEqual(written, filledByParser) {
		t.Errorf("the parser writes %v, filledByParser says %v", sorted(written), sorted(filledByParser))
	}
}

func TestDefaultsComeFromNomadItself(t *testing.T) {
	found := constants()
	for key, want := range map[string]any{
		"UpdateStrategy.MinHealthyTime": "10s",
		"UpdateStrategy.Canary":         int64(0),
		"Template.Perms":                "0644",
		"Service.Provider":              "consul",
		"PeriodicConfig.TimeZone":       "UTC",
		"TaskCSIPluginConfig.MountDir":  "/csi",
	} {
		if found[key] != want {
			t.Errorf("%s: want %v, got %v", key, want, found[key])
		}
	}
}

func TestNamesOfFieldsAndFiles(t *testing.T) {
	for hcl, want := range map[string]string{"max_parallel": "maxParallel", "driver": "driver", "grpc_use_tls": "grpcUseTls"} {
		if got := camel(hcl); got != want {
			t.Errorf("camel(%q) = %q, want %q", hcl, got, want)
		}
	}
	for one, want := range map[string]string{"affinity": "affinities", "volumeMount": "volumeMounts", "upstreams": "upstreams"} {
		if got := plural(one); got != want {
			t.Errorf("plural(%q) = %q, want %q", one, got, want)
		}
	}
	for name, want := range map[string]string{"CSIMountOptions": "csi-mount-options", "TaskGroup": "task-group", "ConsulGatewayTLSSDSConfig": "consul-gateway-tlssds-config"} {
		if got := kebab(name); got != want {
			t.Errorf("kebab(%q) = %q, want %q", name, got, want)
		}
	}
}
