package job

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	_ "embed"
	"io"
)

// commonText is what most jobs have in common, as a server completes them: names of fields and default values. A text is
// packed as its difference from this one. States hold what was packed with it, so that it must never change.
//
//go:embed common-text.txt
var commonText []byte

func pack(text string) []byte {
	var packed bytes.Buffer
	writer, err := flate.NewWriterDict(&packed, flate.BestCompression, commonText)
	if err != nil {
		panic(err) // only for a level that does not exist
	}
	_, _ = io.WriteString(writer, text) // a bytes.Buffer takes everything
	_ = writer.Close()
	return packed.Bytes()
}

func unpack(packed []byte) ([]byte, error) {
	reader := flate.NewReaderDict(bytes.NewReader(packed), commonText)
	return io.ReadAll(reader)
}

// unzip reads what was remembered before pack was there.
func unzip(zipped []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}
