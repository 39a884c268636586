package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

func TestASocketGateIsOpenWhenTheSocketIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	gate := Gate{Socket: path}
	if gate.open() {
		t.Error("open before there is anything")
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if gate.open() {
		t.Error("open for a plain file")
	}
	os.Remove(path)
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	if !gate.open() {
		t.Error("closed though the socket is there")
	}
}

func TestAnHTTPGateWantsStatusWordsAndToken(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Consul-Token") != "right" {
			w.WriteHeader(http.StatusForbidden)
		}
		w.Write([]byte(`{"kid":1}`))
	}))
	defer server.Close()
	token := filepath.Join(t.TempDir(), "token")
	write := func(secret string) {
		if err := os.WriteFile(token, []byte(secret+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("wrong")
	if (Gate{URL: server.URL, TokenFile: token}).open() {
		t.Error("open with the wrong token")
	}
	write("right")
	if !(Gate{URL: server.URL, TokenFile: token, Contains: `"kid"`}).open() {
		t.Error("closed with the right token and words")
	}
	if (Gate{URL: server.URL, TokenFile: token, Contains: "other"}).open() {
		t.Error("open without the words")
	}
	if (Gate{URL: "http://127.0.0.1:1/", TokenFile: token}).open() {
		t.Error("open though nothing answers")
	}
}
