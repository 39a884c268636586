package acceptance

import (
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"
)

// nomadOfTables returns a client for the cluster of the tables, with the guard off. It skips the test if there is no cluster.
func nomadOfTables(t *testing.T) *api.Client {
	t.Helper()
	skipWithout(t, "nomad", "NOMAD_ADDR", "NOMAD_TOKEN", "CONSUL_HTTP_ADDR", "CONSUL_HTTP_TOKEN")
	t.Setenv("CDKNOMAD_GUARD", "off")
	client, err := api.NewClient(api.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// subject is one resource of the table of fields: an object that has a field, with two values of that field.
type subject struct {
	key           string   // row of the table
	names         []string // names by which an exception finds it
	first, second object   // attributes of the resource with each value
	// shows returns the fields that a planned change names.
	shows func(before, after object) []string
	// field is the name that a plan must show, or the beginning of it.
	field string
	// keptAs is the name that a plan must show after a change on the server, if it is another.
	keptAs string
	// derived are the fields that change with it.
	derived []string
	// ignored are further keys that the server writes for itself, so that an object that was replaced has others.
	ignored []string
	// get returns the object as the server has it, from the resource's state, and put writes such an object.
	get func(state object) (object, error)
	put func(state, written object) error
	// isSetting is whether the server does not have the attribute, so that its object must stay as it is.
	isSetting bool
	// isHidden is whether the server does not return the attribute, so that only the hash of its object shows a change.
	isHidden bool
	// turn is for subjects that are written one after the other. It may be nil.
	turn *sync.Mutex

	resource                  instance
	serverFirst, serverSecond object
	problems                  map[half]string
}

// half is one of the two halves of the table: a change in the program, or on the server outside Terraform.
type half string

const (
	inProgram half = "program"
	onServer  half = "server"
)

// fail records the first problem of each half.
func (s *subject) fail(problem string, halves ...half) {
	if s.problems == nil {
		s.problems = map[half]string{}
	}
	for _, in := range halves {
		if s.problems[in] == "" {
			s.problems[in] = problem
		}
	}
}

// takeTurn waits for the subject's turn, and returns the function that ends it.
func (s *subject) takeTurn() func() {
	if s.turn == nil {
		return func() {}
	}
	s.turn.Lock()
	return s.turn.Unlock
}

// workers is how many subjects are in work at the same time, as in Terraform.
const workers = 10

// together runs a step for each subject, with a provider of its own as in one run of Terraform. A subject that fails leaves.
func together(t *testing.T, subjects []*subject, step string, halves []half, run func(*engine, *subject) error) []*subject {
	t.Helper()
	started := time.Now()
	defer func() { t.Logf("%s: %d objects in %.1f s", step, len(subjects), time.Since(started).Seconds()) }()
	providers := newEngine(t)
	left := make([]*subject, len(subjects))
	inParallel(len(subjects), func(i int) {
		if err := run(providers, subjects[i]); err != nil {
			subjects[i].fail(step+": "+err.Error(), halves...)
			return
		}
		left[i] = subjects[i]
	})
	return slices.DeleteFunc(left, func(each *subject) bool { return each == nil })
}

// inParallel runs a function for each number below count.
func inParallel(count int, run func(int)) {
	turns := make(chan int)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for i := range turns {
				run(i)
			}
		})
	}
	for i := range count {
		turns <- i
	}
	close(turns)
	group.Wait()
}

// judge carries all subjects through the table: created with the first value, changed to the second one in the program, changed
// back on the server, and repaired.
func judge(t *testing.T, all []*subject) {
	t.Helper()
	both := []half{inProgram, onServer}
	plan := func(attributes func(*subject) object) func(*engine, *subject) error {
		return func(e *engine, each *subject) error { return e.plan(&each.resource, attributes(each)) }
	}
	apply := func(e *engine, each *subject) error {
		defer each.takeTurn()()
		return e.apply(&each.resource)
	}
	first := func(each *subject) object { return each.first }
	second := func(each *subject) object { return each.second }
	nothing := func(attributes func(*subject) object) func(*engine, *subject) error {
		return func(e *engine, each *subject) error {
			if err := e.plan(&each.resource, attributes(each)); err != nil {
				return err
			}
			if before, after := each.resource.change(); !reflect.DeepEqual(before, after) {
				return fmt.Errorf("not empty: %v", differences(before, after))
			}
			return nil
		}
	}

	subjects := together(t, all, "create", both, plan(first))
	subjects = together(t, subjects, "create", both, apply)
	subjects = together(t, subjects, "plan after the creation", both, func(e *engine, each *subject) (err error) {
		if each.serverFirst, err = each.get(each.resource.values()); err != nil {
			return err
		}
		return nothing(first)(e, each)
	})

	subjects = together(t, subjects, "change in the program", both, func(e *engine, each *subject) error {
		if err := e.plan(&each.resource, each.second); err != nil {
			return err
		}
		before, after := each.resource.change()
		if reflect.DeepEqual(before, after) {
			return fmt.Errorf("the plan shows no change")
		}
		if shown := each.shows(before, after); !matches(shown, each.field) {
			each.fail(fmt.Sprintf("the plan shows %v", shown), inProgram)
		}
		return nil
	})
	subjects = together(t, subjects, "change in the program", both, apply)
	subjects = together(t, subjects, "plan after the change in the program", both, func(e *engine, each *subject) (err error) {
		if each.serverSecond, err = each.get(each.resource.values()); err != nil {
			return err
		}
		switch same := (&subject{isHidden: each.isHidden}).sameOnServer(each.serverFirst, each.serverSecond); {
		case each.isSetting && !same:
			return fmt.Errorf("a setting of the provider changed the object on the server: %v", differences(each.serverFirst, each.serverSecond))
		case !each.isSetting && same:
			return fmt.Errorf("the server has the same object as before")
		}
		return nothing(second)(e, each)
	})

	subjects = together(t, subjects, "change on the server", []half{onServer}, func(_ *engine, each *subject) error {
		if each.isSetting {
			return fmt.Errorf("the server does not have it")
		}
		defer each.takeTurn()()
		return each.put(each.resource.values(), each.serverFirst)
	})
	subjects = together(t, subjects, "plan after the change on the server", []half{onServer}, func(e *engine, each *subject) error {
		if err := e.plan(&each.resource, each.second); err != nil {
			return err
		}
		before, after := each.resource.change()
		if reflect.DeepEqual(before, after) {
			return fmt.Errorf("no change is shown")
		}
		shown, names := each.shows(before, after), append(slices.Clone(each.derived), each.field)
		if each.keptAs != "" {
			names = append(names, each.keptAs)
		}
		if !matches(shown, each.field) && !matches(shown, each.keptAs) {
			return fmt.Errorf("shows %v", shown)
		}
		if more := slices.DeleteFunc(shown, func(one string) bool { return isPartOfAny(one, names) }); len(more) > 0 {
			each.fail(fmt.Sprintf("the plan shows %v too", more), onServer)
		}
		return nil
	})
	subjects = together(t, subjects, "repair", []half{onServer}, apply)
	together(t, subjects, "plan after the repair", []half{onServer}, func(e *engine, each *subject) error {
		got, err := each.get(each.resource.values())
		if err != nil {
			return err
		}
		if !each.sameOnServer(each.serverSecond, got) {
			return fmt.Errorf("not repaired: %v", differences(each.withoutKept(each.serverSecond), each.withoutKept(got)))
		}
		return nothing(second)(e, each)
	})
}

// kept are the keys that a server writes for itself in all objects.
var kept = []string{
	"CreateIndex", "ModifyIndex", "JobModifyIndex", "Version", "SubmitTime", "Status", "StatusDescription", "Stable", "NomadTokenID", "Hash",
	"CreateTime", "ModifyTime", "LockIndex",
}

func (s *subject) sameOnServer(a, b object) bool {
	return reflect.DeepEqual(s.withoutKept(a), s.withoutKept(b))
}

func (s *subject) withoutKept(value any) any {
	switch v := value.(type) {
	case object:
		copied := object{}
		for key, inner := range v {
			if isProof := s.isHidden && key == "Hash"; isProof || !slices.Contains(kept, key) && !slices.Contains(s.ignored, key) {
				copied[key] = s.withoutKept(inner)
			}
		}
		return copied
	case []any:
		copied := make([]any, len(v))
		for i := range v {
			copied[i] = s.withoutKept(v[i])
		}
		return copied
	}
	return value
}
