package job

import "testing"

// FuzzSnapshot checks that a snapshot is read as it was written, and that a damaged one is an error and not a panic.
func FuzzSnapshot(f *testing.F) {
	for _, seed := range []string{"", `{"ID":"web"}`, "\xff\xfe", string(pack(`{"ID":"web","TaskGroups":[{"Name":"g"}]}`)), `{"job":"e30="}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if read, err := unpack(pack(string(data))); err != nil || string(read) != string(data) {
			t.Errorf("packed and unpacked: %q, %v", read, err)
		}
		for _, stored := range []*snapshot{{Spec: data}, {Job: data}} {
			if job, err := stored.job(); err == nil && job == nil {
				t.Error("no job and no error")
			}
		}
		SnapshotIndex(data)
		HasFailure(data)
	})
}
