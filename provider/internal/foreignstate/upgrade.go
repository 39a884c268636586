package foreignstate

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// singleBlocks lists blocks that older versions of a state hold as a list of at most one object, by resource type and path.
var singleBlocks = map[string][][]string{
	"nomad_acl_auth_method": {{"config"}, {"config", "oidc_client_assertion"}, {"config", "oidc_client_assertion", "private_key"}},
}

// UpgradeResourceState rewrites version 0 of a state whose blocks became single blocks in version 1.
func (s *server) UpgradeResourceState(ctx context.Context, request *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	paths := singleBlocks[request.TypeName]
	if len(paths) == 0 || request.Version != 0 || request.RawState == nil {
		return s.ProviderServer.UpgradeResourceState(ctx, request)
	}
	var state map[string]any
	if err := json.Unmarshal(request.RawState.JSON, &state); err != nil {
		return nil, err
	}
	for _, path := range paths {
		unwrap(state, path)
	}
	text, err := json.Marshal(state)
	if err != nil {
		return nil, err
	}
	changed := *request
	changed.Version, changed.RawState = 1, &tfprotov6.RawState{JSON: text}
	return s.ProviderServer.UpgradeResourceState(ctx, &changed)
}

// unwrap replaces the list at a path by its one object, or by null if it is empty.
func unwrap(object map[string]any, path []string) {
	name := path[0]
	if len(path) > 1 {
		if inner, is := object[name].(map[string]any); is {
			unwrap(inner, path[1:])
		}
		return
	}
	if list, is := object[name].([]any); is {
		object[name] = nil
		if len(list) > 0 {
			object[name] = list[0]
		}
	}
}
