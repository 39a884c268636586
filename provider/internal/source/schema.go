package source

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Set is a list of values whose order has no meaning.
type Set[T any] []T

func (Set[T]) isSet() {}

// field is one attribute or block of a model.
type field struct {
	index                                                           int
	name, description                                               string
	isRequired, isOptional, isComputed, isSensitive, isBlock, isOld bool
}

func (f field) isInput() bool { return f.isRequired || f.isOptional || f.isBlock }

// fieldsOf returns the fields of a model, from these tags:
//
//   - tfsdk: the name of the attribute
//   - is: "required", "optional", "optional,computed", or "block"; without it the attribute is computed. "sensitive" hides the value in
//     the output of Terraform, and "deprecated" makes a warning where a configuration sets the attribute.
//   - doc: its description
//
// An attribute that a configuration can set has a type of the framework, such as types.String, so that it can be null.
func fieldsOf(model reflect.Type) []field {
	fields := make([]field, model.NumField())
	for i := range fields {
		tag := model.Field(i).Tag
		current := field{index: i, name: tag.Get("tfsdk"), description: tag.Get("doc")}
		for _, word := range strings.Split(tag.Get("is"), ",") {
			switch word {
			case "required":
				current.isRequired = true
			case "optional":
				current.isOptional = true
			case "computed":
				current.isComputed = true
			case "sensitive":
				current.isSensitive = true
			case "block":
				current.isBlock = true
			case "deprecated":
				current.isOld = true
			}
		}
		current.isComputed = current.isComputed || !current.isInput()
		fields[i] = current
	}
	return fields
}

// schemaOf returns the schema of a model.
func schemaOf(model reflect.Type, description string) schema.Schema {
	attributes, blocks := partsOf(model)
	return schema.Schema{MarkdownDescription: description, Attributes: attributes, Blocks: blocks}
}

func partsOf(model reflect.Type) (map[string]schema.Attribute, map[string]schema.Block) {
	attributes, blocks := map[string]schema.Attribute{}, map[string]schema.Block{}
	for _, field := range fieldsOf(model) {
		kind := model.Field(field.index).Type
		if field.isBlock {
			inner, _ := partsOf(kind.Elem())
			blocks[field.name] = schema.SetNestedBlock{MarkdownDescription: field.description, NestedObject: schema.NestedBlockObject{Attributes: inner}}
			continue
		}
		attributes[field.name] = attribute(field, typeOf(kind))
	}
	return attributes, blocks
}

func attribute(f field, kind attr.Type) schema.Attribute {
	required, optional, computed, sensitive, description := f.isRequired, f.isOptional, f.isComputed, f.isSensitive, f.description
	old := ""
	if f.isOld {
		old = f.description
	}
	switch kind := kind.(type) {
	case types.ListType:
		return schema.ListAttribute{ElementType: kind.ElemType, Required: required, Optional: optional, Computed: computed, Sensitive: sensitive, MarkdownDescription: description, DeprecationMessage: old}
	case types.SetType:
		return schema.SetAttribute{ElementType: kind.ElemType, Required: required, Optional: optional, Computed: computed, Sensitive: sensitive, MarkdownDescription: description, DeprecationMessage: old}
	case types.MapType:
		return schema.MapAttribute{ElementType: kind.ElemType, Required: required, Optional: optional, Computed: computed, Sensitive: sensitive, MarkdownDescription: description, DeprecationMessage: old}
	}
	switch kind {
	case types.BoolType:
		return schema.BoolAttribute{Required: required, Optional: optional, Computed: computed, Sensitive: sensitive, MarkdownDescription: description, DeprecationMessage: old}
	case types.Int64Type:
		return schema.Int64Attribute{Required: required, Optional: optional, Computed: computed, Sensitive: sensitive, MarkdownDescription: description, DeprecationMessage: old}
	}
	return schema.StringAttribute{Required: required, Optional: optional, Computed: computed, Sensitive: sensitive, MarkdownDescription: description, DeprecationMessage: old}
}

// typeOf returns the type of an attribute that a Go value is stored in.
func typeOf(kind reflect.Type) attr.Type {
	switch kind {
	case reflect.TypeFor[types.String]():
		return types.StringType
	case reflect.TypeFor[types.Bool]():
		return types.BoolType
	case reflect.TypeFor[types.Int64]():
		return types.Int64Type
	case reflect.TypeFor[types.Map]():
		return types.MapType{ElemType: types.StringType}
	}
	switch kind.Kind() {
	case reflect.Pointer:
		return typeOf(kind.Elem())
	case reflect.String:
		return types.StringType
	case reflect.Bool:
		return types.BoolType
	case reflect.Int, reflect.Int64:
		return types.Int64Type
	case reflect.Map:
		return types.MapType{ElemType: typeOf(kind.Elem())}
	case reflect.Slice:
		if kind.Implements(reflect.TypeFor[interface{ isSet() }]()) {
			return types.SetType{ElemType: typeOf(kind.Elem())}
		}
		return types.ListType{ElemType: typeOf(kind.Elem())}
	case reflect.Struct:
		attributes := map[string]attr.Type{}
		for _, field := range fieldsOf(kind) {
			attributes[field.name] = typeOf(kind.Field(field.index).Type)
		}
		return types.ObjectType{AttrTypes: attributes}
	}
	panic(fmt.Sprintf("%s cannot be an attribute", kind)) // a model is part of the program, and a test builds every schema
}

// fill makes lists and maps of the answer that have no elements empty instead of null, as the official providers do, so that length()
// and for expressions work. Arguments stay as the configuration has them.
func fill(value reflect.Value) {
	switch value.Kind() {
	case reflect.Struct:
		for _, field := range fieldsOf(value.Type()) {
			inner := value.Field(field.index)
			switch {
			case field.name == "" || field.isRequired || field.isOptional:
			case field.isBlock && inner.IsNil():
				inner.Set(reflect.MakeSlice(inner.Type(), 0, 0))
			case !field.isBlock:
				fill(inner)
			}
		}
	case reflect.Slice:
		if value.IsNil() {
			value.Set(reflect.MakeSlice(value.Type(), 0, 0))
		}
		for i := range value.Len() {
			fill(value.Index(i))
		}
	case reflect.Map:
		if value.IsNil() {
			value.Set(reflect.MakeMap(value.Type()))
		}
	}
}
