package main

import (
	"io"
	"net"
	"sync"
)

// oneConnection is a listener that accepts one connection, and ends when the connection is closed.
type oneConnection struct {
	connection net.Conn
	once       sync.Once
	closed     chan struct{}
}

func newOneConnection(connection net.Conn) *oneConnection {
	return &oneConnection{connection: connection, closed: make(chan struct{})}
}

func (l *oneConnection) Accept() (net.Conn, error) {
	var accepted net.Conn
	l.once.Do(func() { accepted = &noticed{Conn: l.connection, closed: l.closed} })
	if accepted != nil {
		return accepted, nil
	}
	<-l.closed
	return nil, io.EOF
}

func (l *oneConnection) Close() error   { return nil }
func (l *oneConnection) Addr() net.Addr { return l.connection.LocalAddr() }

// noticed closes a channel when it is closed.
type noticed struct {
	net.Conn
	once   sync.Once
	closed chan struct{}
}

func (c *noticed) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Conn.Close()
}
