// Command codegen writes .gen/nomad: the job specification of the pinned Nomad and the configuration of its task drivers,
// as TypeScript types and as the metadata that drives the encoder.
//
//	go run . -out ../.gen/nomad          writes the files and removes those that are no longer generated
//	go run . -out ../.gen/nomad -check   writes nothing, names the files that differ and exits with 1 if there are any
//	go run . -since                      writes since.json: which release of Nomad introduced a field; downloads all releases in it
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	out := flag.String("out", "../.gen/nomad", "folder of the generated files")
	check := flag.Bool("check", false, "only compare")
	since := flag.Bool("since", false, "write since.json instead")
	flag.Parse()
	if err := run(*out, *check, *since); err != nil {
		fmt.Fprintln(os.Stderr, "codegen:", err)
		os.Exit(1)
	}
}

func run(out string, check, since bool) error {
	versions, err := readVersions()
	if err != nil {
		return err
	}
	blocks, err := readJobspec()
	if err != nil {
		return err
	}
	if since {
		return writeSince(blocks)
	}
	introducing, err := readSince(versions.Nomad)
	if err != nil {
		return err
	}
	if err := addSince(blocks, introducing); err != nil {
		return err
	}
	drivers, err := readDrivers()
	if err != nil {
		return err
	}
	files, err := emit(versions, blocks, drivers)
	if err != nil {
		return err
	}
	if check {
		return compareFiles(out, files)
	}
	return writeFiles(out, files)
}
