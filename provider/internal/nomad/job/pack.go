package job

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	_ "embed"
	"io"
)

// commonText holds the names of fields and the default values that most jobs have in common. Texts are compressed with
// it as dictionary. Existing states can only be read with the same text, so it must never change.
//
//go:embed common-text.txt
var commonText []byte

func pack(text string) []byte {
	var packed bytes.Buffer
	writer, err := flate.NewWriterDict(&packed, flate.BestCompression, commonText)
	if err != nil {
		panic(err) // only for a compression level that does not exist
	}
	_, _ = io.WriteString(writer, text) // writing to a bytes.Buffer never fails
	_ = writer.Close()
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
