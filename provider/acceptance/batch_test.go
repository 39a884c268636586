package acceptance

import "testing"

// See https://github.com/hashicorp/terraform-provider-nomad/issues/56 and https://github.com/hashicorp/nomad/issues/12601.
func TestABatchJobThatFailsAtOnceFailsTheApply(t *testing.T) {
	s := newStack(t)
	once := func(_, group, _ object) { group["ReschedulePolicy"] = object{"Attempts": 0, "Unlimited": false} }
	s.job(sleeper(s.name(), batch, once, command("echo no such table >&2; exit 3")))
	contains(t, s.fails("apply", "-auto-approve"), "does not run (job-not-running)", "Exit Code: 3", "no such table")
	s.differs("failed before with this specification", "no such table")
}

// See https://github.com/hashicorp/nomad/issues/23591 and https://github.com/hashicorp/terraform-provider-nomad/issues/389.
func TestAJobWithCountZeroIsNotRunAgain(t *testing.T) {
	s := newStack(t)
	none := func(_, group, _ object) { group["Count"] = 0 }
	s.job(sleeper(s.name(), none), object{"rerun_if_dead": true}).apply()
	s.empty()
}

// See https://github.com/hashicorp/nomad/issues/25522.
func TestTheStaggerOfASystemJobIsPlannedAndItsDriftRepaired(t *testing.T) {
	s := newStack(t)
	staggered := func(seconds int) object {
		return sleeper(s.name(), func(job, group, _ object) {
			job["Type"], job["Update"] = "system", object{"MaxParallel": 1, "Stagger": seconds * second}
			delete(group, "ReschedulePolicy")
		})
	}
	s.job(staggered(30)).apply()
	s.empty()
	s.job(staggered(10))
	s.differs("1 to change", "Stagger")
	s.apply()
	s.empty()
}

// See https://github.com/hashicorp/nomad/issues/6664.
func TestAVolumeMountOfADriverThatCannotMountIsRefused(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), func(_, group, task object) {
		group["Volumes"] = object{"repo": object{"Name": "repo", "Type": "host", "Source": "repo"}}
		task["VolumeMounts"] = []any{object{"Volume": "repo", "Destination": "/repo"}}
	}))
	s.refused("(driver-without-mounts)", "driver raw_exec cannot mount volumes")
}
