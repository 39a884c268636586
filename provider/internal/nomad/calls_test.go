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

func TestAFirstPlanMakesOneCallPerJob(t *testing.T) {
	nomad := newCountingNomad(t)
	jobs := newManyJobs(t, nomad, 50)
	jobs.plan()
	wantCalls(t, nomad.take(), "50 PUT /v1/job/ID/plan")
}

func TestAnApplyOfNewJobsMakesThreeCallsPerJob(t *testing.T) {
	nomad := newCountingNomad(t)
	jobs := newManyJobs(t, nomad, 50)
	jobs.plan()
	nomad.take()
	jobs.apply()
	wantCalls(t, nomad.take(), "50 PUT /v1/job/ID/plan", "50 PUT /v1/jobs", "51 GET /v1/job/ID", "1 GET /v1/namespace/default")
}

// The differences of a new job are all of its fields, which nobody reads.
func TestAPlanAsksForDifferencesOnlyIfTheJobExists(t *testing.T) {
	nomad := newCountingNomad(t)
	jobs := newManyJobs(t, nomad, 2)
	jobs.plan()
	jobs.apply()
	if nomad.diffs != 0 {
		t.Errorf("got %d answers with differences for new jobs", nomad.diffs)
	}
	jobs.change(0)
	jobs.plan()
	if nomad.diffs != 1 {
		t.Errorf("got %d answers with differences for one changed job", nomad.diffs)
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

// Terraform carries out ten operations at once. The HTTP client sometimes opens a connection although another one becomes free meanwhile.
func TestConnectionsAreUsedAgain(t *testing.T) {
	nomad := newCountingNomad(t)
	jobs := newManyJobs(t, nomad, 200)
	jobs.plan()
	if nomad.connections > 2*parallelism {
		t.Errorf("got %d connections for 200 requests, %d at once", nomad.connections, parallelism)
	}
}
