package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"runtime"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

const portsTried = 100

// listenLoopback listens on a port, or on the next free one above it.
func listenLoopback(wish int) (net.Listener, error) {
	var last error
	for port := wish; port < wish+portsTried && port < 65536; port++ {
		listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			return listener, nil
		}
		last = err
	}
	return nil, fmt.Errorf("no free port on 127.0.0.1 from %d to %d: %w", wish, wish+portsTried-1, last)
}

// forward opens a port on the user's loopback and returns its address. The user's network gets no link and no route:
// the supervisor accepts a connection there and dials again inside the host.
func (l *lab) forward(f Forward) (string, error) {
	listener, err := listenLoopback(f.Port)
	if err != nil {
		return "", fmt.Errorf("forward %s: %w", f.Name, err)
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				log.Printf("forward %s: %v", f.Name, err)
				return
			}
			go l.relay(f, conn.(*net.TCPConn))
		}
	}()
	return listener.Addr().String(), nil
}

func (l *lab) relay(f Forward, outside *net.TCPConn) {
	inside, err := l.dial(f)
	if err != nil {
		// A client of a machine that is off also sees a reset, only later.
		outside.SetLinger(0)
		outside.Close()
		return
	}
	var both sync.WaitGroup
	for _, way := range [][2]*net.TCPConn{{inside, outside}, {outside, inside}} {
		both.Go(func() {
			io.Copy(way[0], way[1])
			way[0].CloseWrite()
		})
	}
	both.Wait()
	inside.Close()
	outside.Close()
}

// dial tries running and connected hosts first.
func (l *lab) dial(f Forward) (*net.TCPConn, error) {
	last := fmt.Errorf("no host of %v is on", f.Hosts)
	for _, partitioned := range []bool{false, true} {
		for _, name := range f.Hosts {
			netns := l.netnsOf(name, partitioned)
			if netns < 0 {
				continue
			}
			conn, err := dialIn(netns, f.To)
			unix.Close(netns)
			if err == nil {
				return conn, nil
			}
			last = err
		}
	}
	return nil, last
}

// netnsOf returns a new descriptor, which stays valid when the host stops; -1 if there is none.
func (l *lab) netnsOf(name string, partitioned bool) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	m := l.hosts[name]
	if m == nil || m.netns < 0 || m.partitioned != partitioned {
		return -1
	}
	fd, err := unix.FcntlInt(uintptr(m.netns), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return -1
	}
	return fd
}

// dialIn connects from inside a network namespace. The thread that went there is never unlocked, so the runtime
// ends it with the goroutine, and no other code runs in the wrong network.
func dialIn(netns int, address string) (*net.TCPConn, error) {
	type result struct {
		conn net.Conn
		err  error
	}
	got := make(chan result)
	go func() {
		runtime.LockOSThread()
		if err := unix.Setns(netns, unix.CLONE_NEWNET); err != nil {
			got <- result{nil, err}
			return
		}
		conn, err := net.DialTimeout("tcp", address, 5*time.Second)
		got <- result{conn, err}
	}()
	r := <-got
	if r.err != nil {
		return nil, r.err
	}
	return r.conn.(*net.TCPConn), nil
}
