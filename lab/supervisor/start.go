package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// started is the report of a lab whose hosts are booting.
type started struct {
	Pid      int               `json:"pid"`
	Forwards map[string]string `json:"forwards"`
	Error    string            `json:"error,omitempty"`
}

// start forks the lab's pid 1 into its own pid and mount namespace and session, waits for its report, prints it and
// leaves it running.
func start(plan *Plan, planPath string) error {
	if _, err := checkOwner(plan.StateDir); err != nil {
		return err
	}
	report, reportWrite, err := os.Pipe()
	if err != nil {
		return err
	}
	logPath := filepath.Join(plan.StateDir, "log", "supervisor.log")
	log, err := openLog(logPath)
	if err != nil {
		return err
	}
	null, err := os.Open(os.DevNull)
	if err != nil {
		return err
	}
	_, err = os.StartProcess("/proc/self/exe", []string{"cdknomad-lab-" + plan.Name, "lab", planPath}, &os.ProcAttr{
		Dir:   plan.StateDir,
		Env:   hostEnv(),
		Files: []*os.File{null, log, log, reportWrite},
		Sys:   &syscall.SysProcAttr{Setsid: true, Cloneflags: syscall.CLONE_NEWPID | syscall.CLONE_NEWNS},
	})
	if err != nil {
		return fmt.Errorf("new pid and mount namespace: %w", err)
	}
	reportWrite.Close()
	var got started
	if err := json.NewDecoder(report).Decode(&got); err != nil {
		return fmt.Errorf("the lab ended before it was up, its log is %s", logPath)
	}
	if got.Error != "" {
		return errors.New(got.Error)
	}
	return json.NewEncoder(os.Stdout).Encode(got)
}

// hostEnv is the environment of all processes of a lab. The user's own variables (proxies, tokens, AWS_CA_BUNDLE) are
// not passed on, so that a lab is the same for every user.
func hostEnv() []string {
	return []string{
		"PATH=/run/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
		"HOME=/run/home",
		"TMPDIR=/run/tmp",
		"LANG=C.UTF-8",
	}
}
