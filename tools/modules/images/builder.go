package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// builder builds the images that cdknomad has stand-ins for.
type builder struct {
	// Argv is a command that builds the program whose name is appended.
	Argv []string `json:"argv"`
	// Env are all variables of the command.
	Env map[string]string `json:"env"`
}

// build writes the layout of an image under another name first.
func (b builder) build(ctx context.Context, one standIn) error {
	if p := one.Program; p != nil {
		if _, err := os.Stat(p.Path); errors.Is(err, fs.ErrNotExist) {
			if err := b.program(ctx, *p); err != nil {
				return err
			}
		}
	}
	log.Printf("%s: building it", one.Ref)
	parent := filepath.Dir(one.Layout)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	temporary, err := os.MkdirTemp(parent, filepath.Base(one.Layout)+".*.tmp")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	// An image is packed in memory, and this program then waits for days for the next pull.
	defer debug.FreeOSMemory()
	if err := buildLayout(temporary, []spec{one.spec}); err != nil {
		return err
	}
	if err := os.Chmod(temporary, 0o755); err != nil {
		return err
	}
	// Another lab can have built the same image meanwhile.
	if err := os.Rename(temporary, one.Layout); err != nil && !one.isBuilt() {
		return err
	}
	return nil
}

func (b builder) program(ctx context.Context, p program) error {
	if len(b.Argv) == 0 {
		return fmt.Errorf("%s has not been built", p.Path)
	}
	log.Printf("building the program %s", p.Name)
	command := exec.CommandContext(ctx, b.Argv[0], append(b.Argv[1:], p.Name)...)
	command.Dir = "/"
	command.Env = []string{}
	for key, value := range b.Env {
		command.Env = append(command.Env, key+"="+value)
	}
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Run(); err != nil {
		log.Printf("%s cannot be built: %v: %s", p.Name, err, said.String())
		return fmt.Errorf("%s cannot be built: %s", p.Name, lastLine(said.String(), err))
	}
	if _, err := os.Stat(p.Path); err != nil {
		return fmt.Errorf("%s was built, but not as %s", p.Name, p.Path)
	}
	return nil
}

func lastLine(text string, err error) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return last
	}
	return err.Error()
}
