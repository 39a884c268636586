package main

import (
	"os"
	"sync"
	"syscall"
	"time"
)

// reaper waits for every child, including adopted ones: pid 1 inherits the orphans of its namespace
// (container shims, conmon). Therefore nothing here may use os/exec, whose Wait would compete with it.
type reaper struct {
	mu    sync.Mutex
	ended map[int]chan syscall.WaitStatus
}

// unixProc has the attributes of a child that differ from its parent. A nil file is /dev/null.
type unixProc struct {
	files      []*os.File
	cloneflags uintptr
	dir        string
	env        []string
	// credential is the user that it runs as; nil for that of this process.
	credential *syscall.Credential
}

func newReaper() *reaper { return &reaper{ended: map[int]chan syscall.WaitStatus{}} }

// fork starts a program; the channel gives how it ended, and closes.
func (r *reaper) fork(path string, argv []string, p *unixProc) (int, chan syscall.WaitStatus, error) {
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		return 0, nil, err
	}
	defer null.Close()
	fds := make([]uintptr, len(p.files))
	for i, f := range p.files {
		if f == nil {
			f = null
		}
		fds[i] = f.Fd()
	}
	env := p.env
	if env == nil {
		env = hostEnv()
	}
	// The lock is held while forking, so that the child is not reaped before it is registered.
	r.mu.Lock()
	defer r.mu.Unlock()
	pid, err := syscall.ForkExec(path, argv, &syscall.ProcAttr{
		Dir:   p.dir,
		Env:   env,
		Files: fds,
		Sys:   &syscall.SysProcAttr{Setsid: true, Cloneflags: p.cloneflags, Credential: p.credential},
	})
	if err != nil {
		return 0, nil, err
	}
	done := make(chan syscall.WaitStatus, 1)
	r.ended[pid] = done
	return pid, done, nil
}

func (r *reaper) run() {
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, 0, nil)
		if err == syscall.ECHILD {
			time.Sleep(20 * time.Millisecond)
			continue
		}
		if err != nil {
			continue
		}
		r.mu.Lock()
		if done, ours := r.ended[pid]; ours {
			done <- status
			close(done)
			delete(r.ended, pid)
		}
		r.mu.Unlock()
	}
}
