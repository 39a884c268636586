// @ts-nocheck
// https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/data-sources/job_parser
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from "#cdk";
import released from "../../../../provider/internal/version/version.json";

// Configuration

export interface DataNomadJobParserConfig extends cdktf.TerraformMetaArguments {
  /**
  * Whether the result has the defaults of the servers. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/data-sources/job_parser#canonicalize DataNomadJobParser#canonicalize}
  */
  readonly canonicalize?: boolean | cdktf.IResolvable;
  /**
  * The job in HCL.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/data-sources/job_parser#hcl DataNomadJobParser#hcl}
  */
  readonly hcl: string;
  /**
  * Id of the job in the text.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/data-sources/job_parser#id DataNomadJobParser#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id?: string;
  /**
  * Values of the HCL variables of the job, in the form of a variables file.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/data-sources/job_parser#variables DataNomadJobParser#variables}
  */
  readonly variables?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/data-sources/job_parser nomad_job_parser}
*/
export class DataNomadJobParser extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "nomad_job_parser";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataNomadJobParser resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataNomadJobParser to import
  * @param importFromId The id of the existing DataNomadJobParser that should be imported. Refer to the {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/data-sources/job_parser#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataNomadJobParser to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "nomad_job_parser", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/data-sources/job_parser nomad_job_parser} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataNomadJobParserConfig
  */
  public constructor(scope: Construct, id: string, config: DataNomadJobParserConfig) {
    super(scope, id, {
      terraformResourceType: 'nomad_job_parser',
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
    this._canonicalize = config.canonicalize;
    this._hcl = config.hcl;
    this._id = config.id;
    this._variables = config.variables;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // canonicalize - computed: false, optional: true, required: false
  private _canonicalize?: boolean | cdktf.IResolvable; 
  public get canonicalize() {
    return this.getBooleanAttribute('canonicalize');
  }
  public set canonicalize(value: boolean | cdktf.IResolvable) {
    this._canonicalize = value;
  }
  public resetCanonicalize() {
    this._canonicalize = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get canonicalizeInput() {
    return this._canonicalize;
  }

  // hcl - computed: false, optional: false, required: true
  private _hcl?: string; 
  public get hcl() {
    return this.getStringAttribute('hcl');
  }
  public set hcl(value: string) {
    this._hcl = value;
  }
  // Temporarily expose input value. Use with caution.
  public get hclInput() {
    return this._hcl;
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

  // json - computed: true, optional: false, required: false
  public get json() {
    return this.getStringAttribute('json');
  }

  // variables - computed: false, optional: true, required: false
  private _variables?: string; 
  public get variables() {
    return this.getStringAttribute('variables');
  }
  public set variables(value: string) {
    this._variables = value;
  }
  public resetVariables() {
    this._variables = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get variablesInput() {
    return this._variables;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      canonicalize: cdktf.booleanToTerraform(this._canonicalize),
      hcl: cdktf.stringToTerraform(this._hcl),
      id: cdktf.stringToTerraform(this._id),
      variables: cdktf.stringToTerraform(this._variables),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      canonicalize: {
        value: cdktf.booleanToHclTerraform(this._canonicalize),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      hcl: {
        value: cdktf.stringToHclTerraform(this._hcl),
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
      variables: {
        value: cdktf.stringToHclTerraform(this._variables),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
