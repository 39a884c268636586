// Command codegen writes .gen/nomad: the job specification of the pinned Nomad and the configuration of its task drivers,
// as TypeScript types and as the metadata that drives the encoder. It also writes the releases of fields for the provider.
//
//	go run . -out ../.gen/nomad          writes the files and removes those that are no longer generated
//	go run . -out ../.gen/nomad -check   writes nothing, names the files that differ and exits with 1 if there are any
//	go run . -news RELEASE               enters the fields, options, and values of a moved pin into since.json and drafts the texts of fields; RELEASE is the Nomad that has them
//	go run . -since                      writes since.json from scratch: which release of Nomad introduced a field, option, or value; downloads all releases in it
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	out := flag.String("out", "../.gen/nomad", "folder of the generated files")
	check := flag.Bool("check", false, "only compare")
	since := flag.Bool("since", false, "compare all releases of since.json instead")
	news := flag.String("news", "", "enter the fields of a moved pin instead: the release of Nomad that has them")
	flag.Parse()
	if err := run(*out, *check, *since, *news); err != nil {
		fmt.Fprintln(os.Stderr, "codegen:", err)
		os.Exit(1)
	}
}

func run(out string, check, since bool, news string) error {
	versions, err := readVersions()
	if err != nil {
		return err
	}
	if news != "" {
		return enterNews(versions, news)
	}
	blocks, err := readJobspec(nil)
	if err != nil {
		return err
	}
	if since {
		return compareServers(blocks)
	}
	introducing, err := readSince(versions)
	if err != nil {
		return err
	}
	if err := addSince(blocks, introducing); err != nil {
		return err
	}
	if err := addValueReleases(blocks, introducing); err != nil {
		return err
	}
	drivers, err := readDrivers()
	if err != nil {
		return err
	}
	if err := addOptionReleases(drivers, introducing); err != nil {
		return err
	}
	if err := addPodmanReleases(drivers, podmanSince); err != nil {
		return err
	}
	files, err := emit(versions, blocks, drivers)
	if err != nil {
		return err
	}
	releases, err := introducing.releases()
	if err != nil {
		return err
	}
	if check {
		return errors.Join(compareFiles(out, files), compareFile(releasesFile, releases))
	}
	return errors.Join(writeFiles(out, files), os.WriteFile(releasesFile, []byte(releases), 0o644))
}

// enterNews enters what the pinned versions have and the table and the texts lack, and lists it.
func enterNews(versions Versions, release string) error {
	since, err := readSinceFile()
	if err != nil {
		return err
	}
	drafter, err := newDrafter()
	if err != nil {
		return err
	}
	blocks, err := readJobspec(drafter)
	if err != nil {
		return err
	}
	nomad, err := moduleFolder("github.com/hashicorp/nomad")
	if err != nil {
		return err
	}
	server, err := structsIn(filepath.Join(nomad, "nomad", "structs"))
	if err != nil {
		return err
	}
	options, err := driverOptions(nomad)
	if err != nil {
		return err
	}
	news := since.move(blocks, versions, release, server)
	news.Options, news.GoneOptions = since.moveOptions(options, strings.TrimPrefix(versions.Nomad, "v"))
	news.Values, news.GoneValues = since.moveValues(blocks, release)
	if err := drafter.write(); err != nil {
		return err
	}
	printNews(os.Stdout, news, since, drafter.drafts)
	return writeSinceFile(since)
}

// printNews lists what a moved pin changes, and the texts to review.
func printNews(to io.Writer, news News, since Since, drafts []Draft) {
	for _, key := range news.Added {
		fmt.Fprintf(to, "new      %s (since Nomad %s)\n", key, since.Fields[key])
	}
	for _, key := range news.Removed {
		fmt.Fprintf(to, "removed  %s (in Nomad %s)\n", key, since.Removed[key])
	}
	for _, key := range news.Gone {
		fmt.Fprintf(to, "gone     %s: the types had it, and the API does not\n", key)
	}
	for _, option := range news.Options {
		fmt.Fprintf(to, "new      %s (since Nomad %s)\n", option, since.Options[option])
	}
	for _, option := range news.GoneOptions {
		fmt.Fprintf(to, "gone     %s: a driver had it\n", option)
	}
	for _, value := range news.Values {
		fmt.Fprintf(to, "new      %s (since Nomad %s)\n", value, since.Values[value])
	}
	for _, value := range news.GoneValues {
		fmt.Fprintf(to, "gone     %s: the types had it\n", value)
	}
	for _, draft := range drafts {
		fmt.Fprintf(to, "review   %s: the text of %s\n", draft.File, strings.TrimSuffix(draft.Block+"."+draft.Field, "."))
	}
	if len(news.Added)+len(news.Removed)+len(news.Gone)+len(news.Options)+len(news.GoneOptions)+len(news.Values)+len(news.GoneValues)+len(drafts) == 0 {
		fmt.Fprintln(to, "no field of a job and no option of a driver changed")
	}
}
