package main

import (
	"log"
	"net"
	"os"

	"golang.org/x/sys/unix"
)

// listenForOwner listens on a unix socket in the current folder, the lab's, which only the owner of the lab and root can use.
func (l *lab) listenForOwner(name string) (net.Listener, error) {
	// The folder is the owner's, who may have put something else into the place of the socket.
	root, err := os.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	defer root.Close()
	root.Remove(name)
	listener, err := net.Listen("unix", name)
	if err != nil {
		return nil, err
	}
	if err := root.Lchown(name, int(l.owner.uid), int(l.owner.gid)); err != nil {
		return nil, err
	}
	return ownersListener{listener, l.owner.uid}, root.Chmod(name, 0o600)
}

// ownersListener accepts connections of one user and of root. The mode of the socket says the same, unless the owner changes it.
type ownersListener struct {
	net.Listener
	uid uint32
}

func (l ownersListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		peer, err := peerOf(conn.(*net.UnixConn))
		if err == nil && (peer == 0 || peer == l.uid) {
			return conn, nil
		}
		log.Printf("%s: refused user %d (%v)", l.Addr(), peer, err)
		conn.Close()
	}
}

// peerOf returns the user who connected.
func peerOf(conn *net.UnixConn) (uint32, error) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return 0, err
	}
	var peer *unix.Ucred
	var failed error
	if err := raw.Control(func(fd uintptr) { peer, failed = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED) }); err != nil {
		return 0, err
	}
	if failed != nil {
		return 0, failed
	}
	return peer.Uid, nil
}
