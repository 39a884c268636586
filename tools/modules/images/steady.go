package main

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// steady is a download that fails if nothing comes for a while.
type steady struct {
	from    io.Reader
	timer   *time.Timer
	stalled atomic.Bool
}

// newSteady calls cancel, which must end a read, when the download stands still.
func newSteady(from io.Reader, cancel func()) *steady {
	s := &steady{from: from}
	s.timer = time.AfterFunc(stallLimit, func() {
		s.stalled.Store(true)
		cancel()
	})
	return s
}

func (s *steady) Read(p []byte) (int, error) {
	s.timer.Reset(stallLimit)
	n, err := s.from.Read(p)
	s.timer.Stop()
	if err != nil && s.stalled.Load() {
		return n, fmt.Errorf("the registry sent nothing for %s", stallLimit)
	}
	return n, err
}
