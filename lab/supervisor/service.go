package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	gateInterval  = 50 * time.Millisecond
	restartDelay  = time.Second
	gateHTTPLimit = 2 * time.Second
)

// service runs one process of the plan for as long as its host lives.
type service struct {
	process Process
	logDir  string
	reaper  *reaper
	on      func(func()) // runs the fork on the thread whose namespaces the process shall have
	// inherited are the files that the process gets in addition to its log.
	inherited []*os.File
	// credential is the user that the process runs as; nil for root.
	credential *syscall.Credential
}

func newService(process Process, logDir string, r *reaper, on func(func())) *service {
	return &service{process: process, logDir: logDir, reaper: r, on: on}
}

// newSwitchService is a service of the switch: inside its network, or outside with a socket inside. What asks outside runs as the owner of
// the lab, with the owner's rights to files and for requests.
func (l *lab) newSwitchService(process Process) (*service, error) {
	logDir := l.plan.Switch.LogDir
	if process.Listen == "" {
		return newService(process, logDir, l.reaper, l.network.do), nil
	}
	socket, err := l.network.listen(process.Listen)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", process.Name, err)
	}
	s := newService(process, logDir, l.reaper, func(fork func()) { fork() })
	s.inherited = []*os.File{socket}
	if l.owner.uid != 0 {
		s.credential = &syscall.Credential{Uid: l.owner.uid, Gid: l.owner.gid}
	}
	return s, nil
}

func (s *service) run() {
	for {
		for _, gate := range s.process.After {
			for !gate.open() {
				time.Sleep(gateInterval)
			}
		}
		ended, err := s.start()
		if err != nil {
			log.Printf("%s: %v", s.process.Name, err)
		} else {
			log.Printf("%s ended (%s), starting it again", s.process.Name, reason(<-ended))
		}
		time.Sleep(restartDelay)
	}
}

// reason says how a process ended.
func reason(status syscall.WaitStatus) string {
	if status.Signaled() {
		return status.Signal().String()
	}
	return fmt.Sprintf("exit code %d", status.ExitStatus())
}

func (s *service) start() (ended chan syscall.WaitStatus, err error) {
	out, err := openLog(filepath.Join(s.logDir, s.process.Name+".log"))
	if err != nil {
		return nil, err
	}
	defer out.Close()
	path, err := exec.LookPath(s.process.Argv[0])
	if err != nil {
		return nil, err
	}
	s.on(func() {
		_, ended, err = s.reaper.fork(path, s.process.Argv, &unixProc{
			files:      append([]*os.File{nil, out, out}, s.inherited...),
			env:        append(hostEnv(), s.process.Env...),
			credential: s.credential,
		})
	})
	return ended, err
}

func (g Gate) open() bool {
	if g.Socket != "" {
		info, err := os.Stat(g.Socket)
		return err == nil && info.Mode()&os.ModeSocket != 0
	}
	ctx, cancel := context.WithTimeout(context.Background(), gateHTTPLimit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, g.URL, nil)
	if err != nil {
		return false
	}
	if g.TokenFile != "" {
		token, err := os.ReadFile(g.TokenFile)
		if err != nil {
			return false
		}
		request.Header.Set("X-Consul-Token", strings.TrimSpace(string(token)))
	}
	client := http.DefaultClient
	if g.TLS != nil {
		transport, err := g.TLS.transport()
		if err != nil {
			return false
		}
		// Each attempt has its own connection, because the server can be replaced meanwhile.
		defer transport.CloseIdleConnections()
		client = &http.Client{Transport: transport}
	}
	response, err := client.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return err == nil && response.StatusCode == http.StatusOK && strings.Contains(string(body), g.Contains)
}
