// @ts-nocheck
// https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from "#cdk";
import released from "../../../../provider/internal/version/version.json";

// Configuration

export interface NamespaceConfig extends cdktf.TerraformMetaArguments {
  /**
  * For humans, up to 256 bytes.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#description Namespace#description}
  */
  readonly description?: string;
  /**
  * The name.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#id Namespace#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id?: string;
  /**
  * Any keys and values.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#meta Namespace#meta}
  */
  readonly meta?: { [key: string]: string };
  /**
  * Up to 128 letters, digits and dashes.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#name Namespace#name}
  */
  readonly name: string;
  /**
  * Claims that a workload identity in the namespace has if its job names them in `extra_claims`, and their values (Nomad 2.0.3).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#optional_extra_claims Namespace#optional_extra_claims}
  */
  readonly optionalExtraClaims?: { [key: string]: string };
  /**
  * Name of a quota (Nomad Enterprise).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#quota Namespace#quota}
  */
  readonly quota?: string;
  /**
  * Claims that each workload identity in the namespace has, and their values, such as `${job.region}` (Nomad 2.0.3).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#required_extra_claims Namespace#required_extra_claims}
  */
  readonly requiredExtraClaims?: { [key: string]: string };
  /**
  * capabilities block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#capabilities Namespace#capabilities}
  */
  readonly capabilities?: NamespaceCapabilities;
  /**
  * node_pool_config block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#node_pool_config Namespace#node_pool_config}
  */
  readonly nodePoolConfig?: NamespaceNodePoolConfig;
}
export interface NamespaceCapabilities {
  /**
  * Not these network modes. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#disabled_network_modes Namespace#disabled_network_modes}
  */
  readonly disabledNetworkModes?: string[];
  /**
  * Not these task drivers. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#disabled_task_drivers Namespace#disabled_task_drivers}
  */
  readonly disabledTaskDrivers?: string[];
  /**
  * Only these network modes. Default: all.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#enabled_network_modes Namespace#enabled_network_modes}
  */
  readonly enabledNetworkModes?: string[];
  /**
  * Only these task drivers. Default: all.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#enabled_task_drivers Namespace#enabled_task_drivers}
  */
  readonly enabledTaskDrivers?: string[];
}

export function namespaceCapabilitiesToTerraform(struct?: NamespaceCapabilitiesOutputReference | NamespaceCapabilities): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    disabled_network_modes: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.disabledNetworkModes),
    disabled_task_drivers: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.disabledTaskDrivers),
    enabled_network_modes: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.enabledNetworkModes),
    enabled_task_drivers: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.enabledTaskDrivers),
  }
}


export function namespaceCapabilitiesToHclTerraform(struct?: NamespaceCapabilitiesOutputReference | NamespaceCapabilities): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    disabled_network_modes: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.disabledNetworkModes),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    disabled_task_drivers: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.disabledTaskDrivers),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    enabled_network_modes: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.enabledNetworkModes),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    enabled_task_drivers: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.enabledTaskDrivers),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class NamespaceCapabilitiesOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false, 0);
  }

  public get internalValue(): NamespaceCapabilities | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._disabledNetworkModes !== undefined) {
      hasAnyValues = true;
      internalValueResult.disabledNetworkModes = this._disabledNetworkModes;
    }
    if (this._disabledTaskDrivers !== undefined) {
      hasAnyValues = true;
      internalValueResult.disabledTaskDrivers = this._disabledTaskDrivers;
    }
    if (this._enabledNetworkModes !== undefined) {
      hasAnyValues = true;
      internalValueResult.enabledNetworkModes = this._enabledNetworkModes;
    }
    if (this._enabledTaskDrivers !== undefined) {
      hasAnyValues = true;
      internalValueResult.enabledTaskDrivers = this._enabledTaskDrivers;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: NamespaceCapabilities | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this._disabledNetworkModes = undefined;
      this._disabledTaskDrivers = undefined;
      this._enabledNetworkModes = undefined;
      this._enabledTaskDrivers = undefined;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this._disabledNetworkModes = value.disabledNetworkModes;
      this._disabledTaskDrivers = value.disabledTaskDrivers;
      this._enabledNetworkModes = value.enabledNetworkModes;
      this._enabledTaskDrivers = value.enabledTaskDrivers;
    }
  }

  // disabled_network_modes - computed: true, optional: true, required: false
  private _disabledNetworkModes?: string[]; 
  public get disabledNetworkModes() {
    return this.getListAttribute('disabled_network_modes');
  }
  public set disabledNetworkModes(value: string[]) {
    this._disabledNetworkModes = value;
  }
  public resetDisabledNetworkModes() {
    this._disabledNetworkModes = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get disabledNetworkModesInput() {
    return this._disabledNetworkModes;
  }

  // disabled_task_drivers - computed: true, optional: true, required: false
  private _disabledTaskDrivers?: string[]; 
  public get disabledTaskDrivers() {
    return this.getListAttribute('disabled_task_drivers');
  }
  public set disabledTaskDrivers(value: string[]) {
    this._disabledTaskDrivers = value;
  }
  public resetDisabledTaskDrivers() {
    this._disabledTaskDrivers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get disabledTaskDriversInput() {
    return this._disabledTaskDrivers;
  }

  // enabled_network_modes - computed: true, optional: true, required: false
  private _enabledNetworkModes?: string[]; 
  public get enabledNetworkModes() {
    return this.getListAttribute('enabled_network_modes');
  }
  public set enabledNetworkModes(value: string[]) {
    this._enabledNetworkModes = value;
  }
  public resetEnabledNetworkModes() {
    this._enabledNetworkModes = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get enabledNetworkModesInput() {
    return this._enabledNetworkModes;
  }

  // enabled_task_drivers - computed: true, optional: true, required: false
  private _enabledTaskDrivers?: string[]; 
  public get enabledTaskDrivers() {
    return this.getListAttribute('enabled_task_drivers');
  }
  public set enabledTaskDrivers(value: string[]) {
    this._enabledTaskDrivers = value;
  }
  public resetEnabledTaskDrivers() {
    this._enabledTaskDrivers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get enabledTaskDriversInput() {
    return this._enabledTaskDrivers;
  }
}
export interface NamespaceNodePoolConfig {
  /**
  * Only these pools; excludes denied.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#allowed Namespace#allowed}
  */
  readonly allowed?: string[];
  /**
  * Pool of jobs that name none. Default: `default`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#default Namespace#default}
  */
  readonly default?: string;
  /**
  * Not these pools; excludes allowed.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#denied Namespace#denied}
  */
  readonly denied?: string[];
}

export function namespaceNodePoolConfigToTerraform(struct?: NamespaceNodePoolConfigOutputReference | NamespaceNodePoolConfig): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    allowed: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.allowed),
    default: cdktf.stringToTerraform(struct!.default),
    denied: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.denied),
  }
}


export function namespaceNodePoolConfigToHclTerraform(struct?: NamespaceNodePoolConfigOutputReference | NamespaceNodePoolConfig): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    allowed: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.allowed),
      isBlock: false,
      type: "set",
      storageClassType: "stringList",
    },
    default: {
      value: cdktf.stringToHclTerraform(struct!.default),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    denied: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.denied),
      isBlock: false,
      type: "set",
      storageClassType: "stringList",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class NamespaceNodePoolConfigOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false, 0);
  }

  public get internalValue(): NamespaceNodePoolConfig | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._allowed !== undefined) {
      hasAnyValues = true;
      internalValueResult.allowed = this._allowed;
    }
    if (this._default !== undefined) {
      hasAnyValues = true;
      internalValueResult.default = this._default;
    }
    if (this._denied !== undefined) {
      hasAnyValues = true;
      internalValueResult.denied = this._denied;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: NamespaceNodePoolConfig | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this._allowed = undefined;
      this._default = undefined;
      this._denied = undefined;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this._allowed = value.allowed;
      this._default = value.default;
      this._denied = value.denied;
    }
  }

  // allowed - computed: true, optional: true, required: false
  private _allowed?: string[]; 
  public get allowed() {
    return cdktf.Fn.tolist(this.getListAttribute('allowed'));
  }
  public set allowed(value: string[]) {
    this._allowed = value;
  }
  public resetAllowed() {
    this._allowed = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowedInput() {
    return this._allowed;
  }

  // default - computed: true, optional: true, required: false
  private _default?: string; 
  public get default() {
    return this.getStringAttribute('default');
  }
  public set default(value: string) {
    this._default = value;
  }
  public resetDefault() {
    this._default = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get defaultInput() {
    return this._default;
  }

  // denied - computed: true, optional: true, required: false
  private _denied?: string[]; 
  public get denied() {
    return cdktf.Fn.tolist(this.getListAttribute('denied'));
  }
  public set denied(value: string[]) {
    this._denied = value;
  }
  public resetDenied() {
    this._denied = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deniedInput() {
    return this._denied;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace nomad_namespace}
*/
export class Namespace extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "nomad_namespace";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Namespace resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Namespace to import
  * @param importFromId The id of the existing Namespace that should be imported. Refer to the {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Namespace to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "nomad_namespace", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/namespace nomad_namespace} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options NamespaceConfig
  */
  public constructor(scope: Construct, id: string, config: NamespaceConfig) {
    super(scope, id, {
      terraformResourceType: 'nomad_namespace',
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
    this._description = config.description;
    this._id = config.id;
    this._meta = config.meta;
    this._name = config.name;
    this._optionalExtraClaims = config.optionalExtraClaims;
    this._quota = config.quota;
    this._requiredExtraClaims = config.requiredExtraClaims;
    this._capabilities.internalValue = config.capabilities;
    this._nodePoolConfig.internalValue = config.nodePoolConfig;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // description - computed: true, optional: true, required: false
  private _description?: string; 
  public get description() {
    return this.getStringAttribute('description');
  }
  public set description(value: string) {
    this._description = value;
  }
  public resetDescription() {
    this._description = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get descriptionInput() {
    return this._description;
  }

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

  // meta - computed: true, optional: true, required: false
  private _meta?: { [key: string]: string }; 
  public get meta() {
    return this.getStringMapAttribute('meta');
  }
  public set meta(value: { [key: string]: string }) {
    this._meta = value;
  }
  public resetMeta() {
    this._meta = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get metaInput() {
    return this._meta;
  }

  // name - computed: false, optional: false, required: true
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // optional_extra_claims - computed: true, optional: true, required: false
  private _optionalExtraClaims?: { [key: string]: string }; 
  public get optionalExtraClaims() {
    return this.getStringMapAttribute('optional_extra_claims');
  }
  public set optionalExtraClaims(value: { [key: string]: string }) {
    this._optionalExtraClaims = value;
  }
  public resetOptionalExtraClaims() {
    this._optionalExtraClaims = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get optionalExtraClaimsInput() {
    return this._optionalExtraClaims;
  }

  // quota - computed: true, optional: true, required: false
  private _quota?: string; 
  public get quota() {
    return this.getStringAttribute('quota');
  }
  public set quota(value: string) {
    this._quota = value;
  }
  public resetQuota() {
    this._quota = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get quotaInput() {
    return this._quota;
  }

  // required_extra_claims - computed: true, optional: true, required: false
  private _requiredExtraClaims?: { [key: string]: string }; 
  public get requiredExtraClaims() {
    return this.getStringMapAttribute('required_extra_claims');
  }
  public set requiredExtraClaims(value: { [key: string]: string }) {
    this._requiredExtraClaims = value;
  }
  public resetRequiredExtraClaims() {
    this._requiredExtraClaims = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requiredExtraClaimsInput() {
    return this._requiredExtraClaims;
  }

  // capabilities - computed: false, optional: true, required: false
  private _capabilities = new NamespaceCapabilitiesOutputReference(this, "capabilities");
  public get capabilities() {
    return this._capabilities;
  }
  public putCapabilities(value: NamespaceCapabilities) {
    this._capabilities.internalValue = value;
  }
  public resetCapabilities() {
    this._capabilities.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get capabilitiesInput() {
    return this._capabilities.internalValue;
  }

  // node_pool_config - computed: false, optional: true, required: false
  private _nodePoolConfig = new NamespaceNodePoolConfigOutputReference(this, "node_pool_config");
  public get nodePoolConfig() {
    return this._nodePoolConfig;
  }
  public putNodePoolConfig(value: NamespaceNodePoolConfig) {
    this._nodePoolConfig.internalValue = value;
  }
  public resetNodePoolConfig() {
    this._nodePoolConfig.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nodePoolConfigInput() {
    return this._nodePoolConfig.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      description: cdktf.stringToTerraform(this._description),
      id: cdktf.stringToTerraform(this._id),
      meta: cdktf.hashMapper(cdktf.stringToTerraform)(this._meta),
      name: cdktf.stringToTerraform(this._name),
      optional_extra_claims: cdktf.hashMapper(cdktf.stringToTerraform)(this._optionalExtraClaims),
      quota: cdktf.stringToTerraform(this._quota),
      required_extra_claims: cdktf.hashMapper(cdktf.stringToTerraform)(this._requiredExtraClaims),
      capabilities: namespaceCapabilitiesToTerraform(this._capabilities.internalValue),
      node_pool_config: namespaceNodePoolConfigToTerraform(this._nodePoolConfig.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      description: {
        value: cdktf.stringToHclTerraform(this._description),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      id: {
        value: cdktf.stringToHclTerraform(this._id),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      meta: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._meta),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      optional_extra_claims: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._optionalExtraClaims),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      quota: {
        value: cdktf.stringToHclTerraform(this._quota),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      required_extra_claims: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._requiredExtraClaims),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      capabilities: {
        value: namespaceCapabilitiesToHclTerraform(this._capabilities.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "NamespaceCapabilitiesList",
      },
      node_pool_config: {
        value: namespaceNodePoolConfigToHclTerraform(this._nodePoolConfig.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "NamespaceNodePoolConfigList",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
