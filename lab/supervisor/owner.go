package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// owner is the user whose lab this is. It is root, or the user who started the supervisor through sudo.
type owner struct{ uid, gid uint32 }

// ownerOf returns the owner of a folder. A link is not followed.
func ownerOf(folder string) (owner, error) {
	info, err := os.Lstat(folder)
	if err != nil {
		return owner{}, err
	}
	if !info.IsDir() {
		return owner{}, fmt.Errorf("%s: want a folder, got %s", folder, info.Mode().Type())
	}
	stat := info.Sys().(*syscall.Stat_t)
	return owner{stat.Uid, stat.Gid}, nil
}

// checkOwner returns the owner of a lab's folder if this process may act on it: nobody else may enter it, and it belongs to root or to
// the user who ran sudo.
func checkOwner(folder string) (owner, error) {
	of, err := ownerOf(folder)
	if err != nil {
		return of, err
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return of, err
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return of, fmt.Errorf("%s: want mode 0700, got %04o; other users may not enter it", folder, mode)
	}
	if sudo := os.Getenv("SUDO_UID"); sudo != "" && of.uid != 0 && sudo != strconv.Itoa(int(of.uid)) {
		return of, fmt.Errorf("%s belongs to user %d, but user %s ran sudo", folder, of.uid, sudo)
	}
	return of, nil
}

// cgroup is the name of the control group of a lab. Each user can have a lab with the same name; a name has no dot.
func (o owner) cgroup(lab string) string {
	if o.uid == 0 {
		return "cdknomad-" + lab
	}
	return fmt.Sprintf("cdknomad-%s.%d", lab, o.uid)
}

// openLog opens a log for appending and gives it to the owner of its folder, who reads it with `cdknomad lab logs`. The owner can put
// anything into the place of the log, so that only a file with this one name is given away.
func openLog(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0o600)
	if err != nil {
		return nil, err
	}
	of, err := ownerOf(filepath.Dir(path))
	if err == nil && of.uid != 0 {
		err = giveAway(file, of)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

func giveAway(file *os.File, to owner) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	stat := info.Sys().(*syscall.Stat_t)
	if !info.Mode().IsRegular() || stat.Nlink != 1 {
		return fmt.Errorf("%s: want a file without other names, got %s with %d names", file.Name(), info.Mode(), stat.Nlink)
	}
	return file.Chown(int(to.uid), int(to.gid))
}
