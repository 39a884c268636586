package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// lab is the running state behind a plan.
type lab struct {
	plan     *Plan
	planPath string
	owner    owner
	network  *network
	reaper   *reaper

	mu    sync.Mutex
	hosts map[string]*machine
	// ending is whether the lab is being taken down, so that no host starts any more.
	ending bool
}

// machine is one host as the supervisor sees it.
type machine struct {
	host        *Host
	pid         int // in the lab's pid namespace; 0 when the host is stopped
	hostPid     int // in the user's pid namespace, for nsenter
	netns       int // file descriptor of the network namespace, -1 when the host is stopped
	partitioned bool
	ended       chan syscall.WaitStatus
}

func runLab(plan *Plan, planPath string) error {
	report := os.NewFile(3, "report")
	unix.CloseOnExec(3)
	result, err := buildLab(plan, planPath)
	if err != nil {
		result = &started{Error: err.Error()}
	}
	if encodeErr := json.NewEncoder(report).Encode(result); encodeErr != nil {
		return encodeErr
	}
	report.Close()
	if err != nil {
		return err
	}
	select {}
}

func buildLab(plan *Plan, planPath string) (*started, error) {
	// /proc is still that of the user, so "self" is the pid in the user's namespace.
	self, err := os.Readlink("/proc/self")
	if err != nil {
		return nil, err
	}
	of, err := ownerOf(".")
	if err != nil {
		return nil, err
	}
	if err := writePid(self); err != nil {
		return nil, err
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return nil, fmt.Errorf("make the mounts private: %w", err)
	}
	if err := overlayReadOnly("/usr", plan.UsrLayers); err != nil {
		return nil, err
	}
	l := &lab{plan: plan, planPath: planPath, owner: of, reaper: newReaper(), hosts: map[string]*machine{}}
	go l.reaper.run()
	if l.network, err = newNetwork(plan.Switch.Address); err != nil {
		return nil, err
	}
	if plan.Egress != nil {
		if err := l.serveEgress(plan.Egress); err != nil {
			return nil, err
		}
	}
	for _, process := range plan.Switch.Processes {
		service, err := l.newSwitchService(process)
		if err != nil {
			return nil, err
		}
		go service.run()
	}
	for i := range plan.Hosts {
		host := &plan.Hosts[i]
		l.hosts[host.Name] = &machine{host: host, netns: -1}
		if err := l.startHost(host.Name); err != nil {
			return nil, err
		}
	}
	addresses := map[string]string{}
	for _, forward := range plan.Forwards {
		if addresses[forward.Name], err = l.forward(forward); err != nil {
			return nil, err
		}
	}
	if err := l.serveControl("control.sock"); err != nil {
		return nil, err
	}
	execs, err := l.listenForOwner(execSocket)
	if err != nil {
		return nil, err
	}
	go l.serveExec(execs)
	pid, err := strconv.Atoi(self)
	return &started{Pid: pid, Forwards: addresses}, err
}

// writePid writes the pid with which `lab down` finds a supervisor whose start was interrupted.
func writePid(pid string) error {
	file, err := openLog("supervisor.pid")
	if err != nil {
		return err
	}
	defer file.Close()
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err = file.WriteString(pid + "\n")
	return err
}

// startHost creates new namespaces for a stopped host, connects it to the switch, and boots it.
func (l *lab) startHost(name string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ending {
		return errors.New("the lab is being taken down")
	}
	m := l.hosts[name]
	if m.pid != 0 {
		return nil
	}
	goAhead, goAheadWrite, err := os.Pipe()
	if err != nil {
		return err
	}
	defer goAheadWrite.Close()
	hostPid, hostPidWrite, err := os.Pipe()
	if err != nil {
		return err
	}
	defer hostPid.Close()
	console, err := openLog(m.host.Dir + "/log/init.log")
	if err != nil {
		return err
	}
	argv := []string{"cdknomad-lab-" + l.plan.Name + "-" + name, "boot", l.planPath, name}
	pid, ended, err := l.reaper.fork("/proc/self/exe", argv, &unixProc{
		files:      []*os.File{nil, console, console, goAhead, hostPidWrite},
		cloneflags: unix.CLONE_NEWNET | unix.CLONE_NEWNS | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC | unix.CLONE_NEWPID,
	})
	for _, f := range []*os.File{goAhead, hostPidWrite, console} {
		f.Close()
	}
	if err != nil {
		return fmt.Errorf("new namespaces for %s: %w", name, err)
	}
	m.pid, m.ended, m.partitioned = pid, ended, false
	if err := l.network.plug(name, pid); err != nil {
		return err
	}
	// The host waits for its link, then reports its pid in the user's pid namespace.
	goAheadWrite.Write([]byte("go\n"))
	if _, err := fmt.Fscan(hostPid, &m.hostPid); err != nil {
		return fmt.Errorf("host %s did not boot, see %s/log/init.log", name, m.host.Dir)
	}
	if m.netns, err = unix.Open(fmt.Sprintf("/proc/%d/ns/net", m.hostPid), unix.O_RDONLY|unix.O_CLOEXEC, 0); err != nil {
		return fmt.Errorf("network of host %s (process %d): %w, see %s/log/init.log", name, m.hostPid, err, m.host.Dir)
	}
	go func() {
		<-ended
		l.mu.Lock()
		defer l.mu.Unlock()
		log.Printf("host %s is off", name)
		unix.Close(m.netns)
		m.pid, m.hostPid, m.netns = 0, 0, -1
	}()
	return nil
}

// stopHost powers a host off: its processes get no signal that they can handle. A machine that boots has none of its former containers.
func (l *lab) stopHost(name string) error {
	l.mu.Lock()
	m := l.hosts[name]
	pid, ended := m.pid, m.ended
	l.mu.Unlock()
	if pid == 0 {
		return nil
	}
	// Remove the link first, otherwise the kernel still sends resets to the peers of the ending host.
	if err := l.network.setLink(name, false); err != nil {
		return err
	}
	group := l.owner.cgroup(l.plan.Name) + "/" + name
	if err := thaw(group); err != nil {
		return err
	}
	if err := unix.Kill(pid, unix.SIGKILL); err != nil {
		return err
	}
	<-ended
	if err := l.network.unplug(name); err != nil {
		return err
	}
	if err := removeCgroup(group); err != nil {
		return err
	}
	return forgetPauseContainers(m.host.Dir)
}

// partitionHost disconnects a host from the network or connects it again; the host keeps running.
func (l *lab) partitionHost(name string, cut bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	m := l.hosts[name]
	if m.pid == 0 {
		return fmt.Errorf("host %s is stopped", name)
	}
	m.partitioned = cut
	return l.network.setLink(name, !cut)
}

// overlayReadOnly mounts folders over a folder of the host, for this mount namespace and its children only.
func overlayReadOnly(target string, layers []string) error {
	if len(layers) == 0 {
		return nil
	}
	options := "lowerdir=" + strings.Join(append(append([]string{}, layers...), target), ":")
	if err := unix.Mount("overlay", target, "overlay", unix.MS_RDONLY, options); err != nil {
		return fmt.Errorf("mount unpacked packages over %s: %w; install them on this host instead", target, err)
	}
	return nil
}
