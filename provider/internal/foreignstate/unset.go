// Package foreignstate makes a provider accept the states of the official providers: after a move, the first plan is empty.
//
// The official providers store "", false, 0, and empty collections where
// nothing was set, while Terraform insists that the plan of an optional attribute is what the configuration says: null. So
// Terraform sees optional attributes as also computed, and a zero value of the state stays planned where the
// configuration sets nothing.
package foreignstate

import (
	"context"
	"math/big"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// defaults lists what the official providers store for an attribute that is not set, besides zero values.
var defaults = map[string]map[string]string{
	"nomad_acl_auth_method": {"token_name_format": "${auth_method_type}-${auth_method_name}"},
}

// zeroTexts are texts that mean the same as no value.
var zeroTexts = []string{"", "0s", "0 B"}

type server struct {
	tfprotov6.ProviderServer
	skip []string

	once      sync.Once
	schemas   map[string]*tfprotov6.Schema
	schemaErr error
}

// Before puts this behavior before the server of a provider. skip lists resource types that handle foreign states themselves.
func Before(behind tfprotov6.ProviderServer, skip ...string) tfprotov6.ProviderServer {
	return &server{ProviderServer: behind, skip: skip}
}

// schema returns the schema of a resource type, nil if it is skipped. Terraform asks one process for the schemas and others for plans: one
// that plans only skipped types never makes the schemas of all types, which takes longer than its start.
func (s *server) schema(name string) (*tfprotov6.Schema, error) {
	if slices.Contains(s.skip, name) {
		return nil, nil
	}
	s.once.Do(func() {
		response, err := s.ProviderServer.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
		if s.schemaErr = err; err == nil {
			s.schemas = response.ResourceSchemas
		}
	})
	return s.schemas[name], s.schemaErr
}

func (s *server) GetProviderSchema(ctx context.Context, request *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	response, err := s.ProviderServer.GetProviderSchema(ctx, request)
	if err != nil || response == nil {
		return response, err
	}
	s.once.Do(func() { s.schemas = response.ResourceSchemas })
	changed := *response
	changed.ResourceSchemas = map[string]*tfprotov6.Schema{}
	for name, schema := range response.ResourceSchemas {
		if !slices.Contains(s.skip, name) {
			copied := *schema
			copied.Block = computed(schema.Block)
			schema = &copied
		}
		changed.ResourceSchemas[name] = schema
	}
	return &changed, nil
}

// concerns is whether an attribute that is optional is also computed for Terraform alone. No state has a write-only argument.
func concerns(attribute *tfprotov6.SchemaAttribute) bool {
	return attribute.Optional && !attribute.Computed && !attribute.WriteOnly
}

// hasPositions is whether Terraform pairs the blocks of a state with those of a configuration by their position.
func hasPositions(nested *tfprotov6.SchemaNestedBlock) bool {
	return nested.Nesting == tfprotov6.SchemaNestedBlockNestingModeList || nested.Nesting == tfprotov6.SchemaNestedBlockNestingModeSingle
}

func computed(block *tfprotov6.SchemaBlock) *tfprotov6.SchemaBlock {
	copied := *block
	copied.Attributes = make([]*tfprotov6.SchemaAttribute, len(block.Attributes))
	for i, attribute := range block.Attributes {
		each := *attribute
		each.Computed = each.Computed || concerns(attribute)
		copied.Attributes[i] = &each
	}
	copied.BlockTypes = make([]*tfprotov6.SchemaNestedBlock, len(block.BlockTypes))
	for i, nested := range block.BlockTypes {
		each := *nested
		if hasPositions(nested) {
			each.Block = computed(nested.Block)
		}
		copied.BlockTypes[i] = &each
	}
	return &copied
}

// PlanResourceChange corrects what Terraform proposes: it takes every value of the state for one that the provider computed.
func (s *server) PlanResourceChange(ctx context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	schema, err := s.schema(request.TypeName)
	if err != nil {
		return nil, err
	}
	if schema == nil {
		return s.ProviderServer.PlanResourceChange(ctx, request)
	}
	kind := schema.ValueType()
	proposed, err := request.ProposedNewState.Unmarshal(kind)
	if err != nil {
		return nil, err
	}
	if proposed.IsNull() {
		return s.ProviderServer.PlanResourceChange(ctx, request)
	}
	config, err := request.Config.Unmarshal(kind)
	if err != nil {
		return nil, err
	}
	prior, err := request.PriorState.Unmarshal(kind)
	if err != nil {
		return nil, err
	}
	corrected, err := correct(request.TypeName, schema.Block, config, prior, proposed)
	if err != nil {
		return nil, err
	}
	value, err := tfprotov6.NewDynamicValue(kind, corrected)
	if err != nil {
		return nil, err
	}
	changed := *request
	changed.ProposedNewState = &value
	return s.ProviderServer.PlanResourceChange(ctx, &changed)
}

// correct proposes the configuration's value for each attribute that is computed for Terraform alone, but keeps a value of the
// state that means the same as none.
func correct(typeName string, block *tfprotov6.SchemaBlock, config, prior, proposed tftypes.Value) (tftypes.Value, error) {
	if proposed.IsNull() || !proposed.IsKnown() || config.IsNull() || !config.IsKnown() {
		return proposed, nil
	}
	configured, planned := map[string]tftypes.Value{}, map[string]tftypes.Value{}
	if err := config.As(&configured); err != nil {
		return proposed, err
	}
	if err := proposed.As(&planned); err != nil {
		return proposed, err
	}
	before := map[string]tftypes.Value{}
	if prior.Type() != nil && !prior.IsNull() && prior.IsKnown() {
		if err := prior.As(&before); err != nil {
			return proposed, err
		}
	}
	for _, attribute := range block.Attributes {
		name := attribute.Name
		if !concerns(attribute) || !configured[name].IsNull() {
			continue
		}
		planned[name] = configured[name]
		if had, has := before[name]; has && !had.IsNull() && isUnset(had, defaults[typeName][name]) {
			planned[name] = had
		}
	}
	for _, nested := range block.BlockTypes {
		name := nested.TypeName
		if !hasPositions(nested) {
			continue
		}
		value, err := correctBlocks(typeName, nested, configured[name], before[name], planned[name])
		if err != nil {
			return proposed, err
		}
		planned[name] = value
	}
	return tftypes.NewValue(proposed.Type(), planned), nil
}

func correctBlocks(typeName string, nested *tfprotov6.SchemaNestedBlock, config, prior, proposed tftypes.Value) (tftypes.Value, error) {
	if nested.Nesting == tfprotov6.SchemaNestedBlockNestingModeSingle {
		return correct(typeName, nested.Block, config, prior, proposed)
	}
	var configured, planned, before []tftypes.Value
	if proposed.IsNull() || !proposed.IsKnown() || config.IsNull() || !config.IsKnown() {
		return proposed, nil
	}
	if err := config.As(&configured); err != nil {
		return proposed, err
	}
	if err := proposed.As(&planned); err != nil {
		return proposed, err
	}
	if prior.Type() != nil && !prior.IsNull() && prior.IsKnown() {
		if err := prior.As(&before); err != nil {
			return proposed, err
		}
	}
	for i := range min(len(planned), len(configured)) {
		var had tftypes.Value
		if i < len(before) {
			had = before[i]
		}
		value, err := correct(typeName, nested.Block, configured[i], had, planned[i])
		if err != nil {
			return proposed, err
		}
		planned[i] = value
	}
	return tftypes.NewValue(proposed.Type(), planned), nil
}

// isUnset is whether a value of a state means the same as none.
func isUnset(value tftypes.Value, standard string) bool {
	var text string
	var flag bool
	var number big.Float
	var list []tftypes.Value
	var entries map[string]tftypes.Value
	switch {
	case !value.IsFullyKnown():
		return false
	case value.As(&text) == nil:
		return slices.Contains(zeroTexts, text) || standard != "" && text == standard
	case value.As(&flag) == nil:
		return !flag
	case value.As(&number) == nil:
		return number.Sign() == 0
	case value.As(&list) == nil:
		return len(list) == 0
	case value.As(&entries) == nil:
		return len(entries) == 0
	}
	return false
}
