package job

import "testing"

// FuzzRemembered: what is kept beside the state comes back as it was, and what somebody broke there ends nothing.
func FuzzRemembered(f *testing.F) {
	for _, seed := range []string{"", `{"ID":"web"}`, "\xff\xfe", string(pack(`{"ID":"web","TaskGroups":[{"Name":"g"}]}`)), `{"job":"e30="}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if read, err := unpack(pack(string(data))); err != nil || string(read) != string(data) {
			t.Errorf("packed and unpacked: %q, %v", read, err)
		}
		for _, kept := range []*remembered{{Spec: data}, {Job: data}} {
			if job, err := kept.job(); err == nil && job == nil {
				t.Error("no job and no error")
			}
		}
		RememberedIndex(data)
		FailureRemembered(data)
	})
}
