package job

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	_ "embed"
	"io"
	"sync"
)

// commonText holds the names of fields and the default values that most jobs have in common. Texts are compressed with
// it as dictionary. Existing states can only be read with the same text, so it must never change.
//
//go:embed common-text.txt
var commonText []byte

// packer is used again and again, because a new one takes a megabyte for a text of two kilobytes.
var packer struct {
	mu     sync.Mutex
	writer *flate.Writer
}

func pack(text string) []byte {
	packer.mu.Lock()
	defer packer.mu.Unlock()
	var packed bytes.Buffer
	if packer.writer == nil {
		writer, err := flate.NewWriterDict(&packed, flate.BestCompression, commonText)
		if err != nil {
			panic(err) // only for a compression level that does not exist
		}
		packer.writer = writer
	} else {
		packer.writer.Reset(&packed) // the dictionary stays
	}
	_, _ = io.WriteString(packer.writer, text) // writing to a bytes.Buffer never fails
	_ = packer.writer.Close()
	return packed.Bytes()
}

func unpack(packed []byte) ([]byte, error) {
	return io.ReadAll(flate.NewReaderDict(bytes.NewReader(packed), commonText))
}

// unzip reads the form of earlier versions.
func unzip(zipped []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}
