package nomad

import (
	"slices"
	"testing"
)

func wantCalls(t *testing.T, got []string, want ...string) {
	t.Helper()
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got the calls %q, want %q", got, want)
	}
}

func TestAPlanWithoutChangesMakesTwoCallsAlsoOfJobsThatWaitForAPlace(t *testing.T) {
	nomad := newCountingNomad(t)
	jobs := newManyJobs(t, nomad, 50)
	jobs.plan()
	jobs.apply()
	nomad.take()
	jobs.refresh()
	jobs.plan()
	wantCalls(t, nomad.take(), "1 GET /v1/jobs", "1 GET /v1/deployments")
}

func TestAPlanWithOneChangeMakesThreeCalls(t *testing.T) {
	nomad := newCountingNomad(t)
	jobs := newManyJobs(t, nomad, 50)
	jobs.plan()
	jobs.apply()
	nomad.take()
	jobs.change(7)
	jobs.refresh()
	jobs.plan()
	wantCalls(t, nomad.take(), "1 GET /v1/jobs", "1 GET /v1/deployments", "1 PUT /v1/job/ID/plan")
}
