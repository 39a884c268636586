package nomad

import "testing"

// Run them with -cpuprofile or -memprofile to see what a plan or an apply of many jobs costs in the provider: the clock says little here.

func BenchmarkFirstPlanOfAThousandJobs(b *testing.B) {
	for b.Loop() {
		newManyJobs(b, newCountingNomad(b), 1_000).plan()
	}
}

func BenchmarkApplyOfAThousandJobs(b *testing.B) {
	for b.Loop() {
		jobs := newManyJobs(b, newCountingNomad(b), 1_000)
		jobs.apply()
	}
}

func BenchmarkPlanOfAThousandJobsWithoutChanges(b *testing.B) {
	jobs := newManyJobs(b, newCountingNomad(b), 1_000)
	jobs.apply()
	for b.Loop() {
		jobs.refresh()
		jobs.plan()
	}
}
