// @ts-nocheck
// https://registry.terraform.io/providers/hashicorp/nomad/latest/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from "#cdk";
import released from "../../../../provider/internal/version/version.json";

// Configuration

export interface NomadProviderConfig {
  /**
  * URL of a Nomad agent. Default: NOMAD_ADDR, else http://127.0.0.1:4646.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#address NomadProvider#address}
  */
  readonly address?: string;
  /**
  * Path of the PEM file of the authority that signed the agent's certificate. Default: NOMAD_CACERT.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#ca_file NomadProvider#ca_file}
  */
  readonly caFile?: string;
  /**
  * That certificate itself.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#ca_pem NomadProvider#ca_pem}
  */
  readonly caPem?: string;
  /**
  * Path of the PEM file of the client certificate; needs a key. Default: NOMAD_CLIENT_CERT.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#cert_file NomadProvider#cert_file}
  */
  readonly certFile?: string;
  /**
  * That certificate itself; needs a key.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#cert_pem NomadProvider#cert_pem}
  */
  readonly certPem?: string;
  /**
  * What a plan must not destroy without a confirmation. CDKNOMAD_CONFIRM confirms for one run, `confirm` in the reviewed program.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#guard NomadProvider#guard}
  */
  readonly guard?: NomadProviderGuard;
  /**
  * user or user:password for HTTP basic authentication. Default: NOMAD_HTTP_AUTH.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#http_auth NomadProvider#http_auth}
  */
  readonly httpAuth?: string;
  /**
  * Names of NOMAD_ variables that are ignored where the value is true.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#ignore_env_vars NomadProvider#ignore_env_vars}
  */
  readonly ignoreEnvVars?: { [key: string]: (boolean | cdktf.IResolvable) };
  /**
  * Path of the PEM file of the client certificate's key. Default: NOMAD_CLIENT_KEY.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#key_file NomadProvider#key_file}
  */
  readonly keyFile?: string;
  /**
  * That key itself.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#key_pem NomadProvider#key_pem}
  */
  readonly keyPem?: string;
  /**
  * Region that requests go to. Default: NOMAD_REGION, else the agent's own.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#region NomadProvider#region}
  */
  readonly region?: string;
  /**
  * ACL token. Default: NOMAD_TOKEN, else the content of token_file.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#secret_id NomadProvider#secret_id}
  */
  readonly secretId?: string;
  /**
  * If true, the agent's certificate is not checked. Default: NOMAD_SKIP_VERIFY, else false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#skip_verify NomadProvider#skip_verify}
  */
  readonly skipVerify?: boolean | cdktf.IResolvable;
  /**
  * Program, and its arguments, that prints the ACL token, such as `["pass", "nomad/token"]`. It is not run by a shell. Used if there is no other token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#token_command NomadProvider#token_command}
  */
  readonly tokenCommand?: string[];
  /**
  * Path of a file that holds the ACL token and that only its owner may read; ~/ is the home directory. Used if neither secret_id nor NOMAD_TOKEN is set, so that no token is in the configuration or the state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#token_file NomadProvider#token_file}
  */
  readonly tokenFile?: string;
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#alias NomadProvider#alias}
  */
  readonly alias?: string;
  /**
  * auth_jwt block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#auth_jwt NomadProvider#auth_jwt}
  */
  readonly authJwt?: NomadProviderAuthJwt[] | cdktf.IResolvable;
  /**
  * headers block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#headers NomadProvider#headers}
  */
  readonly headers?: NomadProviderHeaders[] | cdktf.IResolvable;
}
export interface NomadProviderGuard {
  /**
  * Objects of this state that a plan may destroy, in the words of the refusal, such as `namespace/dns`; `all` is not allowed. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#confirm NomadProvider#confirm}
  */
  readonly confirm?: string[];
  /**
  * Jobs of the program, such as `namespace/id`, to compute the share. Requires resources. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#jobs NomadProvider#jobs}
  */
  readonly jobs?: string[];
  /**
  * Number of destroyed jobs from which the share counts. Default: 3.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#least NomadProvider#least}
  */
  readonly least?: number;
  /**
  * If true, nothing needs a confirmation. CDKNOMAD_GUARD (`on` or `off`) overrides it. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#off NomadProvider#off}
  */
  readonly off?: boolean | cdktf.IResolvable;
  /**
  * Objects that other states of the program manage on this cluster, such as `job/default/web`; a plan must not destroy them. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#others NomadProvider#others}
  */
  readonly others?: string[];
  /**
  * Number of resources that the program has in this state; a program with 0 must not destroy anything. Default: unknown, and not checked.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#resources NomadProvider#resources}
  */
  readonly resources?: number;
  /**
  * Share of the jobs, in percent, that a plan may destroy. CDKNOMAD_GUARD_SHARE overrides it. Default: 50.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#share NomadProvider#share}
  */
  readonly share?: number;
}

export function nomadProviderGuardToTerraform(struct?: NomadProviderGuard | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    confirm: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.confirm),
    jobs: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.jobs),
    least: cdktf.numberToTerraform(struct!.least),
    off: cdktf.booleanToTerraform(struct!.off),
    others: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.others),
    resources: cdktf.numberToTerraform(struct!.resources),
    share: cdktf.numberToTerraform(struct!.share),
  }
}


export function nomadProviderGuardToHclTerraform(struct?: NomadProviderGuard | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    confirm: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.confirm),
      isBlock: false,
      type: "set",
      storageClassType: "stringList",
    },
    jobs: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.jobs),
      isBlock: false,
      type: "set",
      storageClassType: "stringList",
    },
    least: {
      value: cdktf.numberToHclTerraform(struct!.least),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    off: {
      value: cdktf.booleanToHclTerraform(struct!.off),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    others: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.others),
      isBlock: false,
      type: "set",
      storageClassType: "stringList",
    },
    resources: {
      value: cdktf.numberToHclTerraform(struct!.resources),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    share: {
      value: cdktf.numberToHclTerraform(struct!.share),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface NomadProviderAuthJwt {
  /**
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#auth_method NomadProvider#auth_method}
  */
  readonly authMethod: string;
  /**
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#login_token NomadProvider#login_token}
  */
  readonly loginToken: string;
}

export function nomadProviderAuthJwtToTerraform(struct?: NomadProviderAuthJwt | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    auth_method: cdktf.stringToTerraform(struct!.authMethod),
    login_token: cdktf.stringToTerraform(struct!.loginToken),
  }
}


export function nomadProviderAuthJwtToHclTerraform(struct?: NomadProviderAuthJwt | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    auth_method: {
      value: cdktf.stringToHclTerraform(struct!.authMethod),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    login_token: {
      value: cdktf.stringToHclTerraform(struct!.loginToken),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface NomadProviderHeaders {
  /**
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#name NomadProvider#name}
  */
  readonly name: string;
  /**
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#value NomadProvider#value}
  */
  readonly value: string;
}

export function nomadProviderHeadersToTerraform(struct?: NomadProviderHeaders | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    name: cdktf.stringToTerraform(struct!.name),
    value: cdktf.stringToTerraform(struct!.value),
  }
}


export function nomadProviderHeadersToHclTerraform(struct?: NomadProviderHeaders | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    name: {
      value: cdktf.stringToHclTerraform(struct!.name),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    value: {
      value: cdktf.stringToHclTerraform(struct!.value),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}


/**
* Represents a {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs nomad}
*/
export class NomadProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "nomad";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a NomadProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the NomadProvider to import
  * @param importFromId The id of the existing NomadProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the NomadProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "nomad", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs nomad} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options NomadProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: NomadProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'nomad',
      terraformGeneratorMetadata: {
        providerName: 'nomad',
        providerVersion: released.version
      },
      terraformProviderSource: 'terraform.local/cdknomad/nomad'
    });
    this._address = config.address;
    this._caFile = config.caFile;
    this._caPem = config.caPem;
    this._certFile = config.certFile;
    this._certPem = config.certPem;
    this._guard = config.guard;
    this._httpAuth = config.httpAuth;
    this._ignoreEnvVars = config.ignoreEnvVars;
    this._keyFile = config.keyFile;
    this._keyPem = config.keyPem;
    this._region = config.region;
    this._secretId = config.secretId;
    this._skipVerify = config.skipVerify;
    this._tokenCommand = config.tokenCommand;
    this._tokenFile = config.tokenFile;
    this._alias = config.alias;
    this._authJwt = config.authJwt;
    this._headers = config.headers;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // address - computed: false, optional: true, required: false
  private _address?: string; 
  public get address() {
    return this._address;
  }
  public set address(value: string | undefined) {
    this._address = value;
  }
  public resetAddress() {
    this._address = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get addressInput() {
    return this._address;
  }

  // ca_file - computed: false, optional: true, required: false
  private _caFile?: string; 
  public get caFile() {
    return this._caFile;
  }
  public set caFile(value: string | undefined) {
    this._caFile = value;
  }
  public resetCaFile() {
    this._caFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get caFileInput() {
    return this._caFile;
  }

  // ca_pem - computed: false, optional: true, required: false
  private _caPem?: string; 
  public get caPem() {
    return this._caPem;
  }
  public set caPem(value: string | undefined) {
    this._caPem = value;
  }
  public resetCaPem() {
    this._caPem = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get caPemInput() {
    return this._caPem;
  }

  // cert_file - computed: false, optional: true, required: false
  private _certFile?: string; 
  public get certFile() {
    return this._certFile;
  }
  public set certFile(value: string | undefined) {
    this._certFile = value;
  }
  public resetCertFile() {
    this._certFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get certFileInput() {
    return this._certFile;
  }

  // cert_pem - computed: false, optional: true, required: false
  private _certPem?: string; 
  public get certPem() {
    return this._certPem;
  }
  public set certPem(value: string | undefined) {
    this._certPem = value;
  }
  public resetCertPem() {
    this._certPem = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get certPemInput() {
    return this._certPem;
  }

  // guard - computed: false, optional: true, required: false
  private _guard?: NomadProviderGuard; 
  public get guard() {
    return this._guard;
  }
  public set guard(value: NomadProviderGuard | undefined) {
    this._guard = value;
  }
  public resetGuard() {
    this._guard = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get guardInput() {
    return this._guard;
  }

  // http_auth - computed: false, optional: true, required: false
  private _httpAuth?: string; 
  public get httpAuth() {
    return this._httpAuth;
  }
  public set httpAuth(value: string | undefined) {
    this._httpAuth = value;
  }
  public resetHttpAuth() {
    this._httpAuth = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get httpAuthInput() {
    return this._httpAuth;
  }

  // ignore_env_vars - computed: false, optional: true, required: false
  private _ignoreEnvVars?: { [key: string]: (boolean | cdktf.IResolvable) }; 
  public get ignoreEnvVars() {
    return this._ignoreEnvVars;
  }
  public set ignoreEnvVars(value: { [key: string]: (boolean | cdktf.IResolvable) } | undefined) {
    this._ignoreEnvVars = value;
  }
  public resetIgnoreEnvVars() {
    this._ignoreEnvVars = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get ignoreEnvVarsInput() {
    return this._ignoreEnvVars;
  }

  // key_file - computed: false, optional: true, required: false
  private _keyFile?: string; 
  public get keyFile() {
    return this._keyFile;
  }
  public set keyFile(value: string | undefined) {
    this._keyFile = value;
  }
  public resetKeyFile() {
    this._keyFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keyFileInput() {
    return this._keyFile;
  }

  // key_pem - computed: false, optional: true, required: false
  private _keyPem?: string; 
  public get keyPem() {
    return this._keyPem;
  }
  public set keyPem(value: string | undefined) {
    this._keyPem = value;
  }
  public resetKeyPem() {
    this._keyPem = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keyPemInput() {
    return this._keyPem;
  }

  // region - computed: false, optional: true, required: false
  private _region?: string; 
  public get region() {
    return this._region;
  }
  public set region(value: string | undefined) {
    this._region = value;
  }
  public resetRegion() {
    this._region = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get regionInput() {
    return this._region;
  }

  // secret_id - computed: false, optional: true, required: false
  private _secretId?: string; 
  public get secretId() {
    return this._secretId;
  }
  public set secretId(value: string | undefined) {
    this._secretId = value;
  }
  public resetSecretId() {
    this._secretId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretIdInput() {
    return this._secretId;
  }

  // skip_verify - computed: false, optional: true, required: false
  private _skipVerify?: boolean | cdktf.IResolvable; 
  public get skipVerify() {
    return this._skipVerify;
  }
  public set skipVerify(value: boolean | cdktf.IResolvable | undefined) {
    this._skipVerify = value;
  }
  public resetSkipVerify() {
    this._skipVerify = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get skipVerifyInput() {
    return this._skipVerify;
  }

  // token_command - computed: false, optional: true, required: false
  private _tokenCommand?: string[]; 
  public get tokenCommand() {
    return this._tokenCommand;
  }
  public set tokenCommand(value: string[] | undefined) {
    this._tokenCommand = value;
  }
  public resetTokenCommand() {
    this._tokenCommand = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenCommandInput() {
    return this._tokenCommand;
  }

  // token_file - computed: false, optional: true, required: false
  private _tokenFile?: string; 
  public get tokenFile() {
    return this._tokenFile;
  }
  public set tokenFile(value: string | undefined) {
    this._tokenFile = value;
  }
  public resetTokenFile() {
    this._tokenFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenFileInput() {
    return this._tokenFile;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string; 
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // auth_jwt - computed: false, optional: true, required: false
  private _authJwt?: NomadProviderAuthJwt[] | cdktf.IResolvable; 
  public get authJwt() {
    return this._authJwt;
  }
  public set authJwt(value: NomadProviderAuthJwt[] | cdktf.IResolvable | undefined) {
    this._authJwt = value;
  }
  public resetAuthJwt() {
    this._authJwt = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get authJwtInput() {
    return this._authJwt;
  }

  // headers - computed: false, optional: true, required: false
  private _headers?: NomadProviderHeaders[] | cdktf.IResolvable; 
  public get headers() {
    return this._headers;
  }
  public set headers(value: NomadProviderHeaders[] | cdktf.IResolvable | undefined) {
    this._headers = value;
  }
  public resetHeaders() {
    this._headers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get headersInput() {
    return this._headers;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      address: cdktf.stringToTerraform(this._address),
      ca_file: cdktf.stringToTerraform(this._caFile),
      ca_pem: cdktf.stringToTerraform(this._caPem),
      cert_file: cdktf.stringToTerraform(this._certFile),
      cert_pem: cdktf.stringToTerraform(this._certPem),
      guard: nomadProviderGuardToTerraform(this._guard),
      http_auth: cdktf.stringToTerraform(this._httpAuth),
      ignore_env_vars: cdktf.hashMapper(cdktf.booleanToTerraform)(this._ignoreEnvVars),
      key_file: cdktf.stringToTerraform(this._keyFile),
      key_pem: cdktf.stringToTerraform(this._keyPem),
      region: cdktf.stringToTerraform(this._region),
      secret_id: cdktf.stringToTerraform(this._secretId),
      skip_verify: cdktf.booleanToTerraform(this._skipVerify),
      token_command: cdktf.listMapper(cdktf.stringToTerraform, false)(this._tokenCommand),
      token_file: cdktf.stringToTerraform(this._tokenFile),
      alias: cdktf.stringToTerraform(this._alias),
      auth_jwt: cdktf.listMapper(nomadProviderAuthJwtToTerraform, true)(this._authJwt),
      headers: cdktf.listMapper(nomadProviderHeadersToTerraform, true)(this._headers),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      address: {
        value: cdktf.stringToHclTerraform(this._address),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      ca_file: {
        value: cdktf.stringToHclTerraform(this._caFile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      ca_pem: {
        value: cdktf.stringToHclTerraform(this._caPem),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      cert_file: {
        value: cdktf.stringToHclTerraform(this._certFile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      cert_pem: {
        value: cdktf.stringToHclTerraform(this._certPem),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      guard: {
        value: nomadProviderGuardToHclTerraform(this._guard),
        isBlock: true,
        type: "struct",
        storageClassType: "NomadProviderGuard",
      },
      http_auth: {
        value: cdktf.stringToHclTerraform(this._httpAuth),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      ignore_env_vars: {
        value: cdktf.hashMapperHcl(cdktf.booleanToHclTerraform)(this._ignoreEnvVars),
        isBlock: false,
        type: "map",
        storageClassType: "booleanMap",
      },
      key_file: {
        value: cdktf.stringToHclTerraform(this._keyFile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      key_pem: {
        value: cdktf.stringToHclTerraform(this._keyPem),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      region: {
        value: cdktf.stringToHclTerraform(this._region),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      secret_id: {
        value: cdktf.stringToHclTerraform(this._secretId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      skip_verify: {
        value: cdktf.booleanToHclTerraform(this._skipVerify),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      token_command: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._tokenCommand),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      token_file: {
        value: cdktf.stringToHclTerraform(this._tokenFile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      auth_jwt: {
        value: cdktf.listMapperHcl(nomadProviderAuthJwtToHclTerraform, true)(this._authJwt),
        isBlock: true,
        type: "list",
        storageClassType: "NomadProviderAuthJwtList",
      },
      headers: {
        value: cdktf.listMapperHcl(nomadProviderHeadersToHclTerraform, true)(this._headers),
        isBlock: true,
        type: "list",
        storageClassType: "NomadProviderHeadersList",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
