// Package untouched answers for jobs that nobody touched, which is nearly every job of nearly every plan, without taking
// their state apart: for a thousand of them the framework's own conversions are most of what a plan costs.
//
// It stands before the framework's server and lets through whatever is not as plain as that.
package untouched

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/job"
)

const resourceType = "nomad_job"

// Server is a provider server with a short way for jobs that nobody touched.
type Server struct {
	tfprotov6.ProviderServer

	cluster func() *cluster.Cluster
}

// New puts the short way before a server.
//
// cluster gives what the provider was configured with, nil if it is not configured yet.
func New(server tfprotov6.ProviderServer, cluster func() *cluster.Cluster) tfprotov6.ProviderServer {
	if job.ReadEach() {
		return server
	}
	return &Server{ProviderServer: server, cluster: cluster}
}

// ValidateResourceConfig has nothing to say of a job that sets nothing deprecated and nothing that is refused: that what
// is required is there and what is computed is not, Terraform has seen by the schema before it asks.
func (s *Server) ValidateResourceConfig(ctx context.Context, request *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	if request.TypeName == resourceType {
		if config, plain := readFields(request.Config); plain && config.json && !config.allocations && !config.retired {
			return &tfprotov6.ValidateResourceConfigResponse{}, nil
		}
	}
	return s.ProviderServer.ValidateResourceConfig(ctx, request)
}

// ReadResource leaves the state of a job as it is if the job's index is the one remembered.
func (s *Server) ReadResource(ctx context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	if request.TypeName != resourceType || !s.untouched(ctx, request) {
		return s.ProviderServer.ReadResource(ctx, request)
	}
	return &tfprotov6.ReadResourceResponse{
		NewState: request.CurrentState, Private: request.Private, NewIdentity: request.CurrentIdentity,
	}, nil
}

func (s *Server) untouched(ctx context.Context, request *tfprotov6.ReadResourceRequest) bool {
	shared := s.cluster()
	state, plain := readFields(request.CurrentState)
	if shared == nil || !plain || state.id == "" || state.namespace == "" || state.allocations || !state.unscheduled {
		return false
	}
	index, remembered := job.SnapshotIndex(request.Private)
	if !remembered {
		return false
	}
	key := cluster.Key{Namespace: state.namespace, ID: state.id}
	shared.Hold(key)
	if err := shared.Connect(ctx); err != nil {
		return false
	}
	stub, err := shared.Job(ctx, key)
	return err == nil && stub != nil && stub.JobModifyIndex == index && !(state.rerun && stub.Status == "dead") &&
		!(job.IsBatch(stub.Type) && job.MayHaveFailed(stub)) &&
		shared.FailingDeployment(ctx, key, index) == nil && !job.MayBeUnhealthy(ctx, shared, key, stub)
}

// PlanResourceChange plans no change where configuration and state are the same to the byte.
func (s *Server) PlanResourceChange(ctx context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	if request.TypeName != resourceType || !unchanged(request) {
		return s.ProviderServer.PlanResourceChange(ctx, request)
	}
	return &tfprotov6.PlanResourceChangeResponse{
		PlannedState: request.PriorState, PlannedPrivate: request.PriorPrivate, PlannedIdentity: request.PriorIdentity,
	}, nil
}

func unchanged(request *tfprotov6.PlanResourceChangeRequest) bool {
	if request.PriorState == nil || request.ProposedNewState == nil ||
		!bytes.Equal(request.PriorState.MsgPack, request.ProposedNewState.MsgPack) {
		return false
	}
	state, plain := readFields(request.PriorState)
	return plain && state.json && !state.retired && !(state.rerun && state.status == "dead") && !job.HasFailure(request.PriorPrivate)
}

// UpgradeResourceState forgets what the scheduler answered to the last plan. Terraform insists that it is in the state
// after an apply. Here, and not at the refresh, nobody takes its going for a change made outside of Terraform.
func (s *Server) UpgradeResourceState(ctx context.Context, request *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	if request.TypeName != resourceType || request.Version != 0 || request.RawState == nil {
		return s.ProviderServer.UpgradeResourceState(ctx, request)
	}
	if text, isCurrent := withoutScheduler(request.RawState.JSON); isCurrent {
		return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &tfprotov6.DynamicValue{JSON: text}}, nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(request.RawState.JSON, &fields); err != nil || fields == nil || !job.Complete(fields) {
		// What this version does not know, the framework leaves out.
		return s.ProviderServer.UpgradeResourceState(ctx, request)
	}
	fields["scheduler"] = json.RawMessage("null")
	text, err := json.Marshal(fields)
	if err != nil {
		return s.ProviderServer.UpgradeResourceState(ctx, request)
	}
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &tfprotov6.DynamicValue{JSON: text}}, nil
}

// withoutScheduler returns a state with null for the scheduler's answer. It returns false if the state does not have exactly the attributes
// of the schema.
func withoutScheduler(state []byte) ([]byte, bool) {
	count, isKnown, start, end := 0, true, -1, -1
	isObject := members(state, func(key []byte, from, to int) {
		count++
		isKnown = isKnown && job.IsAttribute(string(key))
		if string(key) == "scheduler" {
			start, end = from, to
		}
	})
	if !isObject || !isKnown || count != job.AttributeCount() || start < 0 {
		return nil, false
	}
	return slices.Concat(state[:start], []byte("null"), state[end:]), true
}
