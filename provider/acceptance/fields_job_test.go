package acceptance

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	consul "github.com/hashicorp/consul/api"
	"github.com/hashicorp/nomad/api"

	"cdknomad/jobspec"
)

// tableOfJobs tests each field of a job on a cluster.
type tableOfJobs struct {
	t     *testing.T
	nomad *api.Client
}

// newTableOfJobs skips the test if there is no cluster to test on. What the jobs refer to is there until the end of the test.
func newTableOfJobs(t *testing.T) *tableOfJobs {
	t.Helper()
	s := &tableOfJobs{t, nomadOfTables(t)}
	s.prepare()
	return s
}

func (s *tableOfJobs) attributes(id string, job object) object {
	specification := maps.Clone(inNanoseconds(job, reflect.TypeFor[api.Job]()).(object))
	if specification["ID"] == nil {
		specification["ID"] = id
	}
	return object{"json": true, "jobspec": asJSON(s.t, specification), "purge_on_destroy": true, "detach": true}
}

// jobspecDifferences are the fields of the specification in which a planned change differs.
func jobspecDifferences(before, after object) []string {
	documents := make([]any, 2)
	for i, values := range []object{before, after} {
		text, _ := values["jobspec"].(string)
		_ = json.Unmarshal([]byte(text), &documents[i])
	}
	return differences(documents[0], documents[1])
}

func (s *tableOfJobs) subject(number int, field fieldOfAJob) *subject {
	id := fmt.Sprintf("acc-fields-%03d", number)
	query := &api.QueryOptions{}
	return &subject{
		key: field.key, names: []string{field.key, field.field}, resource: instance{kind: "nomad_job"},
		field: field.path, keptAs: field.keptAs, derived: field.derived,
		first: s.attributes(id, field.first), second: s.attributes(id, field.second),
		shows: jobspecDifferences,
		get: func(state object) (object, error) {
			var job object
			_, err := s.nomad.Raw().Query(fmt.Sprintf("/v1/job/%v?namespace=%v", state["id"], state["namespace"]), &job, query)
			return job, err
		},
		put: func(_, job object) error {
			_, err := s.nomad.Raw().Write("/v1/jobs", object{"Job": job}, nil, nil)
			return err
		},
	}
}

// prepare creates what the jobs of the table refer to.
func (s *tableOfJobs) prepare() {
	s.t.Helper()
	if _, err := s.nomad.Namespaces().Register(&api.Namespace{Name: "acc-fields"}, nil); err != nil {
		s.t.Fatal(err)
	}
	entries := consulClient(s.t).ConfigEntries()
	services := map[string]string{"fields-http": "http", "fields-http-2": "http", "fields-http2": "http2"}
	for name, protocol := range services {
		if _, _, err := entries.Set(&consul.ServiceConfigEntry{Kind: consul.ServiceDefaults, Name: name, Protocol: protocol}, nil); err != nil {
			s.t.Fatal(err)
		}
	}
	s.t.Cleanup(func() {
		s.removeJobs()
		_, _ = s.nomad.Namespaces().Delete("acc-fields", nil)
		for _, kind := range []string{consul.IngressGateway, consul.TerminatingGateway} {
			found, _, _ := entries.List(kind, nil)
			for _, each := range found {
				_, _ = entries.Delete(kind, each.GetName(), nil)
			}
		}
		for name := range services {
			_, _ = entries.Delete(consul.ServiceDefaults, name, nil)
		}
	})
}

// removeJobs stops the jobs before it purges them. A plan of the scheduler that is applied after the purge of its job leaves a deployment
// without a job, and Nomad 1.11.3 ends at the evaluation of such a job, again after each start.
//
// @see https://github.com/hashicorp/nomad/pull/27739
func (s *tableOfJobs) removeJobs() {
	jobs, _, _ := s.nomad.Jobs().List(&api.QueryOptions{Namespace: "*", Prefix: "acc-fields"})
	for _, purge := range []bool{false, true} {
		inParallel(len(jobs), func(i int) {
			_, _, _ = s.nomad.Jobs().Deregister(jobs[i].ID, purge, &api.WriteOptions{Namespace: jobs[i].Namespace})
		})
		s.awaitScheduler()
	}
}

// awaitScheduler waits until no evaluation is left to process.
func (s *tableOfJobs) awaitScheduler() {
	pending := &api.QueryOptions{Namespace: "*", Filter: `Status == "pending"`}
	for deadline := time.Now().Add(10 * time.Minute); ; time.Sleep(200 * time.Millisecond) {
		left, _, err := s.nomad.Evaluations().List(pending)
		if err == nil && len(left) == 0 {
			return
		}
		if time.Now().After(deadline) {
			s.t.Errorf("%d evaluations are left to process: %v", len(left), err)
			return
		}
	}
}

func TestEveryFieldOfAJobHasTwoValuesOrAnException(t *testing.T) {
	table := readJobFields(t)
	fields, missing := fieldsOfJobs(t, table)
	for _, field := range missing {
		if exceptionOf(table.Exceptions, inProgram, field) == nil || exceptionOf(table.Exceptions, onServer, field) == nil {
			t.Errorf("%s: no start has it, and it has no exception", field)
		}
	}
	s := &tableOfJobs{t: t}
	for _, field := range fields {
		if exceptionOf(table.Exceptions, inProgram, field.key, field.field) != nil {
			continue
		}
		first, second := s.attributes("a", field.first), s.attributes("a", field.second)
		if shown := jobspecDifferences(first, second); !matches(shown, field.path) {
			t.Errorf("%s: the two jobs differ in %v", field.key, shown)
		}
		for _, attributes := range []object{first, second} {
			if _, problems := jobspec.Decode(attributes["jobspec"].(string)); len(problems) > 0 {
				t.Errorf("%s: %v", field.key, problems)
			}
		}
	}
}

func TestEveryFieldOfAJobIsPlannedAndItsDriftIsReportedAndRepaired(t *testing.T) {
	s := newTableOfJobs(t)
	table := readJobFields(t)
	fields, _ := fieldsOfJobs(t, table)
	var subjects []*subject
	for i, field := range fields {
		if only := os.Getenv("CDKNOMAD_FIELDS"); only == "" || strings.Contains(field.key+" ", only) {
			subjects = append(subjects, s.subject(i, field))
		}
	}
	judge(t, subjects)
	verdict(t, subjects, table.Exceptions)
}
