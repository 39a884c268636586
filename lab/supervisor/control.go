package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
)

// firstFreePort is the first port on which an ordinary user may listen.
const firstFreePort = 1024

// hostState is the state of a host in answers of the control socket.
type hostState struct {
	Name string `json:"name"`
	// Pid of the host's first process in the user's pid namespace; 0 if the host is stopped.
	Pid         int  `json:"pid"`
	Partitioned bool `json:"partitioned"`
}

// serveControl answers on a unix socket in the lab's folder.
//
//	GET  /hosts
//	POST /hosts/NAME/start, stop, partition, heal
//	POST /forwards            body: a Forward; answers {"address": "127.0.0.1:PORT"}
//	POST /down                ends the lab and this process
func (l *lab) serveControl(path string) error {
	listener, err := l.listenForOwner(path)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hosts", func(w http.ResponseWriter, _ *http.Request) { answer(w, l.states(), nil) })
	mux.HandleFunc("POST /hosts/{name}/{action}", func(w http.ResponseWriter, r *http.Request) {
		answer(w, map[string]string{}, l.act(r.PathValue("name"), r.PathValue("action")))
	})
	mux.HandleFunc("POST /forwards", func(w http.ResponseWriter, r *http.Request) {
		var f Forward
		err := json.NewDecoder(r.Body).Decode(&f)
		address := ""
		if err == nil {
			address, err = l.forwardForOwner(f)
		}
		answer(w, map[string]string{"address": address}, err)
	})
	mux.HandleFunc("POST /down", func(w http.ResponseWriter, _ *http.Request) {
		if err := l.down(); err != nil {
			answer(w, nil, err)
			return
		}
		w.Header().Set("Content-Length", "2")
		io.WriteString(w, "{}")
		http.NewResponseController(w).Flush()
		os.Exit(0)
	})
	go http.Serve(listener, mux)
	return nil
}

// forwardForOwner opens no port that the owner could not open, because programs of other users trust what listens on a privileged one.
func (l *lab) forwardForOwner(f Forward) (string, error) {
	if l.owner.uid != 0 && f.Port < firstFreePort {
		return "", fmt.Errorf("port %d: want %d or above, because only root may listen below", f.Port, firstFreePort)
	}
	return l.forward(f)
}

func (l *lab) states() []hostState {
	l.mu.Lock()
	defer l.mu.Unlock()
	states := []hostState{}
	for _, host := range l.plan.Hosts {
		m := l.hosts[host.Name]
		states = append(states, hostState{Name: host.Name, Pid: m.hostPid, Partitioned: m.partitioned})
	}
	return states
}

func (l *lab) act(name, action string) error {
	if _, err := l.plan.host(name); err != nil {
		return err
	}
	switch action {
	case "start":
		return l.startHost(name)
	case "stop":
		return l.stopHost(name)
	case "partition":
		return l.partitionHost(name, true)
	case "heal":
		return l.partitionHost(name, false)
	}
	return fmt.Errorf("unknown action %q, want start, stop, partition or heal", action)
}

func answer(w http.ResponseWriter, body any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		body = map[string]string{"error": err.Error()}
	}
	json.NewEncoder(w).Encode(body)
}
