package job

import (
	"context"
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// typeName is the name of the resource type.
const typeName = "nomad_job"

// attributeTypes are the types of the attributes and blocks of the schema.
var attributeTypes = sync.OnceValue(func() map[string]attr.Type {
	return jobSchema().Type().(types.ObjectType).AttrTypes
})

// objectType is the type of the resource in Terraform's protocol.
var objectType = sync.OnceValue(func() tftypes.Type {
	return jobSchema().Type().TerraformType(context.Background())
})

// computed are the attributes that Terraform does not know before the plan unless the configuration sets them.
var computed = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for name, attribute := range jobSchema().Attributes {
		if attribute.IsComputed() {
			names[name] = true
		}
	}
	return names
})

// attributesOf returns nil for null, and for what does not fit the schema.
func attributesOf(value *tfprotov6.DynamicValue) map[string]tftypes.Value {
	if value == nil {
		return nil
	}
	object, err := value.Unmarshal(objectType())
	var attributes map[string]tftypes.Value
	if err != nil || object.IsNull() || !object.IsKnown() || object.As(&attributes) != nil {
		return nil
	}
	return attributes
}

func valueOf(attributes map[string]tftypes.Value) (*tfprotov6.DynamicValue, error) {
	value, err := tfprotov6.NewDynamicValue(objectType(), tftypes.NewValue(objectType(), attributes))
	return &value, err
}

// texts are the attributes with a text, by their names in the schema.
func (m *model) texts() map[string]*types.String {
	return map[string]*types.String{
		"jobspec": &m.Jobspec, "id": &m.ID, "name": &m.Name, "namespace": &m.Namespace, "type": &m.Type, "region": &m.Region, "status": &m.Status,
		"modify_index": &m.ModifyIndex, "deployment_id": &m.DeploymentID, "deployment_status": &m.DeploymentStatus,
	}
}

// flags are those that are true or false.
func (m *model) flags() map[string]*types.Bool {
	return map[string]*types.Bool{
		"json": &m.JSON, "detach": &m.Detach, "deregister_on_destroy": &m.DeregisterOnDestroy, "deregister_on_id_change": &m.DeregisterOnIDChange,
		"purge_on_destroy": &m.PurgeOnDestroy, "protect": &m.Protect, "fail_fast": &m.FailFast, "newer_fields": &m.NewerFields,
		"policy_override": &m.PolicyOverride, "preserve_counts": &m.PreserveCounts, "preserve_resources": &m.PreserveResources,
		"rerun_if_dead": &m.RerunIfDead, "read_allocation_ids": &m.ReadAllocationIDs,
	}
}

// modelOf reads attributes without the framework's reflection over the schema.
func modelOf(ctx context.Context, attributes map[string]tftypes.Value) (*model, error) {
	m := new(model)
	byText, byFlag := m.texts(), m.flags()
	for name, value := range attributes {
		of, known := attributeTypes()[name]
		if !known {
			return nil, fmt.Errorf("the schema has no attribute %s", name)
		}
		if name == "timeouts" {
			if err := m.readTimeouts(value); err != nil {
				return nil, err
			}
			continue
		}
		read, err := of.ValueFromTerraform(ctx, value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		switch typed := read.(type) {
		case types.String:
			*byText[name] = typed
		case types.Bool:
			*byFlag[name] = typed
		case types.Set:
			m.Datacenters = typed
		case types.Map:
			m.Scheduler = typed
		case types.List:
			if name == "hcl2" {
				m.HCL2 = typed
			} else {
				m.AllocationIDs = typed
			}
		}
	}
	return m, nil
}

func (m *model) readTimeouts(value tftypes.Value) error {
	if value.IsNull() {
		return nil
	}
	var limits map[string]tftypes.Value
	if err := value.As(&limits); err != nil {
		return err
	}
	m.Timeouts = new(timeouts)
	for name, target := range map[string]*types.String{"create": &m.Timeouts.Create, "update": &m.Timeouts.Update} {
		read, err := types.StringType.ValueFromTerraform(context.Background(), limits[name])
		if err != nil {
			return err
		}
		*target = read.(types.String)
	}
	return nil
}

// attributes is the reverse of [modelOf].
func (m *model) attributes(ctx context.Context) (map[string]tftypes.Value, error) {
	values := map[string]attr.Value{"datacenters": m.Datacenters, "allocation_ids": m.AllocationIDs, "scheduler": m.Scheduler, "hcl2": m.HCL2}
	for name, text := range m.texts() {
		values[name] = *text
	}
	for name, flag := range m.flags() {
		values[name] = *flag
	}
	limits := attributeTypes()["timeouts"].(types.ObjectType)
	values["timeouts"] = types.ObjectNull(limits.AttrTypes)
	if m.Timeouts != nil {
		values["timeouts"] = types.ObjectValueMust(limits.AttrTypes, map[string]attr.Value{"create": m.Timeouts.Create, "update": m.Timeouts.Update})
	}
	attributes := make(map[string]tftypes.Value, len(values))
	for name, value := range values {
		written, err := value.ToTerraformValue(ctx)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		attributes[name] = written
	}
	return attributes, nil
}
