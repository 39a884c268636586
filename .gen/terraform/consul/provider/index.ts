// @ts-nocheck
// https://registry.terraform.io/providers/hashicorp/consul/latest/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from "#cdk";
import released from "../../../../provider/internal/version/version.json";

// Configuration

export interface ConsulProviderConfig {
  /**
  * Host and port, or URL, of a Consul agent. Default: CONSUL_HTTP_ADDR, else 127.0.0.1:8500.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#address ConsulProvider#address}
  */
  readonly address?: string;
  /**
  * Path of the PEM file of the authority that signed the agent's certificate. Default: CONSUL_CACERT.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#ca_file ConsulProvider#ca_file}
  */
  readonly caFile?: string;
  /**
  * Path of a folder of such files. Default: CONSUL_CAPATH.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#ca_path ConsulProvider#ca_path}
  */
  readonly caPath?: string;
  /**
  * That certificate itself.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#ca_pem ConsulProvider#ca_pem}
  */
  readonly caPem?: string;
  /**
  * Path of the PEM file of the client certificate. Default: CONSUL_CLIENT_CERT.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#cert_file ConsulProvider#cert_file}
  */
  readonly certFile?: string;
  /**
  * That certificate itself.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#cert_pem ConsulProvider#cert_pem}
  */
  readonly certPem?: string;
  /**
  * Datacenter that requests go to. Default: the agent's own.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#datacenter ConsulProvider#datacenter}
  */
  readonly datacenter?: string;
  /**
  * What a plan must not destroy without a confirmation. CDKNOMAD_CONFIRM confirms for one run, `confirm` in the reviewed program.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#guard ConsulProvider#guard}
  */
  readonly guard?: ConsulProviderGuard;
  /**
  * user or user:password for HTTP basic authentication. Default: CONSUL_HTTP_AUTH.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#http_auth ConsulProvider#http_auth}
  */
  readonly httpAuth?: string;
  /**
  * If true, the agent's certificate is not checked. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#insecure_https ConsulProvider#insecure_https}
  */
  readonly insecureHttps?: boolean | cdktf.IResolvable;
  /**
  * Path of the PEM file of the client certificate's key. Default: CONSUL_CLIENT_KEY.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#key_file ConsulProvider#key_file}
  */
  readonly keyFile?: string;
  /**
  * That key itself.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#key_pem ConsulProvider#key_pem}
  */
  readonly keyPem?: string;
  /**
  * Namespace of resources that name none (Consul Enterprise).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#namespace ConsulProvider#namespace}
  */
  readonly namespace?: string;
  /**
  * http or https. Default: http.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#scheme ConsulProvider#scheme}
  */
  readonly scheme?: string;
  /**
  * ACL token. Default: CONSUL_HTTP_TOKEN, CONSUL_TOKEN, else the content of token_file.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#token ConsulProvider#token}
  */
  readonly token?: string;
  /**
  * Program, and its arguments, that prints the ACL token, such as `["pass", "consul/token"]`. It is not run by a shell. Used if there is no other token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#token_command ConsulProvider#token_command}
  */
  readonly tokenCommand?: string[];
  /**
  * Path of a file that holds the ACL token and that only its owner may read; ~/ is the home directory.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#token_file ConsulProvider#token_file}
  */
  readonly tokenFile?: string;
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#alias ConsulProvider#alias}
  */
  readonly alias?: string;
  /**
  * auth_jwt block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#auth_jwt ConsulProvider#auth_jwt}
  */
  readonly authJwt?: ConsulProviderAuthJwt;
  /**
  * header block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#header ConsulProvider#header}
  */
  readonly header?: ConsulProviderHeader[] | cdktf.IResolvable;
}
export interface ConsulProviderGuard {
  /**
  * Objects of this state that a plan may destroy, in the words of the refusal, such as `namespace/dns`; `all` is not allowed. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#confirm ConsulProvider#confirm}
  */
  readonly confirm?: string[];
  /**
  * Jobs of the program, such as `namespace/id`, to compute the share. Requires resources. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#jobs ConsulProvider#jobs}
  */
  readonly jobs?: string[];
  /**
  * Number of destroyed jobs from which the share counts. Default: 3.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#least ConsulProvider#least}
  */
  readonly least?: number;
  /**
  * If true, nothing needs a confirmation. CDKNOMAD_GUARD (`on` or `off`) overrides it. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#off ConsulProvider#off}
  */
  readonly off?: boolean | cdktf.IResolvable;
  /**
  * Objects that other states of the program manage on this cluster, such as `job/default/web`; a plan must not destroy them. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#others ConsulProvider#others}
  */
  readonly others?: string[];
  /**
  * Number of resources that the program has in this state; a program with 0 must not destroy anything. Default: unknown, and not checked.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#resources ConsulProvider#resources}
  */
  readonly resources?: number;
  /**
  * Share of the jobs, in percent, that a plan may destroy. CDKNOMAD_GUARD_SHARE overrides it. Default: 50.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#share ConsulProvider#share}
  */
  readonly share?: number;
}

export function consulProviderGuardToTerraform(struct?: ConsulProviderGuard | cdktf.IResolvable): any {
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


export function consulProviderGuardToHclTerraform(struct?: ConsulProviderGuard | cdktf.IResolvable): any {
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

export interface ConsulProviderAuthJwt {
  /**
  * Name of the auth method.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#auth_method ConsulProvider#auth_method}
  */
  readonly authMethod: string;
  /**
  * JSON web token for the auth method.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#bearer_token ConsulProvider#bearer_token}
  */
  readonly bearerToken?: string;
  /**
  * Description of the login, which the token in Consul shows.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#meta ConsulProvider#meta}
  */
  readonly meta?: { [key: string]: string };
  /**
  * If true, the JSON web token is that of the run in HCP Terraform, in TFC_WORKLOAD_IDENTITY_TOKEN. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#use_terraform_cloud_workload_identity ConsulProvider#use_terraform_cloud_workload_identity}
  */
  readonly useTerraformCloudWorkloadIdentity?: boolean | cdktf.IResolvable;
}

export function consulProviderAuthJwtToTerraform(struct?: ConsulProviderAuthJwt): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    auth_method: cdktf.stringToTerraform(struct!.authMethod),
    bearer_token: cdktf.stringToTerraform(struct!.bearerToken),
    meta: cdktf.hashMapper(cdktf.stringToTerraform)(struct!.meta),
    use_terraform_cloud_workload_identity: cdktf.booleanToTerraform(struct!.useTerraformCloudWorkloadIdentity),
  }
}


export function consulProviderAuthJwtToHclTerraform(struct?: ConsulProviderAuthJwt): any {
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
    bearer_token: {
      value: cdktf.stringToHclTerraform(struct!.bearerToken),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    meta: {
      value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(struct!.meta),
      isBlock: false,
      type: "map",
      storageClassType: "stringMap",
    },
    use_terraform_cloud_workload_identity: {
      value: cdktf.booleanToHclTerraform(struct!.useTerraformCloudWorkloadIdentity),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface ConsulProviderHeader {
  /**
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#name ConsulProvider#name}
  */
  readonly name: string;
  /**
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#value ConsulProvider#value}
  */
  readonly value: string;
}

export function consulProviderHeaderToTerraform(struct?: ConsulProviderHeader | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    name: cdktf.stringToTerraform(struct!.name),
    value: cdktf.stringToTerraform(struct!.value),
  }
}


export function consulProviderHeaderToHclTerraform(struct?: ConsulProviderHeader | cdktf.IResolvable): any {
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
* Represents a {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs consul}
*/
export class ConsulProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "consul";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a ConsulProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the ConsulProvider to import
  * @param importFromId The id of the existing ConsulProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the ConsulProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "consul", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/hashicorp/consul/latest/docs consul} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ConsulProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: ConsulProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'consul',
      terraformGeneratorMetadata: {
        providerName: 'consul',
        providerVersion: released.version
      },
      terraformProviderSource: 'terraform.local/cdknomad/consul'
    });
    this._address = config.address;
    this._caFile = config.caFile;
    this._caPath = config.caPath;
    this._caPem = config.caPem;
    this._certFile = config.certFile;
    this._certPem = config.certPem;
    this._datacenter = config.datacenter;
    this._guard = config.guard;
    this._httpAuth = config.httpAuth;
    this._insecureHttps = config.insecureHttps;
    this._keyFile = config.keyFile;
    this._keyPem = config.keyPem;
    this._namespace = config.namespace;
    this._scheme = config.scheme;
    this._token = config.token;
    this._tokenCommand = config.tokenCommand;
    this._tokenFile = config.tokenFile;
    this._alias = config.alias;
    this._authJwt = config.authJwt;
    this._header = config.header;
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

  // ca_path - computed: false, optional: true, required: false
  private _caPath?: string; 
  public get caPath() {
    return this._caPath;
  }
  public set caPath(value: string | undefined) {
    this._caPath = value;
  }
  public resetCaPath() {
    this._caPath = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get caPathInput() {
    return this._caPath;
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

  // datacenter - computed: false, optional: true, required: false
  private _datacenter?: string; 
  public get datacenter() {
    return this._datacenter;
  }
  public set datacenter(value: string | undefined) {
    this._datacenter = value;
  }
  public resetDatacenter() {
    this._datacenter = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get datacenterInput() {
    return this._datacenter;
  }

  // guard - computed: false, optional: true, required: false
  private _guard?: ConsulProviderGuard; 
  public get guard() {
    return this._guard;
  }
  public set guard(value: ConsulProviderGuard | undefined) {
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

  // insecure_https - computed: false, optional: true, required: false
  private _insecureHttps?: boolean | cdktf.IResolvable; 
  public get insecureHttps() {
    return this._insecureHttps;
  }
  public set insecureHttps(value: boolean | cdktf.IResolvable | undefined) {
    this._insecureHttps = value;
  }
  public resetInsecureHttps() {
    this._insecureHttps = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get insecureHttpsInput() {
    return this._insecureHttps;
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

  // namespace - computed: false, optional: true, required: false
  private _namespace?: string; 
  public get namespace() {
    return this._namespace;
  }
  public set namespace(value: string | undefined) {
    this._namespace = value;
  }
  public resetNamespace() {
    this._namespace = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get namespaceInput() {
    return this._namespace;
  }

  // scheme - computed: false, optional: true, required: false
  private _scheme?: string; 
  public get scheme() {
    return this._scheme;
  }
  public set scheme(value: string | undefined) {
    this._scheme = value;
  }
  public resetScheme() {
    this._scheme = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get schemeInput() {
    return this._scheme;
  }

  // token - computed: false, optional: true, required: false
  private _token?: string; 
  public get token() {
    return this._token;
  }
  public set token(value: string | undefined) {
    this._token = value;
  }
  public resetToken() {
    this._token = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenInput() {
    return this._token;
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
  private _authJwt?: ConsulProviderAuthJwt; 
  public get authJwt() {
    return this._authJwt;
  }
  public set authJwt(value: ConsulProviderAuthJwt | undefined) {
    this._authJwt = value;
  }
  public resetAuthJwt() {
    this._authJwt = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get authJwtInput() {
    return this._authJwt;
  }

  // header - computed: false, optional: true, required: false
  private _header?: ConsulProviderHeader[] | cdktf.IResolvable; 
  public get header() {
    return this._header;
  }
  public set header(value: ConsulProviderHeader[] | cdktf.IResolvable | undefined) {
    this._header = value;
  }
  public resetHeader() {
    this._header = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get headerInput() {
    return this._header;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      address: cdktf.stringToTerraform(this._address),
      ca_file: cdktf.stringToTerraform(this._caFile),
      ca_path: cdktf.stringToTerraform(this._caPath),
      ca_pem: cdktf.stringToTerraform(this._caPem),
      cert_file: cdktf.stringToTerraform(this._certFile),
      cert_pem: cdktf.stringToTerraform(this._certPem),
      datacenter: cdktf.stringToTerraform(this._datacenter),
      guard: consulProviderGuardToTerraform(this._guard),
      http_auth: cdktf.stringToTerraform(this._httpAuth),
      insecure_https: cdktf.booleanToTerraform(this._insecureHttps),
      key_file: cdktf.stringToTerraform(this._keyFile),
      key_pem: cdktf.stringToTerraform(this._keyPem),
      namespace: cdktf.stringToTerraform(this._namespace),
      scheme: cdktf.stringToTerraform(this._scheme),
      token: cdktf.stringToTerraform(this._token),
      token_command: cdktf.listMapper(cdktf.stringToTerraform, false)(this._tokenCommand),
      token_file: cdktf.stringToTerraform(this._tokenFile),
      alias: cdktf.stringToTerraform(this._alias),
      auth_jwt: consulProviderAuthJwtToTerraform(this._authJwt),
      header: cdktf.listMapper(consulProviderHeaderToTerraform, true)(this._header),
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
      ca_path: {
        value: cdktf.stringToHclTerraform(this._caPath),
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
      datacenter: {
        value: cdktf.stringToHclTerraform(this._datacenter),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      guard: {
        value: consulProviderGuardToHclTerraform(this._guard),
        isBlock: true,
        type: "struct",
        storageClassType: "ConsulProviderGuard",
      },
      http_auth: {
        value: cdktf.stringToHclTerraform(this._httpAuth),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      insecure_https: {
        value: cdktf.booleanToHclTerraform(this._insecureHttps),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
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
      namespace: {
        value: cdktf.stringToHclTerraform(this._namespace),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      scheme: {
        value: cdktf.stringToHclTerraform(this._scheme),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      token: {
        value: cdktf.stringToHclTerraform(this._token),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
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
        value: consulProviderAuthJwtToHclTerraform(this._authJwt),
        isBlock: true,
        type: "list",
        storageClassType: "ConsulProviderAuthJwtList",
      },
      header: {
        value: cdktf.listMapperHcl(consulProviderHeaderToHclTerraform, true)(this._header),
        isBlock: true,
        type: "list",
        storageClassType: "ConsulProviderHeaderList",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
