// Package election waits for the servers of Nomad and Consul while they elect a leader, instead of ending a plan or an apply.
package election

import (
	"regexp"
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

// unsent are the ends of answers to a request that no leader carried out. Raft takes a log entry from a leader only, and from one that
// does not step down.
//
// See the errors of nomad/structs, consul/agent/structs, and hashicorp/raft.
var unsent = []string{
	"No cluster leader",
	"Not ready to serve consistent reads",
	"node is not the leader",
	"leadership transfer in progress",
	"Raft leader not found in server lookup mapping",
	"shutdown waiting for leader",
	"timed out enqueuing operation",
	"No known Consul servers",
	"rpc error: shutdown",
}

// uncommitted are the ends of answers to a write whose log entry the former leader had, and which the next leader may have, too.
//
// See https://github.com/hashicorp/raft/pull/561
var uncommitted = []string{
	"leadership lost while committing log",
	"raft is already shutdown",
}

var (
	// unreached is a server that could not connect to the leader, of which it does not know yet that it is gone.
	unreached = regexp.MustCompile(`^(?s:.*)rpc error[^\n]*(getting client|failed to get conn|failed to start stream): [^\n]*$`)
	// interrupted is a server whose connection to the leader ended during the request.
	interrupted = regexp.MustCompile(`rpc error[^\n]*: [^\n]*(EOF|connection reset by peer|broken pipe|use of closed network connection|` +
		`session shutdown|stream closed|stream reset|keepalive timeout|connection write timeout|i/o deadline reached)$`)
)

// effectOf reads the text of an answer with a status of 500 and above. It looks at the end, because the servers put words of their own
// in front, and the names of objects that a message has inside of it could be anything.
func effectOf(text string) effect {
	text = strings.TrimSpace(text)
	ends := func(words string) bool { return strings.HasSuffix(text, words) }
	for _, words := range unsent {
		if ends(words) {
			return untouched
		}
	}
	for _, words := range uncommitted {
		if ends(words) {
			return unclear
		}
	}
	switch {
	case text == "no servers", unreached.MatchString(text): // "no servers" is a client of Nomad that knows none
		return untouched
	case interrupted.MatchString(text):
		return unclear
	}
	return answered
}
