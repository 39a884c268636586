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
)

// archive is a tar file that may be compressed.
type archive struct {
	io.Reader
	file *os.File
}

func (a archive) Close() error { return a.file.Close() }

// openArchive opens a tar file, also one that is compressed with gzip.
func openArchive(path string) (io.ReadCloser, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	buffered := bufio.NewReader(file)
	if magic, err := buffered.Peek(2); err == nil && magic[0] == 0x1f && magic[1] == 0x8b {
		unpacked, err := gzip.NewReader(buffered)
		if err != nil {
			file.Close()
			return nil, err
		}
		return archive{unpacked, file}, nil
	}
	return archive{buffered, file}, nil
}

// each calls a function with every entry of a tar file.
func each(path string, does func(*tar.Header, io.Reader) error) error {
	opened, err := openArchive(path)
	if err != nil {
		return err
	}
	defer opened.Close()
	reader := tar.NewReader(opened)
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
