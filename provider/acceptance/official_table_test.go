package acceptance

import (
	"slices"
	"testing"
)

// officialTable are the rows of what nomad_job of the official provider gets wrong, as it was measured. The one row that
// it gets right, purged, is no less to be right here.
var officialTable = []string{
	"count scaled with nomad job scale from 1 to 3",
	"driver, command and env replaced through the API without a submission",
	"the same on a job with history",
	"nomad job revert, and a job that was stopped",
	"purged",
	"one env changed in a job of 112 lines",
	"misspelled keys",
	"ten broken specifications",
	"crash with detach = false",
	"cannot be placed, with detach = false",
	"killed while waiting",
	"failed update without auto-revert",
	"rename or move to another namespace",
	"namespace with a foreign running job destroyed",
	"job id with 404 in it, and the server unreachable",
	"finished batch job with rerun_if_dead",
	"18 ordinary specifications applied twice",
	"namespace given as a literal, no depends_on",
}

var testsOfTheTable = map[string]func(*testing.T){
	"count scaled with nomad job scale from 1 to 3":                         countScaled,
	"driver, command and env replaced through the API without a submission": replacedThroughTheAPI,
	"the same on a job with history":                                        replacedOnAJobWithHistory,
	"nomad job revert, and a job that was stopped":                          revertedOrStopped,
	"purged":                                            purged,
	"one env changed in a job of 112 lines":             oneEnvChangedInALongJob,
	"misspelled keys":                                   misspelledKeys,
	"ten broken specifications":                         brokenSpecifications,
	"crash with detach = false":                         crash,
	"cannot be placed, with detach = false":             cannotBePlaced,
	"killed while waiting":                              killedWhileWaiting,
	"failed update without auto-revert":                 failedUpdate,
	"rename or move to another namespace":               renamedOrMoved,
	"namespace with a foreign running job destroyed":    namespaceWithAForeignJob,
	"job id with 404 in it, and the server unreachable": unreachableServer,
	"finished batch job with rerun_if_dead":             finishedBatchJob,
	"18 ordinary specifications applied twice":          ordinarySpecifications,
	"namespace given as a literal, no depends_on":       namespaceAsALiteral,
}

func TestOfficial(t *testing.T) {
	for _, row := range officialTable {
		if test, ok := testsOfTheTable[row]; ok {
			t.Run(row, test)
		}
	}
}

func TestEveryRowOfTheOfficialTableHasATest(t *testing.T) {
	for _, row := range officialTable {
		if testsOfTheTable[row] == nil {
			t.Errorf("no test of the row %q", row)
		}
	}
	for row := range testsOfTheTable {
		if !slices.Contains(officialTable, row) {
			t.Errorf("a test of %q, which is no row", row)
		}
	}
}
