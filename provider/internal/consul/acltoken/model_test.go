package acltoken

import (
	"testing"
	"time"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/consul/identity"
	"cdknomad/provider/internal/follow"
)

func node(name string) identity.Node {
	return identity.Node{NodeName: types.StringValue(name), Datacenter: types.StringValue("dc1")}
}

func TestBlocksKeepTheOrderOfTheState(t *testing.T) {
	m := model{NodeIdentities: []identity.Node{node("b"), node("a")}}
	m.follow(&api.ACLToken{NodeIdentities: []*api.ACLNodeIdentity{{NodeName: "a", Datacenter: "dc1"}, {NodeName: "c", Datacenter: "dc1"}, {NodeName: "b", Datacenter: "dc1"}}})
	want := []identity.Node{node("b"), node("a"), node("c")}
	for i := range want {
		if m.NodeIdentities[i] != want[i] {
			t.Fatalf("got %v, want %v", m.NodeIdentities, want)
		}
	}
	plan := model{NodeIdentities: []identity.Node{node("a"), node("c"), node("b")}}
	if plan.keepSpelling(&m); plan.NodeIdentities[0] != node("b") {
		t.Errorf("blocks in another order should be planned in the order of the state, got %v", plan.NodeIdentities)
	}
	other := model{NodeIdentities: []identity.Node{node("a"), node("x"), node("b")}}
	if other.keepSpelling(&m); other.NodeIdentities[1] != node("x") {
		t.Errorf("another block should be planned, got %v", other.NodeIdentities)
	}
}

func TestALinkIsCalledAsTheStateCallsIt(t *testing.T) {
	const id = "4e1f0000-1111-4222-8333-000000000001"
	links := []*api.ACLLink{{ID: id, Name: "read"}, {ID: "4e1f0000-1111-4222-8333-000000000002", Name: "write"}}
	set := types.SetNull(types.StringType)
	follow.Set(&set, []string{id})
	followLinks(&set, links)
	want := types.SetNull(types.StringType)
	if follow.Set(&want, []string{id, "write"}); !set.Equal(want) {
		t.Errorf("got %s, want %s", set, want)
	}
}

func TestAnEndInAnotherZoneIsTheSameEnd(t *testing.T) {
	end := time.Date(2030, 1, 31, 12, 0, 0, 0, time.UTC)
	m := model{ExpirationTime: types.StringValue("2030-01-31T13:00:00+01:00")}
	if m.followTime(&end); m.ExpirationTime.ValueString() != "2030-01-31T13:00:00+01:00" {
		t.Errorf("got %s", m.ExpirationTime)
	}
	later := end.Add(time.Hour)
	if m.followTime(&later); m.ExpirationTime.ValueString() != "2030-01-31T13:00:00Z" {
		t.Errorf("got %s", m.ExpirationTime)
	}
}
