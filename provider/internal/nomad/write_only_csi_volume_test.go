package nomad

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/writeonly/writeonlytest"
)

// storage is a Nomad with a CSI plugin and at most one volume, whose secrets it keeps for itself.
type storage struct {
	volume *api.CSIVolume
	writes int
	inUse  bool
}

func (s *storage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := func(value any) { _ = json.NewEncoder(w).Encode(value) }
	switch {
	case strings.HasPrefix(r.URL.Path, "/v1/plugin/csi/"):
		answer(&api.CSIPlugin{ID: "p", NodesHealthy: 1, NodesExpected: 1, ControllersExpected: 1, ControllersHealthy: 1})
	case strings.HasPrefix(r.URL.Path, "/v1/namespace"):
		answer(&api.Namespace{Name: "default"})
	case r.URL.Path == "/v1/volumes":
		fmt.Fprint(w, "[]")
	case !strings.HasPrefix(r.URL.Path, "/v1/volume/csi/"):
		fmt.Fprint(w, `{"config":{"Version":{"Version":"1.11.3"}}}`)
	case r.Method == http.MethodGet && s.volume == nil:
		http.Error(w, "volume not found", http.StatusNotFound)
	case r.Method == http.MethodGet:
		answer(s.shown())
	default:
		var request api.CSIVolumeRegisterRequest
		_ = json.NewDecoder(r.Body).Decode(&request)
		s.writes++
		s.volume = request.Volumes[0]
		s.volume.ModifyIndex = uint64(10 + s.writes)
		answer(&api.CSIVolumeCreateResponse{Volumes: []*api.CSIVolume{s.shown()}})
	}
}

// shown is the volume as Nomad returns it.
func (s *storage) shown() *api.CSIVolume {
	copied := *s.volume
	copied.Secrets = nil
	if options := copied.MountOptions; options != nil && len(options.MountFlags) > 0 {
		copied.MountOptions = &api.CSIMountOptions{FSType: options.FSType, MountFlags: []string{"[REDACTED]"}}
	}
	if s.inUse {
		copied.AccessMode, copied.AttachmentMode = "single-node-writer", "file-system"
		copied.Allocations = []*api.AllocationListStub{{ID: "a", JobID: "web", Namespace: "default", ClientStatus: "running"}}
	}
	return &copied
}

// has returns whether the server got these values last.
func (s *storage) has(secret, flag string) bool {
	options := s.volume.MountOptions
	return s.volume.Secrets["key"] == secret && options != nil && len(options.MountFlags) == 1 && options.MountFlags[0] == flag
}

func TestSecretsAndFlagsOfACSIVolumeAreWriteOnly(t *testing.T) {
	const first, next, stored = planted + "-1", planted + "-2", planted + "-stored"
	for kind, more := range map[string]object{"nomad_csi_volume": {}, "nomad_csi_volume_registration": {"external_id": "x"}} {
		t.Run(kind, func(t *testing.T) {
			nomad := &storage{}
			server := httptest.NewServer(nomad)
			defer server.Close()
			with := func(suffix, secret, flag string) object {
				volume := object{"volume_id": "v", "name": "v", "plugin_id": "p", "secrets" + suffix: object{"key": secret},
					"mount_options": []any{object{"fs_type": "ext4", "mount_flags" + suffix: []any{flag}}},
					"capability":    []any{object{"access_mode": "single-node-writer", "attachment_mode": "file-system"}}}
				for name, value := range more {
					volume[name] = value
				}
				return volume
			}
			r := writeonlytest.New(t, NewServer, kind, object{"address": server.URL})

			// Secrets of the state leave it, and the volume remains the same one, also one in use if the flags are the same.
			r.Run("create", with("", stored, stored))
			nomad.inUse = true
			r.Run("update", with("_wo", first, stored))
			if !nomad.has(first, stored) {
				t.Fatalf("the server got %+v", nomad.volume)
			}
			if strings.Contains(r.State(), stored) {
				t.Error("the state still has a secret")
			}
			if got := r.Plan(with("_wo", first, first)); !strings.Contains(got, "changes mount options only while nobody uses the volume") {
				t.Errorf("other flags of a volume in use: got %q", got)
			}
			nomad.inUse = false

			// Another secret and another flag are planned, and an apply takes no others.
			r.Run("update", with("_wo", first, first))
			for _, one := range []object{with("_wo", next, first), with("_wo", first, next)} {
				if got := r.Plan(one); got != "update" {
					t.Fatalf("another secret: got the plan %s", got)
				}
				if got := r.Apply(with("_wo", first, first)); got != "inconsistent final plan" {
					t.Errorf("an apply with another secret than the plan: got %q", got)
				}
			}
			r.Run("update", with("_wo", next, next))
			if !nomad.has(next, next) {
				t.Fatalf("the server got %+v", nomad.volume)
			}

			// Nomad shows of flags only whether there are any, and of secrets nothing.
			nomad.volume.MountOptions, nomad.volume.ModifyIndex = &api.CSIMountOptions{FSType: "ext4"}, 99
			r.Run("update", with("_wo", next, next))
			nomad.volume.Secrets, nomad.volume.ModifyIndex = nil, 100
			if got := r.Plan(with("_wo", next, next)); got != "none" {
				t.Errorf("secrets that another client removed: got the plan %s, and nothing shows them", got)
			}
			for _, secret := range []string{first, next} {
				if strings.Contains(r.Seen(), secret) {
					t.Errorf("%s is in a state, a plan, private data, or a message", secret)
				}
			}
			both := with("_wo", first, first)
			both["secrets"] = object{"key": stored}
			if got := r.Plan(both); !strings.Contains(got, "secrets_wo: got one beside secrets") {
				t.Errorf("both: got %q", got)
			}
		})
	}
}
