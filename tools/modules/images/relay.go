package main

import (
	"io"
	"log"
	"net"
	"sync"
)

// relay forwards connections on a node to the lab's registry, so that localhost is the same registry for the container engines of a
// node as for those of the user's machine.
func relay(listen, target string) error {
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	for {
		inside, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer inside.Close()
			outside, err := net.Dial("tcp", target)
			if err != nil {
				log.Print(err)
				return
			}
			defer outside.Close()
			var both sync.WaitGroup
			for _, way := range [][2]*net.TCPConn{{outside.(*net.TCPConn), inside.(*net.TCPConn)}, {inside.(*net.TCPConn), outside.(*net.TCPConn)}} {
				both.Go(func() {
					io.Copy(way[0], way[1])
					way[0].CloseWrite()
				})
			}
			both.Wait()
		}()
	}
}
