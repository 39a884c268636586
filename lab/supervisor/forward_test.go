package main

import (
	"net"
	"testing"
)

func TestTheNextFreePortIsTakenWhenTheWishedOneIsNot(t *testing.T) {
	first, err := listenLoopback(20000)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	taken := first.Addr().(*net.TCPAddr).Port
	second, err := listenLoopback(taken)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	got := second.Addr().(*net.TCPAddr)
	if got.Port <= taken || got.Port >= taken+portsTried {
		t.Errorf("got port %d, want one of the next after %d", got.Port, taken)
	}
	if !got.IP.IsLoopback() {
		t.Errorf("listens on %s, want loopback only", got.IP)
	}
}

func TestNoPortIsAnError(t *testing.T) {
	if listener, err := listenLoopback(65536); err == nil {
		listener.Close()
		t.Error("there is no port 65536")
	}
}
