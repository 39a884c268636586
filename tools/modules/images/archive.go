package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"syscall"

	"github.com/klauspost/compress/zstd"
)

// archive is a tar file that may be compressed.
type archive struct {
	io.Reader
	file *os.File
}

func (a archive) Close() error { return a.file.Close() }

// compressions are how people compress archives, by the first bytes of a file.
var compressions = []struct {
	magic string
	// open is nil for what cannot be unpacked here.
	open func(io.Reader) (io.Reader, error)
	// command unpacks a file.
	command string
}{
	{"\x1f\x8b", func(from io.Reader) (io.Reader, error) { return gzip.NewReader(from) }, "gzip"},
	{"\x28\xb5\x2f\xfd", func(from io.Reader) (io.Reader, error) { return zstd.NewReader(from, zstd.WithDecoderConcurrency(1)) }, "zstd"},
	{"BZh", nil, "bzip2"},
	{"\xfd7zXZ\x00", nil, "xz"},
}

// openArchive opens a tar file, also a compressed one.
func openArchive(path string) (_ io.ReadCloser, compressed bool, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	buffered := bufio.NewReader(file)
	for _, one := range compressions {
		if magic, err := buffered.Peek(len(one.magic)); err != nil || string(magic) != one.magic {
			continue
		}
		if one.open == nil {
			file.Close()
			return nil, false, fmt.Errorf("is compressed with %s, which cannot be read here; unpack it first with `%s --decompress`", one.command, one.command)
		}
		unpacked, err := one.open(buffered)
		if err != nil {
			file.Close()
			return nil, false, fmt.Errorf("is not a complete %s file: %w", one.command, err)
		}
		return archive{unpacked, file}, true, nil
	}
	return archive{buffered, file}, false, nil
}

// uncompressed returns the path of an archive without compression. An image is read from it in many passes, each of which would unpack all of
// a compressed one.
func uncompressed(path, work string) (string, error) {
	opened, compressed, err := openArchive(path)
	if err != nil {
		return "", err
	}
	defer opened.Close()
	if !compressed {
		return path, nil
	}
	target := filepath.Join(work, "plain.tar")
	file, err := os.OpenFile(target, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(file, opened)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil && !errors.Is(err, syscall.ENOSPC) {
		err = fmt.Errorf("is not a complete compressed archive: %w", err)
	}
	return target, err
}

// each calls a function with every entry of a tar file.
func each(path string, does func(*tar.Header, io.Reader) error) error {
	opened, err := os.Open(path)
	if err != nil {
		return err
	}
	defer opened.Close()
	reader := tar.NewReader(bufio.NewReader(opened))
	for {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("is not a complete tar archive: %w", err)
		}
		if err := does(header, reader); err != nil {
			return err
		}
	}
}

// filesIn returns the names of the files in a tar file.
func filesIn(archivePath string) (map[string]bool, error) {
	names := map[string]bool{}
	err := each(archivePath, func(header *tar.Header, _ io.Reader) error {
		names[path.Clean(header.Name)] = true
		return nil
	})
	return names, err
}

// extract unpacks the regular files of a tar file into a new folder.
func extract(archivePath, folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	return each(archivePath, func(header *tar.Header, content io.Reader) error {
		if header.Typeflag != tar.TypeReg {
			return nil
		}
		name := filepath.Clean(header.Name)
		if err := root.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return err
		}
		file, err := root.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
		if err != nil {
			return err
		}
		_, err = io.Copy(file, content)
		if closed := file.Close(); err == nil {
			err = closed
		}
		return err
	})
}
