package acceptance

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The page is written by CDKNOMAD_WRITE_PAGE=1 go test -run ThePageOfFields ./acceptance.
func TestThePageOfFieldsIsUpToDate(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "reference", "fields.md")
	want := pageOfFields(t)
	if os.Getenv("CDKNOMAD_WRITE_PAGE") != "" {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Fatal("docs/reference/fields.md is not up to date; run CDKNOMAD_WRITE_PAGE=1 go test -run ThePageOfFields ./acceptance in provider/")
	}
}

// cells writes the cells of a table, and counts them.
type cells struct {
	exceptions []exception
	passed     map[half]int
	excepted   map[int]int // by the number of the reason
}

// row returns a row of a table. names are those by which an exception finds it, and keptAs is where the server keeps the value.
func (c *cells) row(key, keptAs string, names ...string) string {
	program, server := c.of(inProgram, names...), c.of(onServer, names...)
	if keptAs != "" && server == "yes" {
		server = "as `" + keptAs + "`"
	}
	return fmt.Sprintf("| `%s` | %s | %s |\n", key, program, server)
}

// of returns "yes" for a row that passes in a half, otherwise the number of its reason.
func (c *cells) of(in half, names ...string) string {
	if excuse := exceptionOf(c.exceptions, in, names...); excuse != nil {
		number := slices.Index(reasonsOf(c.exceptions), excuse.Reason) + 1
		c.excepted[number]++
		return fmt.Sprintf("reason %d", number)
	}
	c.passed[in]++
	return "yes"
}

func pageOfFields(t *testing.T) string {
	t.Helper()
	jobs, objects := readJobFields(t), readObjectFields(t)
	exceptions := slices.Concat(jobs.Exceptions, objects.Exceptions)
	ofJobs, ofObjects := &cells{exceptions, map[half]int{}, map[int]int{}}, &cells{exceptions, map[half]int{}, map[int]int{}}
	var jobRows, objectRows, reasons, also strings.Builder

	fields, missing := fieldsOfJobs(t, jobs)
	for _, field := range fields {
		jobRows.WriteString(ofJobs.row(field.key, field.keptAs, field.key, field.field))
	}
	for _, id := range missing {
		jobRows.WriteString(ofJobs.row(id, "", id))
	}
	attributes, _ := fieldsOfObjects(t, objects, newEngine(t).schemas)
	for _, attribute := range attributes {
		objectRows.WriteString(ofObjects.row(attribute.id(), "", attribute.id()))
	}
	for i, reason := range reasonsOf(exceptions) {
		fmt.Fprintf(&reasons, "| %d | %d | %s |\n", i+1, ofJobs.excepted[i+1]+ofObjects.excepted[i+1], reason)
	}
	for _, at := range slices.Sorted(maps.Keys(jobs.Also)) {
		fmt.Fprintf(&also, "| `%s` | `%s` |\n", at, strings.Join(jobs.Also[at], "`, `"))
	}
	known := 0
	for _, of := range structsOfAJob() {
		known += of.NumField()
	}
	return fmt.Sprintf(pageFormat, known, len(fields), ofJobs.passed[inProgram], ofJobs.passed[onServer],
		len(attributes), ofObjects.passed[inProgram], ofObjects.passed[onServer],
		reasons.String(), also.String(), jobRows.String(), objectRows.String())
}

// reasonsOf returns the reasons of exceptions, each once. Several exceptions have one reason, if their fields fail in different ways.
func reasonsOf(exceptions []exception) (reasons []string) {
	for _, one := range exceptions {
		if !slices.Contains(reasons, one.Reason) {
			reasons = append(reasons, one.Reason)
		}
	}
	return reasons
}

const pageFormat = `# Fields of jobs and of other resources

Three tests change every field of the job specification and every attribute of the other resource types on a real Nomad and Consul, in two
ways:

- **program**: the program changes the field. The plan names it, the apply changes it, and the next plan is empty.
- **server**: another client changes the field on the server. The plan reports it under its name, the apply repairs it, and the next
  plan is empty.

Nomad's API has %d fields of a job. The test changes them at %d places, because some blocks occur at several places. %d changes in the
program and %d changes on the server pass.

The other resource types have %d attributes. %d changes in the program and %d changes on the server pass.

Every other change has a reason. The tests also fail if a change with a reason passes, or if it fails for another reason.

The tests are the functions TestEveryFieldOfAJobIsPlannedAndItsDriftIsReportedAndRepaired,
TestEveryAttributeOfTheOtherTypesIsPlannedAndItsDriftIsReportedAndRepaired, and, for CSI volumes, TestCSIVolumes in
provider/acceptance. They need a lab.

## Reasons

| number | changes | reason |
|---|---|---|
%s
## Derived fields

Nomad derives some fields from others. After a change of the first field on the server, the plan may also show the second one.

| change | also shown |
|---|---|
%s
## Fields of a job

A field has its name in the JSON of Nomad's API. The word in parentheses is the job that has the field in
provider/acceptance/testdata/fields/jobs.json; without a word it is the job named service. "as" is the name of the field in which Nomad
keeps the value.

| field | program | server |
|---|---|---|
%s
## Attributes of other resource types

The objects are in provider/acceptance/testdata/fields/objects.json.

| attribute | program | server |
|---|---|---|
%s`
