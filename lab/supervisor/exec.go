package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// execSocket is the socket in the lab's folder through which its owner runs commands on hosts, which only root can enter.
const execSocket = "exec.sock"

// execRequest is the first message of a client. The files of the command come with it as descriptors.
type execRequest struct {
	Host string   `json:"host"`
	Argv []string `json:"argv"`
	Env  []string `json:"env"`
	// Terminal is whether the files are a terminal, which becomes that of the command.
	Terminal bool `json:"terminal"`
}

// execSignal is any further message of a client: a signal for the command.
type execSignal struct {
	Signal int `json:"signal"`
}

// execAnswer ends the connection.
type execAnswer struct {
	Code  int    `json:"code"`
	Error string `json:"error,omitempty"`
}

const (
	// largestRequest is more than the kernel allows for arguments and environment together.
	largestRequest = 4 << 20
	standardFiles  = 3
)

func (l *lab) serveExec(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Printf("%s: %v", execSocket, err)
			return
		}
		go func() {
			defer conn.Close()
			code, err := l.exec(conn.(*net.UnixConn))
			answer := execAnswer{Code: code}
			if err != nil {
				answer.Error = err.Error()
			}
			json.NewEncoder(conn).Encode(answer)
		}()
	}
}

// exec runs the command of one connection and returns its exit code.
func (l *lab) exec(conn *net.UnixConn) (int, error) {
	request, files, err := readExecRequest(conn)
	if err != nil {
		return 0, err
	}
	defer closeAll(files)
	if len(request.Argv) == 0 {
		return 0, errors.New("no command")
	}
	pid, err := l.hostPidOf(request.Host)
	if err != nil {
		return 0, err
	}
	path, err := exec.LookPath("nsenter")
	if err != nil {
		return 0, err
	}
	argv := append([]string{"nsenter", fmt.Sprintf("--target=%d", pid), "--mount", "--uts", "--ipc", "--net", "--pid", "--"}, inSession(request)...)
	child, ended, err := l.reaper.fork(path, argv, &unixProc{files: files, env: request.Env})
	if err != nil {
		return 0, err
	}
	closeAll(files)
	over := make(chan struct{})
	defer close(over)
	go passSignals(conn, child, over)
	status := <-ended
	if status.Signaled() {
		return 128 + int(status.Signal()), nil
	}
	return status.ExitStatus(), nil
}

// inSession returns the command line in the host. A shell controls its jobs only in a session of its own pid namespace.
func inSession(request *execRequest) []string {
	if !request.Terminal {
		return request.Argv
	}
	return append([]string{"setsid", "--ctty", "--wait"}, request.Argv...)
}

func (l *lab) hostPidOf(name string) (int, error) {
	if _, err := l.plan.host(name); err != nil {
		return 0, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if pid := l.hosts[name].hostPid; pid != 0 {
		return pid, nil
	}
	return 0, fmt.Errorf("host %s is stopped", name)
}

// readExecRequest reads the request, which its length precedes, and the descriptors that come with it.
func readExecRequest(conn *net.UnixConn) (*execRequest, []*os.File, error) {
	length, rights := make([]byte, 4), make([]byte, unix.CmsgSpace(standardFiles*4))
	n, rightsLength, _, _, err := conn.ReadMsgUnix(length, rights)
	if err != nil {
		return nil, nil, err
	}
	files, err := receivedFiles(rights[:rightsLength])
	if err != nil {
		return nil, nil, err
	}
	size := binary.BigEndian.Uint32(length)
	body := make([]byte, min(size, largestRequest))
	request := &execRequest{}
	if n != len(length) || size > largestRequest || len(files) != standardFiles {
		err = fmt.Errorf("want a request of at most %d bytes and %d files", largestRequest, standardFiles)
	} else if _, err = io.ReadFull(conn, body); err == nil {
		err = json.Unmarshal(body, request)
	}
	if err != nil {
		closeAll(files)
		return nil, nil, err
	}
	return request, files, nil
}

func receivedFiles(rights []byte) (files []*os.File, err error) {
	messages, err := unix.ParseSocketControlMessage(rights)
	if err != nil {
		return nil, err
	}
	for _, message := range messages {
		descriptors, err := unix.ParseUnixRights(&message)
		if err != nil {
			return files, err
		}
		for _, descriptor := range descriptors {
			unix.CloseOnExec(descriptor)
			files = append(files, os.NewFile(uintptr(descriptor), "received"))
		}
	}
	return files, nil
}

// passSignals sends the client's signals to all processes of the command until it is over. A client that is gone takes its command with
// it, but a command that ended leaves what it started.
func passSignals(conn *net.UnixConn, child int, over <-chan struct{}) {
	decoder := json.NewDecoder(conn)
	for {
		var message execSignal
		err := decoder.Decode(&message)
		select {
		case <-over:
			return
		default:
		}
		if err != nil {
			unix.Kill(-child, unix.SIGHUP)
			unix.Kill(-child, unix.SIGKILL)
			return
		}
		unix.Kill(-child, syscall.Signal(message.Signal))
	}
}

func closeAll(files []*os.File) {
	for _, file := range files {
		file.Close()
	}
}

// execOn is the client. It runs as the user, with the environment and the files of the command, and ends as the command does.
func execOn(folder, host string, argv []string) (int, error) {
	// The path of a socket has at most 107 characters.
	if err := os.Chdir(folder); err != nil {
		return 0, err
	}
	conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: execSocket, Net: "unix"})
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	files := []*os.File{os.Stdin, os.Stdout, os.Stderr}
	terminal, err := openTerminal(files)
	if err != nil {
		return 0, err
	}
	if terminal != nil {
		defer terminal.restore()
		files = []*os.File{terminal.inner, terminal.inner, terminal.inner}
	}
	request := execRequest{Host: host, Argv: argv, Env: os.Environ(), Terminal: terminal != nil}
	if err := sendExecRequest(conn, request, files); err != nil {
		return 0, err
	}
	if terminal != nil {
		terminal.relay()
	}
	go forwardSignals(conn)
	var answer execAnswer
	if err := json.NewDecoder(conn).Decode(&answer); err != nil {
		return 0, fmt.Errorf("the lab ended: %w", err)
	}
	if terminal != nil {
		terminal.drain()
	}
	if answer.Error != "" {
		return 0, errors.New(answer.Error)
	}
	return answer.Code, nil
}

func sendExecRequest(conn *net.UnixConn, request execRequest, files []*os.File) error {
	body, err := json.Marshal(request)
	if err != nil {
		return err
	}
	descriptors := make([]int, len(files))
	for i, file := range files {
		descriptors[i] = int(file.Fd())
	}
	length := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	if _, _, err := conn.WriteMsgUnix(length, unix.UnixRights(descriptors...), nil); err != nil {
		return err
	}
	_, err = conn.Write(body)
	return err
}

// forwardSignals hands signals to the command, which decides what to do.
func forwardSignals(conn *net.UnixConn) {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, unix.SIGINT, unix.SIGTERM, unix.SIGHUP, unix.SIGQUIT)
	encoder := json.NewEncoder(conn)
	for received := range signals {
		encoder.Encode(execSignal{Signal: int(received.(syscall.Signal))})
	}
}
