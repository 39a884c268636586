// @ts-nocheck
// https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/variable
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from "#cdk";
import released from "../../../../provider/internal/version/version.json";

// Configuration

export interface VariableConfig extends cdktf.TerraformMetaArguments {
  /**
  * path@namespace
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/variable#id Variable#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id?: string;
  /**
  * What it holds, up to 64 KiB in all, together with `items_wo`. One item at least. The state has these items in the clear.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/variable#items Variable#items}
  */
  readonly items?: { [key: string]: string };
  /**
  * More items, as a JSON object of texts, such as `jsonencode({ password = var.password })`. It is in no state and in no saved plan. It needs Terraform 1.11 or OpenTofu 1.11.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/variable#items_wo Variable#items_wo}
  */
  readonly itemsWo?: string;
  /**
  * Not needed: a plan notices that `items_wo` changed. Another number writes it again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/variable#items_wo_version Variable#items_wo_version}
  */
  readonly itemsWoVersion?: number;
  /**
  * Its namespace. Default: `default`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/variable#namespace Variable#namespace}
  */
  readonly namespace?: string;
  /**
  * Up to 128 letters, digits, `-`, `_`, `~` and `/`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/variable#path Variable#path}
  */
  readonly path: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/variable nomad_variable}
*/
export class Variable extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "nomad_variable";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Variable resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Variable to import
  * @param importFromId The id of the existing Variable that should be imported. Refer to the {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/variable#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Variable to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "nomad_variable", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/variable nomad_variable} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options VariableConfig
  */
  public constructor(scope: Construct, id: string, config: VariableConfig) {
    super(scope, id, {
      terraformResourceType: 'nomad_variable',
      terraformGeneratorMetadata: {
        providerName: 'nomad',
        providerVersion: released.version
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._id = config.id;
    this._items = config.items;
    this._itemsWo = config.itemsWo;
    this._itemsWoVersion = config.itemsWoVersion;
    this._namespace = config.namespace;
    this._path = config.path;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: true, required: false
  private _id?: string; 
  public get id() {
    return this.getStringAttribute('id');
  }
  public set id(value: string) {
    this._id = value;
  }
  public resetId() {
    this._id = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get idInput() {
    return this._id;
  }

  // items - computed: true, optional: true, required: false
  private _items?: { [key: string]: string }; 
  public get items() {
    return this.getStringMapAttribute('items');
  }
  public set items(value: { [key: string]: string }) {
    this._items = value;
  }
  public resetItems() {
    this._items = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get itemsInput() {
    return this._items;
  }

  // items_wo - computed: false, optional: true, required: false
  private _itemsWo?: string; 
  public get itemsWo() {
    return this.getStringAttribute('items_wo');
  }
  public set itemsWo(value: string) {
    this._itemsWo = value;
  }
  public resetItemsWo() {
    this._itemsWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get itemsWoInput() {
    return this._itemsWo;
  }

  // items_wo_hash - computed: true, optional: false, required: false
  public get itemsWoHash() {
    return this.getStringAttribute('items_wo_hash');
  }

  // items_wo_version - computed: true, optional: true, required: false
  private _itemsWoVersion?: number; 
  public get itemsWoVersion() {
    return this.getNumberAttribute('items_wo_version');
  }
  public set itemsWoVersion(value: number) {
    this._itemsWoVersion = value;
  }
  public resetItemsWoVersion() {
    this._itemsWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get itemsWoVersionInput() {
    return this._itemsWoVersion;
  }

  // namespace - computed: true, optional: true, required: false
  private _namespace?: string; 
  public get namespace() {
    return this.getStringAttribute('namespace');
  }
  public set namespace(value: string) {
    this._namespace = value;
  }
  public resetNamespace() {
    this._namespace = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get namespaceInput() {
    return this._namespace;
  }

  // path - computed: false, optional: false, required: true
  private _path?: string; 
  public get path() {
    return this.getStringAttribute('path');
  }
  public set path(value: string) {
    this._path = value;
  }
  // Temporarily expose input value. Use with caution.
  public get pathInput() {
    return this._path;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      id: cdktf.stringToTerraform(this._id),
      items: cdktf.hashMapper(cdktf.stringToTerraform)(this._items),
      items_wo: cdktf.stringToTerraform(this._itemsWo),
      items_wo_version: cdktf.numberToTerraform(this._itemsWoVersion),
      namespace: cdktf.stringToTerraform(this._namespace),
      path: cdktf.stringToTerraform(this._path),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      id: {
        value: cdktf.stringToHclTerraform(this._id),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      items: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._items),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      items_wo: {
        value: cdktf.stringToHclTerraform(this._itemsWo),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      items_wo_version: {
        value: cdktf.numberToHclTerraform(this._itemsWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      namespace: {
        value: cdktf.stringToHclTerraform(this._namespace),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      path: {
        value: cdktf.stringToHclTerraform(this._path),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
