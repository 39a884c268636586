// Images makes container images without a container engine, and serves images to the nodes of a lab.
//
//	images build LAYOUT SPECS.json            write the images as one OCI layout
//	images authority FOLDER                   create the authority that a lab's container engines trust
//	images serve SETTINGS.json                answer pulls, on the socket of file descriptor 3
//	images relay LISTEN TARGET                forward connections on a node to the lab's registry
//	images load CACHE SOURCE [NAME]           put images into the cache that all labs share
//	images list CACHE                         print the images of the cache as JSON
//	images prune CACHE DURATION [WORD...]     remove what no node has used for that long; with "pulled-only" no
//	                                          image that was loaded or pushed, with "dry-run" nothing
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"time"
)

const usage = "usage: images build LAYOUT SPECS | authority FOLDER | serve SETTINGS | relay LISTEN TARGET | load CACHE SOURCE [NAME] | list CACHE | prune CACHE DURATION [pulled-only] [dry-run]"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "images:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	command := ""
	if len(args) > 0 {
		command = args[0]
	}
	switch {
	case command == "build" && len(args) == 3:
		return build(args[1], args[2])
	case command == "authority" && len(args) == 2:
		return writeAuthority(args[1])
	case command == "serve" && len(args) == 2:
		return serve(args[1])
	case command == "relay" && len(args) == 3:
		return relay(args[1], args[2])
	case command == "load" && (len(args) == 3 || len(args) == 4):
		return print(load(store{args[1]}, args[2], append(args[3:], "")[0]))
	case command == "list" && len(args) == 2:
		return print(list(store{args[1]}))
	case command == "prune" && len(args) >= 3:
		unusedFor, err := time.ParseDuration(args[2])
		if err != nil {
			return err
		}
		rules := pruneRules{unusedFor: unusedFor, pulledOnly: slices.Contains(args[3:], "pulled-only"), dryRun: slices.Contains(args[3:], "dry-run")}
		return print(prune(store{args[1]}, rules))
	}
	return fmt.Errorf("%s", usage)
}

// print writes a result as JSON.
func print[T any](result T, err error) error {
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}
