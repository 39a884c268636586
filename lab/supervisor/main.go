// Supervisor runs the machines of one lab. It is the first process of a pid namespace: when it ends for any reason,
// the kernel ends every process of the lab and removes their namespaces, mounts, and links.
//
//	supervisor start plan.json      start a lab in the background, print its addresses, and end
//	supervisor clean FOLDER    remove a lab in any state
//	supervisor exec FOLDER n1 -- COMMAND...    run a command on a host, as the owner of the lab
//	supervisor lab plan.json        (internal) pid 1 of the lab
//	supervisor boot plan.json n1    (internal) builds the inside of one host
//	supervisor init plan.json n1    (internal) pid 1 of one host
//	supervisor keys ADDR NOMAD CA CERT KEY    serve the public keys of a Nomad that requires certificates
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 3 {
		fail(fmt.Errorf("usage: supervisor start PLAN"))
	}
	if os.Args[1] == "keys" && len(os.Args) == 7 {
		fail(serveKeys(os.Args[2], os.Args[3], Certificates{os.Args[4], os.Args[5], os.Args[6]}))
	}
	if os.Args[1] == "exec" && len(os.Args) > 5 && os.Args[4] == "--" {
		code, err := execOn(os.Args[2], os.Args[3], os.Args[5:])
		if err != nil {
			fail(err)
		}
		os.Exit(code)
	}
	if os.Args[1] == "clean" {
		if err := clean(os.Args[2]); err != nil {
			fail(err)
		}
		return
	}
	plan, err := readPlan(os.Args[2])
	if err != nil {
		fail(err)
	}
	switch os.Args[1] {
	case "start":
		err = start(plan, os.Args[2])
	case "lab":
		err = runLab(plan, os.Args[2])
	case "boot":
		err = bootHost(plan, os.Args[2], os.Args[3])
	case "init":
		err = runHost(plan, os.Args[3])
	default:
		err = fmt.Errorf("unknown command %q", os.Args[1])
	}
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "supervisor:", err)
	os.Exit(1)
}
