package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// cgroupPatience is how long the kernel may take to remove killed processes.
const cgroupPatience = 10 * time.Second

// groupsAt returns the folders of a control group in all hierarchies that have it.
func groupsAt(group string) ([]string, error) {
	all, err := hierarchies()
	if err != nil {
		return nil, err
	}
	var folders []string
	for _, h := range all {
		if folder := filepath.Join(h.path, group); isThere(folder) {
			folders = append(folders, folder)
		}
	}
	return folders, nil
}

func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// thaw resumes the paused containers of a control group. A killed process that is frozen does not end, so that every wait for it would
// be endless.
func thaw(group string) error {
	folders, err := groupsAt(group)
	if err != nil {
		return err
	}
	states := map[string]string{"freezer.state": "THAWED", "cgroup.freeze": "0"}
	for _, folder := range folders {
		filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			// A group that ended meanwhile has nothing to resume.
			if state, ok := states[filepath.Base(path)]; ok && err == nil {
				os.WriteFile(path, []byte(state), 0)
			}
			return nil
		})
	}
	return nil
}

// removeCgroup removes a control group and all groups in it. Their processes must have been killed. The kernel keeps a group until its
// last process is gone, so this waits for it.
func removeCgroup(group string) error {
	folders, err := groupsAt(group)
	if err != nil {
		return err
	}
	deadline := time.Now().Add(cgroupPatience)
	for _, folder := range folders {
		if err := removeGroup(folder, deadline); err != nil {
			return err
		}
	}
	return nil
}

func removeGroup(folder string, deadline time.Time) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.IsDir() {
			if err := removeGroup(filepath.Join(folder, entry.Name()), deadline); err != nil {
				return err
			}
		}
	}
	for {
		err := unix.Rmdir(folder)
		if err == nil || errors.Is(err, unix.ENOENT) {
			return nil
		}
		if !errors.Is(err, unix.EBUSY) || time.Now().After(deadline) {
			return fmt.Errorf("remove the control group %s: %w", folder, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
