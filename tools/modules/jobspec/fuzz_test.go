package main

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"cdknomad/jobspec"
)

var seeds = []string{
	`job "web" { group "g" { task "t" { driver = "docker" config { image = "a:1" } } } }`,
	"# licence\r\nvariable \"tag\" { default = \"1\" }\nlocals { x = [for i in [1, 2] : i * 2] }\n/* about\n * it */\njob \"web\" {\n  datacenters = [\"dc1\"] // beside\n" +
		"  meta = { \"a-b\" = \"${var.tag}\" }\n  group \"g\" {\n    count = 2\n    network { port \"http\" { to = 80 } }\n    dynamic \"service\" {\n      for_each = [\"a\"]\n" +
		"      content { name = service.value }\n    }\n    task \"t\" {\n      driver = \"exec\"\n      env { A = \"$${b}\" }\n      template { data = <<EOF\n{{ key \"a\" }}\nEOF\n destination = \"local/a\" }\n    }\n    # below\n  }\n}\n",
	`{"job":{"web":{"group":{"g":{"task":{"t":{"driver":"exec"}}}}}}}`,
	`{"Job":{"ID":"web","Periodic":{"Spec":"@daily"},"TaskGroups":[{"Name":"g","Tasks":[{"Name":"t","Driver":"exec","Config":{"command":"a"}}]}]}}`,
	`{"ID":"web","Update":{"Stagger":1},"TaskGroups":[null]}`, `{"Name":"a","Multiregion":{"Regions":[{}]}}`, `{"ID":"a","TaskGroups":[{"Tasks":[null],"Services":[{"Checks":[{}]}]}]}`,
	`job "a" { periodic { cron = "* * * * *" } parameterized {} type = "batch" spread { attribute = "x" target "y" { percent = 1 } } }`,
	`job "a" { update { stagger = "1x" } }`, `job "a" { datacenters = null }`, `job "a" { group "g" { count = "${1 / 0}" } }`, `job "a" "b" {}`, `job {}`, `variable "a" {} job "a" { id = var.a }`,
	`job "a" { vault {} group "g" { scaling { max = 1 policy { a = [1, { b = 2 }] } } volume "v" { type = "csi" } } }`, "", "{", "\x00", "job \"a\" {\n# \u2028\n}",
}

// FuzzAnswer gives the importer's parser any text there is: it has an answer, with a job or with reasons of words and a
// place in the text, and a job that it has can be read again.
func FuzzAnswer(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, body string, running bool) {
		result := answer(Request{Path: "job.nomad.hcl", Body: &body, Canonical: true, Running: running, Lenient: running})
		reasons := len(result.Problems) + len(result.Missing)
		if (result.Job == nil) == (reasons == 0) {
			t.Fatalf("got a job: %t, and %d reasons against it", result.Job != nil, reasons)
		}
		lines := strings.Count(body, "\n") + 1
		for _, problem := range result.Problems {
			if problem.Message == "" || problem.Line < 0 || problem.Line > lines+1 {
				t.Errorf("a problem without words, or of a line that is not there: %+v", problem)
			}
			if strings.Contains(problem.Message, "runtime error") {
				t.Errorf("words of Go, not of a job: %+v", problem)
			}
		}
		text, err := json.Marshal(result)
		if err != nil {
			t.Fatal(err)
		}
		if result.Job == nil || !utf8.ValidString(body) {
			return
		}
		var again Answer
		if err := json.Unmarshal(text, &again); err != nil {
			t.Fatal(err)
		}
		if !jobspec.Equal(again.Job, result.Job) {
			t.Errorf("written as JSON it is another job: %s", text)
		}
	})
}
