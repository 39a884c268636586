package main

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"golang.org/x/sys/unix"
)

// terminal is a terminal of the command's own. That of the user stays the user's, so that the command cannot type into it.
type terminal struct {
	outer, master, inner *os.File
	before               *unix.Termios
	copied               chan struct{}
}

// drainLimit is how long the last output of a command may take, if a process that it left behind keeps the terminal.
const drainLimit = time.Second

// openTerminal returns a new terminal if input and output are one; otherwise nil.
func openTerminal(files []*os.File) (*terminal, error) {
	outer := files[0]
	before, err := unix.IoctlGetTermios(int(outer.Fd()), unix.TCGETS)
	if err != nil {
		return nil, nil
	}
	if _, err := unix.IoctlGetTermios(int(files[1].Fd()), unix.TCGETS); err != nil {
		return nil, nil
	}
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, err
	}
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		return nil, fmt.Errorf("unlock the terminal: %w", err)
	}
	number, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		return nil, fmt.Errorf("number of the terminal: %w", err)
	}
	inner, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, err
	}
	t := &terminal{outer: outer, master: master, inner: inner, before: before, copied: make(chan struct{})}
	t.copySize()
	raw := *before
	raw.Iflag &^= unix.IGNBRK | unix.BRKINT | unix.PARMRK | unix.ISTRIP | unix.INLCR | unix.IGNCR | unix.ICRNL | unix.IXON
	raw.Oflag &^= unix.OPOST
	raw.Lflag &^= unix.ECHO | unix.ECHONL | unix.ICANON | unix.ISIG | unix.IEXTEN
	raw.Cflag = raw.Cflag&^(unix.CSIZE|unix.PARENB) | unix.CS8
	return t, unix.IoctlSetTermios(int(outer.Fd()), unix.TCSETS, &raw)
}

// relay copies in both directions until the command has closed its side.
func (t *terminal) relay() {
	t.inner.Close()
	go io.Copy(t.master, t.outer)
	go func() {
		io.Copy(os.Stdout, t.master)
		close(t.copied)
	}()
	sizes := make(chan os.Signal, 1)
	signal.Notify(sizes, unix.SIGWINCH)
	go func() {
		for range sizes {
			t.copySize()
		}
	}()
}

func (t *terminal) copySize() {
	if size, err := unix.IoctlGetWinsize(int(t.outer.Fd()), unix.TIOCGWINSZ); err == nil {
		unix.IoctlSetWinsize(int(t.master.Fd()), unix.TIOCSWINSZ, size)
	}
}

// drain waits for the last output.
func (t *terminal) drain() {
	select {
	case <-t.copied:
	case <-time.After(drainLimit):
	}
}

func (t *terminal) restore() { unix.IoctlSetTermios(int(t.outer.Fd()), unix.TCSETS, t.before) }
