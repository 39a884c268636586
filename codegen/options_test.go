package main

import (
	"go/ast"
	"maps"
	"slices"
	"strings"
	"testing"
)

const driver = `package docker

var (
	mountSpec = hclspec.NewObject(map[string]*hclspec.Spec{
		"source": hclspec.NewAttr("source", "string", false),
		"bind_options": hclspec.NewBlock("bind_options", false, hclspec.NewObject(map[string]*hclspec.Spec{
			"propagation": hclspec.NewAttr("propagation", "string", false),
		})),
	})
	configSpec = hclspec.NewObject(map[string]*hclspec.Spec{"endpoint": hclspec.NewAttr("endpoint", "string", false)})
	taskConfigSpec = hclspec.NewObject(map[string]*hclspec.Spec{
		"image": hclspec.NewAttr("image", "string", true),
		"cpu":   hclspec.NewDefault(hclspec.NewAttr("cpu", "number", false), hclspec.NewLiteral("100000")),
		"mount": hclspec.NewBlockList("mount", mountSpec),
	})
	capabilities = &drivers.Capabilities{SendSignals: true}
)`

func TestTheOptionsOfADriverAreReadFromItsSource(t *testing.T) {
	variables, options := map[string]ast.Expr{}, Options{}
	if err := addVariables("config.go", []byte(driver), variables); err != nil {
		t.Fatal(err)
	}
	addOptions(variables[taskConfig], "", variables, options)
	want := []string{"cpu", "image", "mount", "mount.bind_options", "mount.bind_options.propagation", "mount.source"}
	if got := slices.Sorted(maps.Keys(options)); !slices.Equal(got, want) {
		t.Errorf("got %v; want %v", got, want)
	}
}

func TestTheFirstReleaseWithAnOptionIsFound(t *testing.T) {
	since := Since{Servers: []string{"1.8.0", "1.9.0", "1.9.1"}}
	since.compareOptions([]Options{
		{"exec.command": true, "exec.old": true},
		{"exec.command": true, "exec.work_dir": true},
		{"exec.command": true, "exec.work_dir": true, "exec.new": true},
	})
	want := map[string]string{"exec.command": "1.8.0", "exec.work_dir": "1.9.0", "exec.new": "1.9.1"}
	if !maps.Equal(since.Options, want) {
		t.Errorf("got %v; want %v", since.Options, want)
	}
}

func TestAMovedPinEntersNewOptionsAndDropsThoseThatAreGone(t *testing.T) {
	since := Since{Options: map[string]string{"exec.command": "1.8.0", "exec.old": "1.8.0"}}
	added, gone := since.moveOptions(Options{"exec.command": true, "exec.new": true}, "1.12.0")
	if !slices.Equal(added, []string{"exec.new"}) || !slices.Equal(gone, []string{"exec.old"}) {
		t.Errorf("got %v, %v", added, gone)
	}
	if want := map[string]string{"exec.command": "1.8.0", "exec.new": "1.12.0"}; !maps.Equal(since.Options, want) {
		t.Errorf("got %v; want %v", since.Options, want)
	}
}

func TestTheReleasesAreEnteredIntoTheOptionsOfNomadsOwnDrivers(t *testing.T) {
	drivers := func() []*Driver {
		block := func(fields ...DriverField) []*DriverBlock { return []*DriverBlock{{Fields: fields}} }
		return []*Driver{
			{Name: "exec", Blocks: block(DriverField{Path: "exec.command"}, DriverField{Path: "exec.work_dir"})},
			{Name: "podman", Blocks: block(DriverField{Path: "podman.image"})},
		}
	}
	known := drivers()
	since := Since{Servers: []string{"1.8.0"}, Options: map[string]string{"exec.command": "1.8.0", "exec.work_dir": "1.9.3"}}
	if err := addOptionReleases(known, since); err != nil {
		t.Fatal(err)
	}
	if fields := known[0].Blocks[0].Fields; fields[0].Since != "" || fields[1].Since != "1.9.3" {
		t.Errorf("got %+v", fields)
	}
	delete(since.Options, "exec.work_dir")
	if err := addOptionReleases(drivers(), since); err == nil || !strings.Contains(err.Error(), "exec.work_dir") {
		t.Errorf("an option without a release is no error that names it: %v", err)
	}
}

func TestAnOptionOfPodmanHasTheReleaseOfItsDriver(t *testing.T) {
	drivers := []*Driver{{Name: "podman", Blocks: []*DriverBlock{{Fields: []DriverField{{Path: "podman.image"}, {Path: "podman.ipc_mode"}}}}}}
	if err := addPodmanReleases(drivers, map[string]string{"podman.ipc_mode": "0.6.5"}); err != nil {
		t.Fatal(err)
	}
	fields := drivers[0].Blocks[0].Fields
	if got := optionReleases("podman", fields[1]); len(optionReleases("podman", fields[0])) != 0 || !slices.Equal(got, []string{"@since nomad-driver-podman 0.6.5"}) {
		t.Errorf("got %q", got)
	}
	if err := addPodmanReleases(drivers, map[string]string{"podman.gone": "0.6.0"}); err == nil || !strings.Contains(err.Error(), "podman.gone") {
		t.Errorf("a release of an option that does not exist is no error that names it: %v", err)
	}
}
