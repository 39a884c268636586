package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// unbuilt is a stand-in whose program does not exist yet, and a builder that notes what it is asked for.
func unbuilt(t *testing.T, ref string) (standIn, builder, string) {
	t.Helper()
	folder := t.TempDir()
	target := filepath.Join(folder, "program")
	asked := filepath.Join(folder, "asked")
	one := standIn{
		spec:    spec{Ref: ref, Files: []file{{From: target, To: "/bin/app"}}, Entrypoint: []string{"/bin/app"}},
		Layout:  filepath.Join(folder, "images", "0123456789abcdef"),
		Program: &program{Name: "app", Path: target},
	}
	script := `echo "$GOPROXY $1" >> ` + asked + `; echo built > ` + target
	return one, builder{Argv: []string{"/bin/sh", "-c", script, "sh"}, Env: map[string]string{"GOPROXY": "off"}}, asked
}

func TestAStandInIsBuiltWhenANodeNeedsIt(t *testing.T) {
	one, builder, asked := unbuilt(t, "some/app:1")
	lab := newLab(t, settings{StandIns: []standIn{one}, Builder: builder, Offline: true})
	if _, err := os.Stat(asked); err == nil {
		t.Fatal("it was built before a node asked for it")
	}
	image, err := lab.pull("some/app:1")
	if err != nil {
		t.Fatal(err)
	}
	got, err := lab.pull("some/app@" + digestOf(t, image).String())
	expectSame(t, image, got, err)
	if text, _ := os.ReadFile(asked); string(text) != "off app\n" {
		t.Errorf("the builder was asked for %q", text)
	}
	entries, _ := filepath.Glob(filepath.Join(filepath.Dir(one.Layout), "*"))
	if !slices.Equal(entries, []string{one.Layout}) {
		t.Errorf("left %v", entries)
	}
}

func TestNoStandInIsBuiltIfTheRealImageIsThere(t *testing.T) {
	one, builder, asked := unbuilt(t, "some/app:1")
	net := newInternet(t)
	real := net.push("some/app:1")
	lab := newLab(t, settings{StandIns: []standIn{one}, Builder: builder, Registries: net.registries("docker.io")})
	got, err := lab.pull("some/app:1")
	expectSame(t, real, got, err)
	if _, err := os.Stat(asked); err == nil {
		t.Error("the stand-in was built")
	}
}

func TestAStandInThatCannotBeBuiltIsSaidWithTheReason(t *testing.T) {
	one, builder, _ := unbuilt(t, "some/app:1")
	builder.Argv[2] = "echo compiling; echo 'go is not a program in PATH' >&2; exit 1"
	lab := newLab(t, settings{StandIns: []standIn{one}, Builder: builder, Offline: true})
	_, err := lab.pull("some/app:1")
	expectRefusal(t, err, "this lab asks no registry", "the stand-in for it cannot be built: app cannot be built: go is not a program in PATH")
	if entries, _ := filepath.Glob(filepath.Join(filepath.Dir(one.Layout), "*")); len(entries) != 0 {
		t.Errorf("left %v", entries)
	}
}

func TestALabSaysWhichImagesAreStandIns(t *testing.T) {
	net := newInternet(t)
	net.push("some/real:1")
	standIns := slices.Concat(builtNamed(t, "some/app:1"), builtNamed(t, "some/real:1"), builtNamed(t, "some/loaded:1"), builtNamed(t, "cdknomad/pause:1"))
	down := newInternet(t)
	down.server.Close()
	for what, one := range map[string]struct {
		settings settings
		want     string
	}{
		"reached": {settings{Registries: net.registries("docker.io")},
			`[{"name":"docker.io/some/app:1","standIn":true,"because":"docker.io does not have it"},{"name":"docker.io/some/loaded:1","standIn":false},{"name":"docker.io/some/real:1","standIn":false}]`},
		"down": {settings{Registries: down.registries("docker.io")},
			strings.ReplaceAll(`[{"name":"docker.io/some/app:1","standIn":true,"because":"BECAUSE"},{"name":"docker.io/some/loaded:1","standIn":false},{"name":"docker.io/some/real:1","standIn":true,"because":"BECAUSE"}]`,
				"BECAUSE", "docker.io cannot be reached from this machine")},
		"offline": {settings{Offline: true},
			strings.ReplaceAll(`[{"name":"docker.io/some/app:1","standIn":true,"because":"BECAUSE"},{"name":"docker.io/some/loaded:1","standIn":false},{"name":"docker.io/some/real:1","standIn":true,"because":"BECAUSE"}]`,
				"BECAUSE", "this lab asks no registry (--offline)")},
	} {
		t.Run(what, func(t *testing.T) {
			one.settings.StandIns = standIns
			lab := newLab(t, one.settings)
			if _, err := load(store{lab.settings.Cache}, saved(t, someImage(t), "some/loaded:1"), ""); err != nil {
				t.Fatal(err)
			}
			proxy, err := newProxy(lab.settings)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "sources.json")
			proxy.mirror.writeSources(context.Background(), path)
			raw, err := os.ReadFile(path)
			if err != nil || !json.Valid(raw) || strings.TrimSpace(string(raw)) != one.want {
				t.Errorf("got %s, %v", raw, err)
			}
		})
	}
}
