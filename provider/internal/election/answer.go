// Package election waits for the servers of Nomad and Consul while they elect a leader, instead of ending a plan or an apply.
package election

import (
	_ "embed" // answers.json
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// effect is what an answer says about the request that it belongs to.
type effect int

const (
	// answered is any answer that has nothing to do with an election.
	answered effect = iota
	// untouched is an answer that proves that the request changed nothing: there was no leader, or it was not reached.
	untouched
	// unclear is an answer after which a write may or may not have been carried out. Only a leader elected later knows.
	unclear
)

// answers are the ends of answers of servers without a leader. The clients of cdknomad's commands read the same file.
//
// See the errors of nomad/structs, consul/agent/structs, and hashicorp/raft.
//
//go:embed answers.json
var answersJSON []byte

type answers struct {
	// Unsent end answers to a request that no leader carried out. Raft takes a log entry from a leader only, and from one that does not
	// step down.
	Unsent []string `json:"unsent"`
	// Uncommitted end answers to a write whose log entry the former leader had, and which the next leader may have, too.
	//
	// See https://github.com/hashicorp/raft/pull/561
	Uncommitted []string `json:"uncommitted"`
	// Unreached matches answers of a server that could not connect to the leader, of which it does not know yet that it is gone, and of
	// a client of Nomad that knows no servers.
	Unreached string `json:"unreached"`
	// Interrupted matches answers of a server whose connection to the leader ended during the request.
	Interrupted string `json:"interrupted"`
}

var (
	known       = mustRead(answersJSON)
	unreached   = regexp.MustCompile(known.Unreached)
	interrupted = regexp.MustCompile(known.Interrupted)
)

func mustRead(text []byte) (read answers) {
	if err := json.Unmarshal(text, &read); err != nil {
		panic(err)
	}
	return read
}

// effectOf reads the text of an answer with a status of 500 and above. It looks at the end, because the servers put words of their own
// in front, and the names of objects that a message has inside of it could be anything.
func effectOf(text string) effect {
	text = strings.TrimSpace(text)
	ends := func(words string) bool { return strings.HasSuffix(text, words) }
	switch {
	case slices.ContainsFunc(known.Unsent, ends), unreached.MatchString(text):
		return untouched
	case slices.ContainsFunc(known.Uncommitted, ends), interrupted.MatchString(text):
		return unclear
	}
	return answered
}
