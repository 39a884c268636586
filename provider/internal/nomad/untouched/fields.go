package untouched

import (
	"bytes"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/vmihailenco/msgpack/v5"
)

// fields are those of a job's state that decide whether it may take the short way.
type fields struct {
	id, namespace, status string
	json, rerun           bool
	allocations           bool // read_allocation_ids: the allocations are to be asked for each time
	retired               bool // an attribute is set that the provider refuses
	unscheduled           bool // nothing is left of the scheduler's last answer
}

// readFields skips over everything else. It gives false for a value that is not there, or not known where it counts.
func readFields(value *tfprotov6.DynamicValue) (fields, bool) {
	found := fields{}
	if value == nil || len(value.MsgPack) == 0 {
		return found, false
	}
	decoder := msgpack.NewDecoder(bytes.NewReader(value.MsgPack))
	count, err := decoder.DecodeMapLen()
	if err != nil || count < 0 {
		return found, false
	}
	for range count {
		name, err := decoder.DecodeString()
		if err != nil {
			return found, false
		}
		if !found.read(name, decoder) {
			return found, false
		}
	}
	return found, true
}

func (f *fields) read(name string, decoder *msgpack.Decoder) bool {
	var err error
	switch name {
	case "id":
		f.id, err = decoder.DecodeString() // null is ""
	case "namespace":
		f.namespace, err = decoder.DecodeString()
	case "status":
		f.status, err = decoder.DecodeString()
	case "json":
		f.json, err = flag(decoder, false)
	case "rerun_if_dead":
		f.rerun, err = flag(decoder, false)
	case "read_allocation_ids":
		f.allocations, err = flag(decoder, false)
	case "deregister_on_id_change":
		kept, wrong := flag(decoder, true)
		f.retired, err = f.retired || !kept, wrong
	case "hcl2":
		blocks, wrong := decoder.DecodeInterface()
		list, _ := blocks.([]any)
		f.retired, err = f.retired || len(list) > 0, wrong
	case "scheduler":
		answer, wrong := decoder.DecodeInterface()
		f.unscheduled, err = answer == nil, wrong
	default:
		err = decoder.Skip()
	}
	return err == nil
}

// flag is a boolean that may be null.
func flag(decoder *msgpack.Decoder, unset bool) (bool, error) {
	value, err := decoder.DecodeInterface()
	set, known := value.(bool)
	if !known {
		return unset, err
	}
	return set, err
}
