// Images makes container images without a container engine and serves them as a registry mirror.
//
//	images build LAYOUT SPECS.json      write the images as one OCI layout
//	images serve ADDRESS LAYOUT         answer pulls from that layout
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 4 {
		fail(fmt.Errorf("usage: images build LAYOUT SPECS | images serve ADDRESS LAYOUT"))
	}
	var err error
	switch os.Args[1] {
	case "build":
		err = build(os.Args[2], os.Args[3])
	case "serve":
		err = serve(os.Args[2], os.Args[3])
	default:
		err = fmt.Errorf("unknown command %q", os.Args[1])
	}
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "images:", err)
	os.Exit(1)
}
