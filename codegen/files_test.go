package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWritingMakesTheFolderHoldExactlyTheFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "old.ts"), []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"a.ts": "a", "sub/b.ts": "b"}
	if err := writeFiles(dir, files); err != nil {
		t.Fatal(err)
	}
	if err := compareFiles(dir, files); err != nil {
		t.Errorf("a folder just written differs: %s", err)
	}
}

func TestComparingNamesEveryFileThatDiffers(t *testing.T) {
	dir := t.TempDir()
	if err := writeFiles(dir, map[string]string{"same.ts": "s", "edited.ts": "by hand", "old.ts": "old"}); err != nil {
		t.Fatal(err)
	}
	err := compareFiles(dir, map[string]string{"same.ts": "s", "edited.ts": "by codegen", "new.ts": "new"})
	want := "3 generated files are not up to date, run npm run gen:\n  edited.ts: differs\n  new.ts: missing\n  old.ts: no longer generated"
	if err == nil || err.Error() != want {
		t.Errorf("want %q, got %v", want, err)
	}
}
