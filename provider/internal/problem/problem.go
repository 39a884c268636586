// Package problem is the closed list of the codes that end the summary of every error and warning of the providers. Each code has a page
// docs/errors/CODE.md. The commands of cdknomad read the same list from codes.json.
package problem

import (
	_ "embed"
	"encoding/json"
)

//go:embed codes.json
var list []byte

// titles describes each code in one phrase, which the code's page repeats.
var titles = func() (codes map[string]string) {
	if err := json.Unmarshal(list, &codes); err != nil {
		panic(err) // the list is part of the program
	}
	return codes
}()

// Problem is a kind of error or warning with its code.
type Problem struct{ code, predicate string }

// The problems of objects on the cluster.
var (
	AlreadyExists       = define("already-exists", "exists already")
	ChangedOutside      = define("changed-outside", "was changed outside of terraform")
	ChangedSincePlan    = define("changed-since-plan", "changed since it was planned")
	Crashed             = define("provider-crashed", "met a bug of the provider")
	CreateFailed        = define("create-failed", "cannot be created")
	DeleteFailed        = define("delete-failed", "cannot be deleted")
	ImportFailed        = define("import-failed", "cannot be imported")
	InUse               = define("in-use", "is in use")
	NoPlacement         = define("no-placement", "has no place")
	NotEmpty            = define("not-empty", "is not empty")
	NotFound            = define("not-found", "is gone")
	NotValid            = define("not-valid", "is not valid")
	PlanFailed          = define("plan-failed", "cannot be planned")
	ProviderSettings    = define("provider-settings", "is not usable")
	ReadFailed          = define("read-failed", "cannot be read")
	ReferenceMissing    = define("reference-missing", "names an object that does not exist")
	RefusedByConsul     = define("refused-by-consul", "is refused by consul")
	RefusedByNomad      = define("refused-by-nomad", "is refused by nomad")
	DriverWithoutMounts = define("driver-without-mounts", "mounts a volume with a driver that cannot")
	JobImmutable        = define("job-immutable", "cannot be updated")
	JobNotRunning       = define("job-not-running", "does not run")
	RegisterFailed      = define("register-failed", "cannot be registered")
	StateDamaged        = define("state-damaged", "cannot be remembered")
)

// The problems of a plan that destroys objects.
var (
	NeedsConfirmation = define("needs-confirmation", "is not destroyed without a confirmation")
	ManagedTwice      = define("managed-twice", "is managed twice")
	MoveNotPossible   = define("move-not-possible", "is not destroyed")
	TwoAddresses      = define("two-addresses", "is destroyed and created in one plan")
	EmptyProgram      = define("empty-program", "destroys everything")
	ManyJobs          = define("many-jobs", "are destroyed at once")
)

// The warnings. An error and a warning about the same fact have the same code, such as ChangedOutside.
var (
	ChildrenKeepRunning = define("children-keep-running", "has children that keep running")
	CountKept           = define("count-kept", "keeps the count of the running job")
	FailedBefore        = define("failed-before", "failed before with this specification")
	FieldNotInVersion   = define("field-not-in-version", "has fields that servers ignore")
	FieldsUnknown       = define("fields-unknown", "has fields that this version does not know")
	FolderKept          = define("folder-kept", "keeps its folder as it is")
	JobRecreated        = define("job-recreated", "is removed and created again")
	JobReplaced         = define("job-replaced", "is replaced by another job")
	JobsPreempted       = define("jobs-preempted", "takes the place of other jobs")
	LastRunFailed       = define("last-run-failed", "failed in its last run")
	MayNotRunYet        = define("may-not-run-yet", "may not run yet")
	NotCheckedByNomad   = define("not-checked-by-nomad", "is not checked by nomad")
	NotCompared         = define("not-compared", "is not compared")
	NotDestroyed        = define("not-destroyed", "is not destroyed")
	NotHealthy          = define("not-healthy", "is not healthy")
	NotPlacedNow        = define("not-placed-now", "cannot be placed now")
	PluginMissing       = define("plugin-missing", "has no plugin yet")
	ResourcesKept       = define("resources-kept", "keeps the resources of the running job")
	SettingsReplaced    = define("settings-replaced", "replaces what is set now")
	StillRunning        = define("still-running", "was stopped but is still running")
	VolumeNotReady      = define("volume-not-ready", "is not ready")
	WaitsForVolumes     = define("waits-for-volumes", "waits for volumes of this plan")
	WarningsOfNomad     = define("warnings-of-nomad", "has warnings of nomad")
	WouldRunAgain       = define("would-run-again", "would run again")
)

func define(code, predicate string) Problem {
	if titles[code] == "" {
		panic("the code " + code + " is not in codes.json")
	}
	return Problem{code, predicate}
}

// Of returns the summary of this problem of an object, such as "[acl policy dns] cannot be read (read-failed)".
//
// title names the object, such as "[acl policy dns]".
func (p Problem) Of(title string) string { return p.Summary(title + " " + p.predicate) }

// Summary returns a summary in other words, followed by the code.
func (p Problem) Summary(words string) string { return words + " (" + p.code + ")" }
