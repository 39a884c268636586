package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// writeFiles writes the given files and removes all others from the folder.
func writeFiles(dir string, files map[string]string) error {
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	present, err := listFiles(dir)
	if err != nil {
		return err
	}
	for _, name := range present {
		if _, ok := files[name]; !ok {
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				return err
			}
		}
	}
	return nil
}

// compareFiles returns an error unless the folder contains exactly the given files.
func compareFiles(dir string, files map[string]string) error {
	present, err := listFiles(dir)
	if err != nil {
		return err
	}
	var differ []string
	for _, name := range present {
		if _, ok := files[name]; !ok {
			differ = append(differ, name+": no longer generated")
		}
	}
	for name, text := range files {
		have, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			differ = append(differ, name+": missing")
		case err != nil:
			return err
		case string(have) != text:
			differ = append(differ, name+": differs")
		}
	}
	if len(differ) == 0 {
		return nil
	}
	sort.Strings(differ)
	return fmt.Errorf("%d generated files are not up to date, run npm run gen:\n  %s", len(differ), strings.Join(differ, "\n  "))
}

// compareFile returns an error unless a file has the given text.
func compareFile(file, text string) error {
	have, err := os.ReadFile(file)
	if err == nil && string(have) != text {
		err = fmt.Errorf("%s is not up to date, run npm run gen", file)
	}
	return err
}

// listFiles lists all files below a folder, or none if the folder does not exist.
func listFiles(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, file)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return names, err
}
