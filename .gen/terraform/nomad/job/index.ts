// @ts-nocheck
// https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from "#cdk";
import released from "../../../../provider/internal/version/version.json";

// Configuration

export interface JobConfig extends cdktf.TerraformMetaArguments {
  /**
  * If false, destroying the resource leaves the job running. Default: true.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#deregister_on_destroy Job#deregister_on_destroy}
  */
  readonly deregisterOnDestroy?: boolean | cdktf.IResolvable;
  /**
  * Only true, the default, is supported: the job with the former id or namespace is stopped.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#deregister_on_id_change Job#deregister_on_id_change}
  */
  readonly deregisterOnIdChange?: boolean | cdktf.IResolvable;
  /**
  * If true, an apply does not wait until the job runs. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#detach Job#detach}
  */
  readonly detach?: boolean | cdktf.IResolvable;
  /**
  * Whether an apply stops waiting as soon as a task cannot start for a reason that does not resolve itself: an image that does not exist, an unknown driver option, a program for another CPU architecture, a missing command. It is not sent to Nomad. Default: true unless an earlier version of the job is running or `auto_revert` restores it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#fail_fast Job#fail_fast}
  */
  readonly failFast?: boolean | cdktf.IResolvable;
  /**
  * The job's ID.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#id Job#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id?: string;
  /**
  * The job as JSON of Nomad's API, for example from `jsonencode`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#jobspec Job#jobspec}
  */
  readonly jobspec: string;
  /**
  * Must be true: `jobspec` is JSON. HCL is refused, because drift cannot be shown in it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#json Job#json}
  */
  readonly json?: boolean | cdktf.IResolvable;
  /**
  * If true, keys of `jobspec` that this version does not know are sent to Nomad as they are, for a field of a newer Nomad. Default: false, such a key is an error.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#newer_fields Job#newer_fields}
  */
  readonly newerFields?: boolean | cdktf.IResolvable;
  /**
  * Overrides soft-mandatory Sentinel policies (Nomad Enterprise). Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#policy_override Job#policy_override}
  */
  readonly policyOverride?: boolean | cdktf.IResolvable;
  /**
  * If true, each group of a running job keeps its count, whatever `jobspec` has; a new count on the cluster is no change. The counts of `jobspec` are those of a new job and of a new group. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#preserve_counts Job#preserve_counts}
  */
  readonly preserveCounts?: boolean | cdktf.IResolvable;
  /**
  * If true, each task of a running job keeps its resources, whatever `jobspec` has; new resources on the cluster are no change. The resources of `jobspec` are those of a new job and of a new task. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#preserve_resources Job#preserve_resources}
  */
  readonly preserveResources?: boolean | cdktf.IResolvable;
  /**
  * If true, a plan that stops the job needs a confirmation that names it, even if the program no longer has the job. It is not sent to Nomad. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#protect Job#protect}
  */
  readonly protect?: boolean | cdktf.IResolvable;
  /**
  * If true, destroying the resource also removes the job from Nomad's list. Default: false, Nomad's garbage collector removes it later.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#purge_on_destroy Job#purge_on_destroy}
  */
  readonly purgeOnDestroy?: boolean | cdktf.IResolvable;
  /**
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#read_allocation_ids Job#read_allocation_ids}
  */
  readonly readAllocationIds?: boolean | cdktf.IResolvable;
  /**
  * If true, a job that is dead but did not finish successfully is run again. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#rerun_if_dead Job#rerun_if_dead}
  */
  readonly rerunIfDead?: boolean | cdktf.IResolvable;
  /**
  * hcl2 block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#hcl2 Job#hcl2}
  */
  readonly hcl2?: JobHcl2;
  /**
  * timeouts block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#timeouts Job#timeouts}
  */
  readonly timeouts?: JobTimeouts;
}
export interface JobHcl2 {
  /**
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#allow_fs Job#allow_fs}
  */
  readonly allowFs?: boolean | cdktf.IResolvable;
  /**
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#vars Job#vars}
  */
  readonly vars?: { [key: string]: string };
}

export function jobHcl2ToTerraform(struct?: JobHcl2OutputReference | JobHcl2): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    allow_fs: cdktf.booleanToTerraform(struct!.allowFs),
    vars: cdktf.hashMapper(cdktf.stringToTerraform)(struct!.vars),
  }
}


export function jobHcl2ToHclTerraform(struct?: JobHcl2OutputReference | JobHcl2): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    allow_fs: {
      value: cdktf.booleanToHclTerraform(struct!.allowFs),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    vars: {
      value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(struct!.vars),
      isBlock: false,
      type: "map",
      storageClassType: "stringMap",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class JobHcl2OutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false, 0);
  }

  public get internalValue(): JobHcl2 | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._allowFs !== undefined) {
      hasAnyValues = true;
      internalValueResult.allowFs = this._allowFs;
    }
    if (this._vars !== undefined) {
      hasAnyValues = true;
      internalValueResult.vars = this._vars;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: JobHcl2 | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this._allowFs = undefined;
      this._vars = undefined;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this._allowFs = value.allowFs;
      this._vars = value.vars;
    }
  }

  // allow_fs - computed: false, optional: true, required: false
  private _allowFs?: boolean | cdktf.IResolvable; 
  public get allowFs() {
    return this.getBooleanAttribute('allow_fs');
  }
  public set allowFs(value: boolean | cdktf.IResolvable) {
    this._allowFs = value;
  }
  public resetAllowFs() {
    this._allowFs = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowFsInput() {
    return this._allowFs;
  }

  // vars - computed: false, optional: true, required: false
  private _vars?: { [key: string]: string }; 
  public get vars() {
    return this.getStringMapAttribute('vars');
  }
  public set vars(value: { [key: string]: string }) {
    this._vars = value;
  }
  public resetVars() {
    this._vars = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get varsInput() {
    return this._vars;
  }
}
export interface JobTimeouts {
  /**
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#create Job#create}
  */
  readonly create?: string;
  /**
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#update Job#update}
  */
  readonly update?: string;
}

export function jobTimeoutsToTerraform(struct?: JobTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    create: cdktf.stringToTerraform(struct!.create),
    update: cdktf.stringToTerraform(struct!.update),
  }
}


export function jobTimeoutsToHclTerraform(struct?: JobTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    create: {
      value: cdktf.stringToHclTerraform(struct!.create),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    update: {
      value: cdktf.stringToHclTerraform(struct!.update),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class JobTimeoutsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): JobTimeouts | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._create !== undefined) {
      hasAnyValues = true;
      internalValueResult.create = this._create;
    }
    if (this._update !== undefined) {
      hasAnyValues = true;
      internalValueResult.update = this._update;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: JobTimeouts | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._create = undefined;
      this._update = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._create = value.create;
      this._update = value.update;
    }
  }

  // create - computed: false, optional: true, required: false
  private _create?: string; 
  public get create() {
    return this.getStringAttribute('create');
  }
  public set create(value: string) {
    this._create = value;
  }
  public resetCreate() {
    this._create = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get createInput() {
    return this._create;
  }

  // update - computed: false, optional: true, required: false
  private _update?: string; 
  public get update() {
    return this.getStringAttribute('update');
  }
  public set update(value: string) {
    this._update = value;
  }
  public resetUpdate() {
    this._update = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get updateInput() {
    return this._update;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job nomad_job}
*/
export class Job extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "nomad_job";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Job resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Job to import
  * @param importFromId The id of the existing Job that should be imported. Refer to the {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Job to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "nomad_job", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job nomad_job} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options JobConfig
  */
  public constructor(scope: Construct, id: string, config: JobConfig) {
    super(scope, id, {
      terraformResourceType: 'nomad_job',
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
    this._deregisterOnDestroy = config.deregisterOnDestroy;
    this._deregisterOnIdChange = config.deregisterOnIdChange;
    this._detach = config.detach;
    this._failFast = config.failFast;
    this._id = config.id;
    this._jobspec = config.jobspec;
    this._json = config.json;
    this._newerFields = config.newerFields;
    this._policyOverride = config.policyOverride;
    this._preserveCounts = config.preserveCounts;
    this._preserveResources = config.preserveResources;
    this._protect = config.protect;
    this._purgeOnDestroy = config.purgeOnDestroy;
    this._readAllocationIds = config.readAllocationIds;
    this._rerunIfDead = config.rerunIfDead;
    this._hcl2.internalValue = config.hcl2;
    this._timeouts.internalValue = config.timeouts;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // allocation_ids - computed: true, optional: false, required: false
  public get allocationIds() {
    return this.getListAttribute('allocation_ids');
  }

  // datacenters - computed: true, optional: false, required: false
  public get datacenters() {
    return cdktf.Fn.tolist(this.getListAttribute('datacenters'));
  }

  // deployment_id - computed: true, optional: false, required: false
  public get deploymentId() {
    return this.getStringAttribute('deployment_id');
  }

  // deployment_status - computed: true, optional: false, required: false
  public get deploymentStatus() {
    return this.getStringAttribute('deployment_status');
  }

  // deregister_on_destroy - computed: false, optional: true, required: false
  private _deregisterOnDestroy?: boolean | cdktf.IResolvable; 
  public get deregisterOnDestroy() {
    return this.getBooleanAttribute('deregister_on_destroy');
  }
  public set deregisterOnDestroy(value: boolean | cdktf.IResolvable) {
    this._deregisterOnDestroy = value;
  }
  public resetDeregisterOnDestroy() {
    this._deregisterOnDestroy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deregisterOnDestroyInput() {
    return this._deregisterOnDestroy;
  }

  // deregister_on_id_change - computed: false, optional: true, required: false
  private _deregisterOnIdChange?: boolean | cdktf.IResolvable; 
  public get deregisterOnIdChange() {
    return this.getBooleanAttribute('deregister_on_id_change');
  }
  public set deregisterOnIdChange(value: boolean | cdktf.IResolvable) {
    this._deregisterOnIdChange = value;
  }
  public resetDeregisterOnIdChange() {
    this._deregisterOnIdChange = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deregisterOnIdChangeInput() {
    return this._deregisterOnIdChange;
  }

  // detach - computed: false, optional: true, required: false
  private _detach?: boolean | cdktf.IResolvable; 
  public get detach() {
    return this.getBooleanAttribute('detach');
  }
  public set detach(value: boolean | cdktf.IResolvable) {
    this._detach = value;
  }
  public resetDetach() {
    this._detach = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get detachInput() {
    return this._detach;
  }

  // fail_fast - computed: false, optional: true, required: false
  private _failFast?: boolean | cdktf.IResolvable; 
  public get failFast() {
    return this.getBooleanAttribute('fail_fast');
  }
  public set failFast(value: boolean | cdktf.IResolvable) {
    this._failFast = value;
  }
  public resetFailFast() {
    this._failFast = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get failFastInput() {
    return this._failFast;
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

  // jobspec - computed: false, optional: false, required: true
  private _jobspec?: string; 
  public get jobspec() {
    return this.getStringAttribute('jobspec');
  }
  public set jobspec(value: string) {
    this._jobspec = value;
  }
  // Temporarily expose input value. Use with caution.
  public get jobspecInput() {
    return this._jobspec;
  }

  // json - computed: false, optional: true, required: false
  private _json?: boolean | cdktf.IResolvable; 
  public get json() {
    return this.getBooleanAttribute('json');
  }
  public set json(value: boolean | cdktf.IResolvable) {
    this._json = value;
  }
  public resetJson() {
    this._json = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get jsonInput() {
    return this._json;
  }

  // modify_index - computed: true, optional: false, required: false
  public get modifyIndex() {
    return this.getStringAttribute('modify_index');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // namespace - computed: true, optional: false, required: false
  public get namespace() {
    return this.getStringAttribute('namespace');
  }

  // newer_fields - computed: false, optional: true, required: false
  private _newerFields?: boolean | cdktf.IResolvable; 
  public get newerFields() {
    return this.getBooleanAttribute('newer_fields');
  }
  public set newerFields(value: boolean | cdktf.IResolvable) {
    this._newerFields = value;
  }
  public resetNewerFields() {
    this._newerFields = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get newerFieldsInput() {
    return this._newerFields;
  }

  // policy_override - computed: false, optional: true, required: false
  private _policyOverride?: boolean | cdktf.IResolvable; 
  public get policyOverride() {
    return this.getBooleanAttribute('policy_override');
  }
  public set policyOverride(value: boolean | cdktf.IResolvable) {
    this._policyOverride = value;
  }
  public resetPolicyOverride() {
    this._policyOverride = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get policyOverrideInput() {
    return this._policyOverride;
  }

  // preserve_counts - computed: false, optional: true, required: false
  private _preserveCounts?: boolean | cdktf.IResolvable; 
  public get preserveCounts() {
    return this.getBooleanAttribute('preserve_counts');
  }
  public set preserveCounts(value: boolean | cdktf.IResolvable) {
    this._preserveCounts = value;
  }
  public resetPreserveCounts() {
    this._preserveCounts = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get preserveCountsInput() {
    return this._preserveCounts;
  }

  // preserve_resources - computed: false, optional: true, required: false
  private _preserveResources?: boolean | cdktf.IResolvable; 
  public get preserveResources() {
    return this.getBooleanAttribute('preserve_resources');
  }
  public set preserveResources(value: boolean | cdktf.IResolvable) {
    this._preserveResources = value;
  }
  public resetPreserveResources() {
    this._preserveResources = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get preserveResourcesInput() {
    return this._preserveResources;
  }

  // protect - computed: false, optional: true, required: false
  private _protect?: boolean | cdktf.IResolvable; 
  public get protect() {
    return this.getBooleanAttribute('protect');
  }
  public set protect(value: boolean | cdktf.IResolvable) {
    this._protect = value;
  }
  public resetProtect() {
    this._protect = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get protectInput() {
    return this._protect;
  }

  // purge_on_destroy - computed: false, optional: true, required: false
  private _purgeOnDestroy?: boolean | cdktf.IResolvable; 
  public get purgeOnDestroy() {
    return this.getBooleanAttribute('purge_on_destroy');
  }
  public set purgeOnDestroy(value: boolean | cdktf.IResolvable) {
    this._purgeOnDestroy = value;
  }
  public resetPurgeOnDestroy() {
    this._purgeOnDestroy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get purgeOnDestroyInput() {
    return this._purgeOnDestroy;
  }

  // read_allocation_ids - computed: false, optional: true, required: false
  private _readAllocationIds?: boolean | cdktf.IResolvable; 
  public get readAllocationIds() {
    return this.getBooleanAttribute('read_allocation_ids');
  }
  public set readAllocationIds(value: boolean | cdktf.IResolvable) {
    this._readAllocationIds = value;
  }
  public resetReadAllocationIds() {
    this._readAllocationIds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get readAllocationIdsInput() {
    return this._readAllocationIds;
  }

  // region - computed: true, optional: false, required: false
  public get region() {
    return this.getStringAttribute('region');
  }

  // rerun_if_dead - computed: false, optional: true, required: false
  private _rerunIfDead?: boolean | cdktf.IResolvable; 
  public get rerunIfDead() {
    return this.getBooleanAttribute('rerun_if_dead');
  }
  public set rerunIfDead(value: boolean | cdktf.IResolvable) {
    this._rerunIfDead = value;
  }
  public resetRerunIfDead() {
    this._rerunIfDead = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rerunIfDeadInput() {
    return this._rerunIfDead;
  }

  // scheduler - computed: true, optional: false, required: false
  private _scheduler = new cdktf.StringMap(this, "scheduler");
  public get scheduler() {
    return this._scheduler;
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // type - computed: true, optional: false, required: false
  public get type() {
    return this.getStringAttribute('type');
  }

  // hcl2 - computed: false, optional: true, required: false
  private _hcl2 = new JobHcl2OutputReference(this, "hcl2");
  public get hcl2() {
    return this._hcl2;
  }
  public putHcl2(value: JobHcl2) {
    this._hcl2.internalValue = value;
  }
  public resetHcl2() {
    this._hcl2.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get hcl2Input() {
    return this._hcl2.internalValue;
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new JobTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: JobTimeouts) {
    this._timeouts.internalValue = value;
  }
  public resetTimeouts() {
    this._timeouts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutsInput() {
    return this._timeouts.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      deregister_on_destroy: cdktf.booleanToTerraform(this._deregisterOnDestroy),
      deregister_on_id_change: cdktf.booleanToTerraform(this._deregisterOnIdChange),
      detach: cdktf.booleanToTerraform(this._detach),
      fail_fast: cdktf.booleanToTerraform(this._failFast),
      id: cdktf.stringToTerraform(this._id),
      jobspec: cdktf.stringToTerraform(this._jobspec),
      json: cdktf.booleanToTerraform(this._json),
      newer_fields: cdktf.booleanToTerraform(this._newerFields),
      policy_override: cdktf.booleanToTerraform(this._policyOverride),
      preserve_counts: cdktf.booleanToTerraform(this._preserveCounts),
      preserve_resources: cdktf.booleanToTerraform(this._preserveResources),
      protect: cdktf.booleanToTerraform(this._protect),
      purge_on_destroy: cdktf.booleanToTerraform(this._purgeOnDestroy),
      read_allocation_ids: cdktf.booleanToTerraform(this._readAllocationIds),
      rerun_if_dead: cdktf.booleanToTerraform(this._rerunIfDead),
      hcl2: jobHcl2ToTerraform(this._hcl2.internalValue),
      timeouts: jobTimeoutsToTerraform(this._timeouts.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      deregister_on_destroy: {
        value: cdktf.booleanToHclTerraform(this._deregisterOnDestroy),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      deregister_on_id_change: {
        value: cdktf.booleanToHclTerraform(this._deregisterOnIdChange),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      detach: {
        value: cdktf.booleanToHclTerraform(this._detach),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      fail_fast: {
        value: cdktf.booleanToHclTerraform(this._failFast),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      id: {
        value: cdktf.stringToHclTerraform(this._id),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      jobspec: {
        value: cdktf.stringToHclTerraform(this._jobspec),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      json: {
        value: cdktf.booleanToHclTerraform(this._json),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      newer_fields: {
        value: cdktf.booleanToHclTerraform(this._newerFields),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      policy_override: {
        value: cdktf.booleanToHclTerraform(this._policyOverride),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      preserve_counts: {
        value: cdktf.booleanToHclTerraform(this._preserveCounts),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      preserve_resources: {
        value: cdktf.booleanToHclTerraform(this._preserveResources),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      protect: {
        value: cdktf.booleanToHclTerraform(this._protect),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      purge_on_destroy: {
        value: cdktf.booleanToHclTerraform(this._purgeOnDestroy),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      read_allocation_ids: {
        value: cdktf.booleanToHclTerraform(this._readAllocationIds),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      rerun_if_dead: {
        value: cdktf.booleanToHclTerraform(this._rerunIfDead),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      hcl2: {
        value: jobHcl2ToHclTerraform(this._hcl2.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "JobHcl2List",
      },
      timeouts: {
        value: jobTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "JobTimeouts",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
