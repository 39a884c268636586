// @ts-nocheck
// https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from "#cdk";
import released from "../../../../provider/internal/version/version.json";

// Configuration

export interface AclAuthMethodConfig extends cdktf.TerraformMetaArguments {
  /**
  * Whether a login that names no auth method of this type uses this one. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#default AclAuthMethod#default}
  */
  readonly default?: boolean | cdktf.IResolvable;
  /**
  * The name.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#id AclAuthMethod#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id?: string;
  /**
  * How long a token lives, such as `1h`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#max_token_ttl AclAuthMethod#max_token_ttl}
  */
  readonly maxTokenTtl: string;
  /**
  * Up to 128 letters, digits and dashes.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#name AclAuthMethod#name}
  */
  readonly name: string;
  /**
  * `local`: the tokens are valid in this region; `global`: in all federated ones.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#token_locality AclAuthMethod#token_locality}
  */
  readonly tokenLocality: string;
  /**
  * Name of the tokens. Default: `${auth_method_type}-${auth_method_name}`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#token_name_format AclAuthMethod#token_name_format}
  */
  readonly tokenNameFormat?: string;
  /**
  * `OIDC`, a login in the browser, or `JWT`, a token that the caller has.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#type AclAuthMethod#type}
  */
  readonly type: string;
  /**
  * config block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#config AclAuthMethod#config}
  */
  readonly config?: AclAuthMethodConfigA;
}
export interface AclAuthMethodConfigOidcClientAssertionPrivateKey {
  /**
  * Value of the header kid.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#key_id AclAuthMethod#key_id}
  */
  readonly keyId?: string;
  /**
  * Header by which the issuer finds the key. Default: `kid` with key_id, else `x5t#S256`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#key_id_header AclAuthMethod#key_id_header}
  */
  readonly keyIdHeader?: string;
  /**
  * Certificate of the key (PEM).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#pem_cert AclAuthMethod#pem_cert}
  */
  readonly pemCert?: string;
  /**
  * Absolute path of it on Nomad's servers.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#pem_cert_file AclAuthMethod#pem_cert_file}
  */
  readonly pemCertFile?: string;
  /**
  * The RSA key (PEM). The state has it in the clear. Nomad never returns it: if another client wrote the auth method, the plan shows a change, and an apply writes it again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#pem_key AclAuthMethod#pem_key}
  */
  readonly pemKey?: string;
  /**
  * Absolute path of it on Nomad's servers.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#pem_key_file AclAuthMethod#pem_key_file}
  */
  readonly pemKeyFile?: string;
  /**
  * The same in place of `pem_key`. It is in no state and in no saved plan. It needs Terraform 1.11 or OpenTofu 1.11. Nomad never returns it: if another client wrote the auth method, the plan shows a change, and an apply writes it again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#pem_key_wo AclAuthMethod#pem_key_wo}
  */
  readonly pemKeyWo?: string;
  /**
  * Not needed: a plan notices that `pem_key_wo` changed. Another number writes it again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#pem_key_wo_version AclAuthMethod#pem_key_wo_version}
  */
  readonly pemKeyWoVersion?: number;
}

export function aclAuthMethodConfigOidcClientAssertionPrivateKeyToTerraform(struct?: AclAuthMethodConfigOidcClientAssertionPrivateKey | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    key_id: cdktf.stringToTerraform(struct!.keyId),
    key_id_header: cdktf.stringToTerraform(struct!.keyIdHeader),
    pem_cert: cdktf.stringToTerraform(struct!.pemCert),
    pem_cert_file: cdktf.stringToTerraform(struct!.pemCertFile),
    pem_key: cdktf.stringToTerraform(struct!.pemKey),
    pem_key_file: cdktf.stringToTerraform(struct!.pemKeyFile),
    pem_key_wo: cdktf.stringToTerraform(struct!.pemKeyWo),
    pem_key_wo_version: cdktf.numberToTerraform(struct!.pemKeyWoVersion),
  }
}


export function aclAuthMethodConfigOidcClientAssertionPrivateKeyToHclTerraform(struct?: AclAuthMethodConfigOidcClientAssertionPrivateKey | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    key_id: {
      value: cdktf.stringToHclTerraform(struct!.keyId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    key_id_header: {
      value: cdktf.stringToHclTerraform(struct!.keyIdHeader),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    pem_cert: {
      value: cdktf.stringToHclTerraform(struct!.pemCert),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    pem_cert_file: {
      value: cdktf.stringToHclTerraform(struct!.pemCertFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    pem_key: {
      value: cdktf.stringToHclTerraform(struct!.pemKey),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    pem_key_file: {
      value: cdktf.stringToHclTerraform(struct!.pemKeyFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    pem_key_wo: {
      value: cdktf.stringToHclTerraform(struct!.pemKeyWo),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    pem_key_wo_version: {
      value: cdktf.numberToHclTerraform(struct!.pemKeyWoVersion),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AclAuthMethodConfigOidcClientAssertionPrivateKeyOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AclAuthMethodConfigOidcClientAssertionPrivateKey | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._keyId !== undefined) {
      hasAnyValues = true;
      internalValueResult.keyId = this._keyId;
    }
    if (this._keyIdHeader !== undefined) {
      hasAnyValues = true;
      internalValueResult.keyIdHeader = this._keyIdHeader;
    }
    if (this._pemCert !== undefined) {
      hasAnyValues = true;
      internalValueResult.pemCert = this._pemCert;
    }
    if (this._pemCertFile !== undefined) {
      hasAnyValues = true;
      internalValueResult.pemCertFile = this._pemCertFile;
    }
    if (this._pemKey !== undefined) {
      hasAnyValues = true;
      internalValueResult.pemKey = this._pemKey;
    }
    if (this._pemKeyFile !== undefined) {
      hasAnyValues = true;
      internalValueResult.pemKeyFile = this._pemKeyFile;
    }
    if (this._pemKeyWo !== undefined) {
      hasAnyValues = true;
      internalValueResult.pemKeyWo = this._pemKeyWo;
    }
    if (this._pemKeyWoVersion !== undefined) {
      hasAnyValues = true;
      internalValueResult.pemKeyWoVersion = this._pemKeyWoVersion;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AclAuthMethodConfigOidcClientAssertionPrivateKey | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._keyId = undefined;
      this._keyIdHeader = undefined;
      this._pemCert = undefined;
      this._pemCertFile = undefined;
      this._pemKey = undefined;
      this._pemKeyFile = undefined;
      this._pemKeyWo = undefined;
      this._pemKeyWoVersion = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._keyId = value.keyId;
      this._keyIdHeader = value.keyIdHeader;
      this._pemCert = value.pemCert;
      this._pemCertFile = value.pemCertFile;
      this._pemKey = value.pemKey;
      this._pemKeyFile = value.pemKeyFile;
      this._pemKeyWo = value.pemKeyWo;
      this._pemKeyWoVersion = value.pemKeyWoVersion;
    }
  }

  // key_id - computed: true, optional: true, required: false
  private _keyId?: string; 
  public get keyId() {
    return this.getStringAttribute('key_id');
  }
  public set keyId(value: string) {
    this._keyId = value;
  }
  public resetKeyId() {
    this._keyId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keyIdInput() {
    return this._keyId;
  }

  // key_id_header - computed: true, optional: true, required: false
  private _keyIdHeader?: string; 
  public get keyIdHeader() {
    return this.getStringAttribute('key_id_header');
  }
  public set keyIdHeader(value: string) {
    this._keyIdHeader = value;
  }
  public resetKeyIdHeader() {
    this._keyIdHeader = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keyIdHeaderInput() {
    return this._keyIdHeader;
  }

  // pem_cert - computed: true, optional: true, required: false
  private _pemCert?: string; 
  public get pemCert() {
    return this.getStringAttribute('pem_cert');
  }
  public set pemCert(value: string) {
    this._pemCert = value;
  }
  public resetPemCert() {
    this._pemCert = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pemCertInput() {
    return this._pemCert;
  }

  // pem_cert_file - computed: true, optional: true, required: false
  private _pemCertFile?: string; 
  public get pemCertFile() {
    return this.getStringAttribute('pem_cert_file');
  }
  public set pemCertFile(value: string) {
    this._pemCertFile = value;
  }
  public resetPemCertFile() {
    this._pemCertFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pemCertFileInput() {
    return this._pemCertFile;
  }

  // pem_key - computed: true, optional: true, required: false
  private _pemKey?: string; 
  public get pemKey() {
    return this.getStringAttribute('pem_key');
  }
  public set pemKey(value: string) {
    this._pemKey = value;
  }
  public resetPemKey() {
    this._pemKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pemKeyInput() {
    return this._pemKey;
  }

  // pem_key_file - computed: true, optional: true, required: false
  private _pemKeyFile?: string; 
  public get pemKeyFile() {
    return this.getStringAttribute('pem_key_file');
  }
  public set pemKeyFile(value: string) {
    this._pemKeyFile = value;
  }
  public resetPemKeyFile() {
    this._pemKeyFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pemKeyFileInput() {
    return this._pemKeyFile;
  }

  // pem_key_wo - computed: false, optional: true, required: false
  private _pemKeyWo?: string; 
  public get pemKeyWo() {
    return this.getStringAttribute('pem_key_wo');
  }
  public set pemKeyWo(value: string) {
    this._pemKeyWo = value;
  }
  public resetPemKeyWo() {
    this._pemKeyWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pemKeyWoInput() {
    return this._pemKeyWo;
  }

  // pem_key_wo_hash - computed: true, optional: false, required: false
  public get pemKeyWoHash() {
    return this.getStringAttribute('pem_key_wo_hash');
  }

  // pem_key_wo_version - computed: true, optional: true, required: false
  private _pemKeyWoVersion?: number; 
  public get pemKeyWoVersion() {
    return this.getNumberAttribute('pem_key_wo_version');
  }
  public set pemKeyWoVersion(value: number) {
    this._pemKeyWoVersion = value;
  }
  public resetPemKeyWoVersion() {
    this._pemKeyWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pemKeyWoVersionInput() {
    return this._pemKeyWoVersion;
  }
}
export interface AclAuthMethodConfigOidcClientAssertion {
  /**
  * Default: the discovery URL.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#audience AclAuthMethod#audience}
  */
  readonly audience?: string[];
  /**
  * More headers of the token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#extra_headers AclAuthMethod#extra_headers}
  */
  readonly extraHeaders?: { [key: string]: string };
  /**
  * Default: `HS256` for a client secret, else `RS256`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#key_algorithm AclAuthMethod#key_algorithm}
  */
  readonly keyAlgorithm?: string;
  /**
  * `nomad`, `private_key` or `client_secret`; must be set.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#key_source AclAuthMethod#key_source}
  */
  readonly keySource?: string;
  /**
  * private_key block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#private_key AclAuthMethod#private_key}
  */
  readonly privateKey?: AclAuthMethodConfigOidcClientAssertionPrivateKey;
}

export function aclAuthMethodConfigOidcClientAssertionToTerraform(struct?: AclAuthMethodConfigOidcClientAssertion | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    audience: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.audience),
    extra_headers: cdktf.hashMapper(cdktf.stringToTerraform)(struct!.extraHeaders),
    key_algorithm: cdktf.stringToTerraform(struct!.keyAlgorithm),
    key_source: cdktf.stringToTerraform(struct!.keySource),
    private_key: aclAuthMethodConfigOidcClientAssertionPrivateKeyToTerraform(struct!.privateKey),
  }
}


export function aclAuthMethodConfigOidcClientAssertionToHclTerraform(struct?: AclAuthMethodConfigOidcClientAssertion | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    audience: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.audience),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    extra_headers: {
      value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(struct!.extraHeaders),
      isBlock: false,
      type: "map",
      storageClassType: "stringMap",
    },
    key_algorithm: {
      value: cdktf.stringToHclTerraform(struct!.keyAlgorithm),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    key_source: {
      value: cdktf.stringToHclTerraform(struct!.keySource),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    private_key: {
      value: aclAuthMethodConfigOidcClientAssertionPrivateKeyToHclTerraform(struct!.privateKey),
      isBlock: true,
      type: "struct",
      storageClassType: "AclAuthMethodConfigOidcClientAssertionPrivateKey",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AclAuthMethodConfigOidcClientAssertionOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AclAuthMethodConfigOidcClientAssertion | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._audience !== undefined) {
      hasAnyValues = true;
      internalValueResult.audience = this._audience;
    }
    if (this._extraHeaders !== undefined) {
      hasAnyValues = true;
      internalValueResult.extraHeaders = this._extraHeaders;
    }
    if (this._keyAlgorithm !== undefined) {
      hasAnyValues = true;
      internalValueResult.keyAlgorithm = this._keyAlgorithm;
    }
    if (this._keySource !== undefined) {
      hasAnyValues = true;
      internalValueResult.keySource = this._keySource;
    }
    if (this._privateKey?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.privateKey = this._privateKey?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AclAuthMethodConfigOidcClientAssertion | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._audience = undefined;
      this._extraHeaders = undefined;
      this._keyAlgorithm = undefined;
      this._keySource = undefined;
      this._privateKey.internalValue = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._audience = value.audience;
      this._extraHeaders = value.extraHeaders;
      this._keyAlgorithm = value.keyAlgorithm;
      this._keySource = value.keySource;
      this._privateKey.internalValue = value.privateKey;
    }
  }

  // audience - computed: true, optional: true, required: false
  private _audience?: string[]; 
  public get audience() {
    return this.getListAttribute('audience');
  }
  public set audience(value: string[]) {
    this._audience = value;
  }
  public resetAudience() {
    this._audience = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get audienceInput() {
    return this._audience;
  }

  // extra_headers - computed: true, optional: true, required: false
  private _extraHeaders?: { [key: string]: string }; 
  public get extraHeaders() {
    return this.getStringMapAttribute('extra_headers');
  }
  public set extraHeaders(value: { [key: string]: string }) {
    this._extraHeaders = value;
  }
  public resetExtraHeaders() {
    this._extraHeaders = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get extraHeadersInput() {
    return this._extraHeaders;
  }

  // key_algorithm - computed: true, optional: true, required: false
  private _keyAlgorithm?: string; 
  public get keyAlgorithm() {
    return this.getStringAttribute('key_algorithm');
  }
  public set keyAlgorithm(value: string) {
    this._keyAlgorithm = value;
  }
  public resetKeyAlgorithm() {
    this._keyAlgorithm = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keyAlgorithmInput() {
    return this._keyAlgorithm;
  }

  // key_source - computed: true, optional: true, required: false
  private _keySource?: string; 
  public get keySource() {
    return this.getStringAttribute('key_source');
  }
  public set keySource(value: string) {
    this._keySource = value;
  }
  public resetKeySource() {
    this._keySource = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keySourceInput() {
    return this._keySource;
  }

  // private_key - computed: false, optional: true, required: false
  private _privateKey = new AclAuthMethodConfigOidcClientAssertionPrivateKeyOutputReference(this, "private_key");
  public get privateKey() {
    return this._privateKey;
  }
  public putPrivateKey(value: AclAuthMethodConfigOidcClientAssertionPrivateKey) {
    this._privateKey.internalValue = value;
  }
  public resetPrivateKey() {
    this._privateKey.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get privateKeyInput() {
    return this._privateKey.internalValue;
  }
}
export interface AclAuthMethodConfigA {
  /**
  * Where a login in the browser may end.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#allowed_redirect_uris AclAuthMethod#allowed_redirect_uris}
  */
  readonly allowedRedirectUris?: string[];
  /**
  * Accepted values of the claim aud.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#bound_audiences AclAuthMethod#bound_audiences}
  */
  readonly boundAudiences?: string[];
  /**
  * Accepted values of the claim iss.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#bound_issuer AclAuthMethod#bound_issuer}
  */
  readonly boundIssuer?: string[];
  /**
  * Claim to the name by which binding rules know it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#claim_mappings AclAuthMethod#claim_mappings}
  */
  readonly claimMappings?: { [key: string]: string };
  /**
  * Tolerated difference of the clocks.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#clock_skew_leeway AclAuthMethod#clock_skew_leeway}
  */
  readonly clockSkewLeeway?: string;
  /**
  * PEM of the authorities that signed the issuer's certificate.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#discovery_ca_pem AclAuthMethod#discovery_ca_pem}
  */
  readonly discoveryCaPem?: string[];
  /**
  * Tolerated lateness past the claim exp, such as `30s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#expiration_leeway AclAuthMethod#expiration_leeway}
  */
  readonly expirationLeeway?: string;
  /**
  * PEM of the authority that signed that server's certificate.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#jwks_ca_cert AclAuthMethod#jwks_ca_cert}
  */
  readonly jwksCaCert?: string;
  /**
  * URL of the issuer's key set.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#jwks_url AclAuthMethod#jwks_url}
  */
  readonly jwksUrl?: string;
  /**
  * Public keys (PEM) that check signatures.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#jwt_validation_pub_keys AclAuthMethod#jwt_validation_pub_keys}
  */
  readonly jwtValidationPubKeys?: string[];
  /**
  * The same for claims that are lists.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#list_claim_mappings AclAuthMethod#list_claim_mappings}
  */
  readonly listClaimMappings?: { [key: string]: string };
  /**
  * Tolerated earliness before the claim nbf.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#not_before_leeway AclAuthMethod#not_before_leeway}
  */
  readonly notBeforeLeeway?: string;
  /**
  * Nomad's client id at the issuer.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#oidc_client_id AclAuthMethod#oidc_client_id}
  */
  readonly oidcClientId?: string;
  /**
  * Nomad's client secret at the issuer. The state has it in the clear. Nomad never returns it: if another client wrote the auth method, the plan shows a change, and an apply writes it again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#oidc_client_secret AclAuthMethod#oidc_client_secret}
  */
  readonly oidcClientSecret?: string;
  /**
  * The same in place of `oidc_client_secret`. It is in no state and in no saved plan. It needs Terraform 1.11 or OpenTofu 1.11. Nomad never returns it: if another client wrote the auth method, the plan shows a change, and an apply writes it again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#oidc_client_secret_wo AclAuthMethod#oidc_client_secret_wo}
  */
  readonly oidcClientSecretWo?: string;
  /**
  * Not needed: a plan notices that `oidc_client_secret_wo` changed. Another number writes it again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#oidc_client_secret_wo_version AclAuthMethod#oidc_client_secret_wo_version}
  */
  readonly oidcClientSecretWoVersion?: number;
  /**
  * Whether the issuer is not asked for more about the person. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#oidc_disable_userinfo AclAuthMethod#oidc_disable_userinfo}
  */
  readonly oidcDisableUserinfo?: boolean | cdktf.IResolvable;
  /**
  * URL of the issuer, without `/.well-known`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#oidc_discovery_url AclAuthMethod#oidc_discovery_url}
  */
  readonly oidcDiscoveryUrl?: string;
  /**
  * Whether the request to the issuer carries a PKCE challenge. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#oidc_enable_pkce AclAuthMethod#oidc_enable_pkce}
  */
  readonly oidcEnablePkce?: boolean | cdktf.IResolvable;
  /**
  * Scopes beside openid.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#oidc_scopes AclAuthMethod#oidc_scopes}
  */
  readonly oidcScopes?: string[];
  /**
  * Accepted signature algorithms.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#signing_algs AclAuthMethod#signing_algs}
  */
  readonly signingAlgs?: string[];
  /**
  * Whether logins are logged with their claims. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#verbose_logging AclAuthMethod#verbose_logging}
  */
  readonly verboseLogging?: boolean | cdktf.IResolvable;
  /**
  * oidc_client_assertion block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#oidc_client_assertion AclAuthMethod#oidc_client_assertion}
  */
  readonly oidcClientAssertion?: AclAuthMethodConfigOidcClientAssertion;
}

export function aclAuthMethodConfigAToTerraform(struct?: AclAuthMethodConfigA | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    allowed_redirect_uris: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.allowedRedirectUris),
    bound_audiences: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.boundAudiences),
    bound_issuer: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.boundIssuer),
    claim_mappings: cdktf.hashMapper(cdktf.stringToTerraform)(struct!.claimMappings),
    clock_skew_leeway: cdktf.stringToTerraform(struct!.clockSkewLeeway),
    discovery_ca_pem: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.discoveryCaPem),
    expiration_leeway: cdktf.stringToTerraform(struct!.expirationLeeway),
    jwks_ca_cert: cdktf.stringToTerraform(struct!.jwksCaCert),
    jwks_url: cdktf.stringToTerraform(struct!.jwksUrl),
    jwt_validation_pub_keys: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.jwtValidationPubKeys),
    list_claim_mappings: cdktf.hashMapper(cdktf.stringToTerraform)(struct!.listClaimMappings),
    not_before_leeway: cdktf.stringToTerraform(struct!.notBeforeLeeway),
    oidc_client_id: cdktf.stringToTerraform(struct!.oidcClientId),
    oidc_client_secret: cdktf.stringToTerraform(struct!.oidcClientSecret),
    oidc_client_secret_wo: cdktf.stringToTerraform(struct!.oidcClientSecretWo),
    oidc_client_secret_wo_version: cdktf.numberToTerraform(struct!.oidcClientSecretWoVersion),
    oidc_disable_userinfo: cdktf.booleanToTerraform(struct!.oidcDisableUserinfo),
    oidc_discovery_url: cdktf.stringToTerraform(struct!.oidcDiscoveryUrl),
    oidc_enable_pkce: cdktf.booleanToTerraform(struct!.oidcEnablePkce),
    oidc_scopes: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.oidcScopes),
    signing_algs: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.signingAlgs),
    verbose_logging: cdktf.booleanToTerraform(struct!.verboseLogging),
    oidc_client_assertion: aclAuthMethodConfigOidcClientAssertionToTerraform(struct!.oidcClientAssertion),
  }
}


export function aclAuthMethodConfigAToHclTerraform(struct?: AclAuthMethodConfigA | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    allowed_redirect_uris: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.allowedRedirectUris),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    bound_audiences: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.boundAudiences),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    bound_issuer: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.boundIssuer),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    claim_mappings: {
      value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(struct!.claimMappings),
      isBlock: false,
      type: "map",
      storageClassType: "stringMap",
    },
    clock_skew_leeway: {
      value: cdktf.stringToHclTerraform(struct!.clockSkewLeeway),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    discovery_ca_pem: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.discoveryCaPem),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    expiration_leeway: {
      value: cdktf.stringToHclTerraform(struct!.expirationLeeway),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    jwks_ca_cert: {
      value: cdktf.stringToHclTerraform(struct!.jwksCaCert),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    jwks_url: {
      value: cdktf.stringToHclTerraform(struct!.jwksUrl),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    jwt_validation_pub_keys: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.jwtValidationPubKeys),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    list_claim_mappings: {
      value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(struct!.listClaimMappings),
      isBlock: false,
      type: "map",
      storageClassType: "stringMap",
    },
    not_before_leeway: {
      value: cdktf.stringToHclTerraform(struct!.notBeforeLeeway),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    oidc_client_id: {
      value: cdktf.stringToHclTerraform(struct!.oidcClientId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    oidc_client_secret: {
      value: cdktf.stringToHclTerraform(struct!.oidcClientSecret),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    oidc_client_secret_wo: {
      value: cdktf.stringToHclTerraform(struct!.oidcClientSecretWo),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    oidc_client_secret_wo_version: {
      value: cdktf.numberToHclTerraform(struct!.oidcClientSecretWoVersion),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    oidc_disable_userinfo: {
      value: cdktf.booleanToHclTerraform(struct!.oidcDisableUserinfo),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    oidc_discovery_url: {
      value: cdktf.stringToHclTerraform(struct!.oidcDiscoveryUrl),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    oidc_enable_pkce: {
      value: cdktf.booleanToHclTerraform(struct!.oidcEnablePkce),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    oidc_scopes: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.oidcScopes),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    signing_algs: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.signingAlgs),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    verbose_logging: {
      value: cdktf.booleanToHclTerraform(struct!.verboseLogging),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    oidc_client_assertion: {
      value: aclAuthMethodConfigOidcClientAssertionToHclTerraform(struct!.oidcClientAssertion),
      isBlock: true,
      type: "struct",
      storageClassType: "AclAuthMethodConfigOidcClientAssertion",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AclAuthMethodConfigAOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AclAuthMethodConfigA | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._allowedRedirectUris !== undefined) {
      hasAnyValues = true;
      internalValueResult.allowedRedirectUris = this._allowedRedirectUris;
    }
    if (this._boundAudiences !== undefined) {
      hasAnyValues = true;
      internalValueResult.boundAudiences = this._boundAudiences;
    }
    if (this._boundIssuer !== undefined) {
      hasAnyValues = true;
      internalValueResult.boundIssuer = this._boundIssuer;
    }
    if (this._claimMappings !== undefined) {
      hasAnyValues = true;
      internalValueResult.claimMappings = this._claimMappings;
    }
    if (this._clockSkewLeeway !== undefined) {
      hasAnyValues = true;
      internalValueResult.clockSkewLeeway = this._clockSkewLeeway;
    }
    if (this._discoveryCaPem !== undefined) {
      hasAnyValues = true;
      internalValueResult.discoveryCaPem = this._discoveryCaPem;
    }
    if (this._expirationLeeway !== undefined) {
      hasAnyValues = true;
      internalValueResult.expirationLeeway = this._expirationLeeway;
    }
    if (this._jwksCaCert !== undefined) {
      hasAnyValues = true;
      internalValueResult.jwksCaCert = this._jwksCaCert;
    }
    if (this._jwksUrl !== undefined) {
      hasAnyValues = true;
      internalValueResult.jwksUrl = this._jwksUrl;
    }
    if (this._jwtValidationPubKeys !== undefined) {
      hasAnyValues = true;
      internalValueResult.jwtValidationPubKeys = this._jwtValidationPubKeys;
    }
    if (this._listClaimMappings !== undefined) {
      hasAnyValues = true;
      internalValueResult.listClaimMappings = this._listClaimMappings;
    }
    if (this._notBeforeLeeway !== undefined) {
      hasAnyValues = true;
      internalValueResult.notBeforeLeeway = this._notBeforeLeeway;
    }
    if (this._oidcClientId !== undefined) {
      hasAnyValues = true;
      internalValueResult.oidcClientId = this._oidcClientId;
    }
    if (this._oidcClientSecret !== undefined) {
      hasAnyValues = true;
      internalValueResult.oidcClientSecret = this._oidcClientSecret;
    }
    if (this._oidcClientSecretWo !== undefined) {
      hasAnyValues = true;
      internalValueResult.oidcClientSecretWo = this._oidcClientSecretWo;
    }
    if (this._oidcClientSecretWoVersion !== undefined) {
      hasAnyValues = true;
      internalValueResult.oidcClientSecretWoVersion = this._oidcClientSecretWoVersion;
    }
    if (this._oidcDisableUserinfo !== undefined) {
      hasAnyValues = true;
      internalValueResult.oidcDisableUserinfo = this._oidcDisableUserinfo;
    }
    if (this._oidcDiscoveryUrl !== undefined) {
      hasAnyValues = true;
      internalValueResult.oidcDiscoveryUrl = this._oidcDiscoveryUrl;
    }
    if (this._oidcEnablePkce !== undefined) {
      hasAnyValues = true;
      internalValueResult.oidcEnablePkce = this._oidcEnablePkce;
    }
    if (this._oidcScopes !== undefined) {
      hasAnyValues = true;
      internalValueResult.oidcScopes = this._oidcScopes;
    }
    if (this._signingAlgs !== undefined) {
      hasAnyValues = true;
      internalValueResult.signingAlgs = this._signingAlgs;
    }
    if (this._verboseLogging !== undefined) {
      hasAnyValues = true;
      internalValueResult.verboseLogging = this._verboseLogging;
    }
    if (this._oidcClientAssertion?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.oidcClientAssertion = this._oidcClientAssertion?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AclAuthMethodConfigA | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._allowedRedirectUris = undefined;
      this._boundAudiences = undefined;
      this._boundIssuer = undefined;
      this._claimMappings = undefined;
      this._clockSkewLeeway = undefined;
      this._discoveryCaPem = undefined;
      this._expirationLeeway = undefined;
      this._jwksCaCert = undefined;
      this._jwksUrl = undefined;
      this._jwtValidationPubKeys = undefined;
      this._listClaimMappings = undefined;
      this._notBeforeLeeway = undefined;
      this._oidcClientId = undefined;
      this._oidcClientSecret = undefined;
      this._oidcClientSecretWo = undefined;
      this._oidcClientSecretWoVersion = undefined;
      this._oidcDisableUserinfo = undefined;
      this._oidcDiscoveryUrl = undefined;
      this._oidcEnablePkce = undefined;
      this._oidcScopes = undefined;
      this._signingAlgs = undefined;
      this._verboseLogging = undefined;
      this._oidcClientAssertion.internalValue = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._allowedRedirectUris = value.allowedRedirectUris;
      this._boundAudiences = value.boundAudiences;
      this._boundIssuer = value.boundIssuer;
      this._claimMappings = value.claimMappings;
      this._clockSkewLeeway = value.clockSkewLeeway;
      this._discoveryCaPem = value.discoveryCaPem;
      this._expirationLeeway = value.expirationLeeway;
      this._jwksCaCert = value.jwksCaCert;
      this._jwksUrl = value.jwksUrl;
      this._jwtValidationPubKeys = value.jwtValidationPubKeys;
      this._listClaimMappings = value.listClaimMappings;
      this._notBeforeLeeway = value.notBeforeLeeway;
      this._oidcClientId = value.oidcClientId;
      this._oidcClientSecret = value.oidcClientSecret;
      this._oidcClientSecretWo = value.oidcClientSecretWo;
      this._oidcClientSecretWoVersion = value.oidcClientSecretWoVersion;
      this._oidcDisableUserinfo = value.oidcDisableUserinfo;
      this._oidcDiscoveryUrl = value.oidcDiscoveryUrl;
      this._oidcEnablePkce = value.oidcEnablePkce;
      this._oidcScopes = value.oidcScopes;
      this._signingAlgs = value.signingAlgs;
      this._verboseLogging = value.verboseLogging;
      this._oidcClientAssertion.internalValue = value.oidcClientAssertion;
    }
  }

  // allowed_redirect_uris - computed: true, optional: true, required: false
  private _allowedRedirectUris?: string[]; 
  public get allowedRedirectUris() {
    return this.getListAttribute('allowed_redirect_uris');
  }
  public set allowedRedirectUris(value: string[]) {
    this._allowedRedirectUris = value;
  }
  public resetAllowedRedirectUris() {
    this._allowedRedirectUris = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowedRedirectUrisInput() {
    return this._allowedRedirectUris;
  }

  // bound_audiences - computed: true, optional: true, required: false
  private _boundAudiences?: string[]; 
  public get boundAudiences() {
    return this.getListAttribute('bound_audiences');
  }
  public set boundAudiences(value: string[]) {
    this._boundAudiences = value;
  }
  public resetBoundAudiences() {
    this._boundAudiences = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get boundAudiencesInput() {
    return this._boundAudiences;
  }

  // bound_issuer - computed: true, optional: true, required: false
  private _boundIssuer?: string[]; 
  public get boundIssuer() {
    return this.getListAttribute('bound_issuer');
  }
  public set boundIssuer(value: string[]) {
    this._boundIssuer = value;
  }
  public resetBoundIssuer() {
    this._boundIssuer = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get boundIssuerInput() {
    return this._boundIssuer;
  }

  // claim_mappings - computed: true, optional: true, required: false
  private _claimMappings?: { [key: string]: string }; 
  public get claimMappings() {
    return this.getStringMapAttribute('claim_mappings');
  }
  public set claimMappings(value: { [key: string]: string }) {
    this._claimMappings = value;
  }
  public resetClaimMappings() {
    this._claimMappings = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get claimMappingsInput() {
    return this._claimMappings;
  }

  // clock_skew_leeway - computed: true, optional: true, required: false
  private _clockSkewLeeway?: string; 
  public get clockSkewLeeway() {
    return this.getStringAttribute('clock_skew_leeway');
  }
  public set clockSkewLeeway(value: string) {
    this._clockSkewLeeway = value;
  }
  public resetClockSkewLeeway() {
    this._clockSkewLeeway = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clockSkewLeewayInput() {
    return this._clockSkewLeeway;
  }

  // discovery_ca_pem - computed: true, optional: true, required: false
  private _discoveryCaPem?: string[]; 
  public get discoveryCaPem() {
    return this.getListAttribute('discovery_ca_pem');
  }
  public set discoveryCaPem(value: string[]) {
    this._discoveryCaPem = value;
  }
  public resetDiscoveryCaPem() {
    this._discoveryCaPem = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get discoveryCaPemInput() {
    return this._discoveryCaPem;
  }

  // expiration_leeway - computed: true, optional: true, required: false
  private _expirationLeeway?: string; 
  public get expirationLeeway() {
    return this.getStringAttribute('expiration_leeway');
  }
  public set expirationLeeway(value: string) {
    this._expirationLeeway = value;
  }
  public resetExpirationLeeway() {
    this._expirationLeeway = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expirationLeewayInput() {
    return this._expirationLeeway;
  }

  // jwks_ca_cert - computed: true, optional: true, required: false
  private _jwksCaCert?: string; 
  public get jwksCaCert() {
    return this.getStringAttribute('jwks_ca_cert');
  }
  public set jwksCaCert(value: string) {
    this._jwksCaCert = value;
  }
  public resetJwksCaCert() {
    this._jwksCaCert = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get jwksCaCertInput() {
    return this._jwksCaCert;
  }

  // jwks_url - computed: true, optional: true, required: false
  private _jwksUrl?: string; 
  public get jwksUrl() {
    return this.getStringAttribute('jwks_url');
  }
  public set jwksUrl(value: string) {
    this._jwksUrl = value;
  }
  public resetJwksUrl() {
    this._jwksUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get jwksUrlInput() {
    return this._jwksUrl;
  }

  // jwt_validation_pub_keys - computed: true, optional: true, required: false
  private _jwtValidationPubKeys?: string[]; 
  public get jwtValidationPubKeys() {
    return this.getListAttribute('jwt_validation_pub_keys');
  }
  public set jwtValidationPubKeys(value: string[]) {
    this._jwtValidationPubKeys = value;
  }
  public resetJwtValidationPubKeys() {
    this._jwtValidationPubKeys = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get jwtValidationPubKeysInput() {
    return this._jwtValidationPubKeys;
  }

  // list_claim_mappings - computed: true, optional: true, required: false
  private _listClaimMappings?: { [key: string]: string }; 
  public get listClaimMappings() {
    return this.getStringMapAttribute('list_claim_mappings');
  }
  public set listClaimMappings(value: { [key: string]: string }) {
    this._listClaimMappings = value;
  }
  public resetListClaimMappings() {
    this._listClaimMappings = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get listClaimMappingsInput() {
    return this._listClaimMappings;
  }

  // not_before_leeway - computed: true, optional: true, required: false
  private _notBeforeLeeway?: string; 
  public get notBeforeLeeway() {
    return this.getStringAttribute('not_before_leeway');
  }
  public set notBeforeLeeway(value: string) {
    this._notBeforeLeeway = value;
  }
  public resetNotBeforeLeeway() {
    this._notBeforeLeeway = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get notBeforeLeewayInput() {
    return this._notBeforeLeeway;
  }

  // oidc_client_id - computed: true, optional: true, required: false
  private _oidcClientId?: string; 
  public get oidcClientId() {
    return this.getStringAttribute('oidc_client_id');
  }
  public set oidcClientId(value: string) {
    this._oidcClientId = value;
  }
  public resetOidcClientId() {
    this._oidcClientId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get oidcClientIdInput() {
    return this._oidcClientId;
  }

  // oidc_client_secret - computed: true, optional: true, required: false
  private _oidcClientSecret?: string; 
  public get oidcClientSecret() {
    return this.getStringAttribute('oidc_client_secret');
  }
  public set oidcClientSecret(value: string) {
    this._oidcClientSecret = value;
  }
  public resetOidcClientSecret() {
    this._oidcClientSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get oidcClientSecretInput() {
    return this._oidcClientSecret;
  }

  // oidc_client_secret_wo - computed: false, optional: true, required: false
  private _oidcClientSecretWo?: string; 
  public get oidcClientSecretWo() {
    return this.getStringAttribute('oidc_client_secret_wo');
  }
  public set oidcClientSecretWo(value: string) {
    this._oidcClientSecretWo = value;
  }
  public resetOidcClientSecretWo() {
    this._oidcClientSecretWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get oidcClientSecretWoInput() {
    return this._oidcClientSecretWo;
  }

  // oidc_client_secret_wo_hash - computed: true, optional: false, required: false
  public get oidcClientSecretWoHash() {
    return this.getStringAttribute('oidc_client_secret_wo_hash');
  }

  // oidc_client_secret_wo_version - computed: true, optional: true, required: false
  private _oidcClientSecretWoVersion?: number; 
  public get oidcClientSecretWoVersion() {
    return this.getNumberAttribute('oidc_client_secret_wo_version');
  }
  public set oidcClientSecretWoVersion(value: number) {
    this._oidcClientSecretWoVersion = value;
  }
  public resetOidcClientSecretWoVersion() {
    this._oidcClientSecretWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get oidcClientSecretWoVersionInput() {
    return this._oidcClientSecretWoVersion;
  }

  // oidc_disable_userinfo - computed: true, optional: true, required: false
  private _oidcDisableUserinfo?: boolean | cdktf.IResolvable; 
  public get oidcDisableUserinfo() {
    return this.getBooleanAttribute('oidc_disable_userinfo');
  }
  public set oidcDisableUserinfo(value: boolean | cdktf.IResolvable) {
    this._oidcDisableUserinfo = value;
  }
  public resetOidcDisableUserinfo() {
    this._oidcDisableUserinfo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get oidcDisableUserinfoInput() {
    return this._oidcDisableUserinfo;
  }

  // oidc_discovery_url - computed: true, optional: true, required: false
  private _oidcDiscoveryUrl?: string; 
  public get oidcDiscoveryUrl() {
    return this.getStringAttribute('oidc_discovery_url');
  }
  public set oidcDiscoveryUrl(value: string) {
    this._oidcDiscoveryUrl = value;
  }
  public resetOidcDiscoveryUrl() {
    this._oidcDiscoveryUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get oidcDiscoveryUrlInput() {
    return this._oidcDiscoveryUrl;
  }

  // oidc_enable_pkce - computed: true, optional: true, required: false
  private _oidcEnablePkce?: boolean | cdktf.IResolvable; 
  public get oidcEnablePkce() {
    return this.getBooleanAttribute('oidc_enable_pkce');
  }
  public set oidcEnablePkce(value: boolean | cdktf.IResolvable) {
    this._oidcEnablePkce = value;
  }
  public resetOidcEnablePkce() {
    this._oidcEnablePkce = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get oidcEnablePkceInput() {
    return this._oidcEnablePkce;
  }

  // oidc_scopes - computed: true, optional: true, required: false
  private _oidcScopes?: string[]; 
  public get oidcScopes() {
    return this.getListAttribute('oidc_scopes');
  }
  public set oidcScopes(value: string[]) {
    this._oidcScopes = value;
  }
  public resetOidcScopes() {
    this._oidcScopes = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get oidcScopesInput() {
    return this._oidcScopes;
  }

  // signing_algs - computed: true, optional: true, required: false
  private _signingAlgs?: string[]; 
  public get signingAlgs() {
    return this.getListAttribute('signing_algs');
  }
  public set signingAlgs(value: string[]) {
    this._signingAlgs = value;
  }
  public resetSigningAlgs() {
    this._signingAlgs = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get signingAlgsInput() {
    return this._signingAlgs;
  }

  // verbose_logging - computed: true, optional: true, required: false
  private _verboseLogging?: boolean | cdktf.IResolvable; 
  public get verboseLogging() {
    return this.getBooleanAttribute('verbose_logging');
  }
  public set verboseLogging(value: boolean | cdktf.IResolvable) {
    this._verboseLogging = value;
  }
  public resetVerboseLogging() {
    this._verboseLogging = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get verboseLoggingInput() {
    return this._verboseLogging;
  }

  // oidc_client_assertion - computed: false, optional: true, required: false
  private _oidcClientAssertion = new AclAuthMethodConfigOidcClientAssertionOutputReference(this, "oidc_client_assertion");
  public get oidcClientAssertion() {
    return this._oidcClientAssertion;
  }
  public putOidcClientAssertion(value: AclAuthMethodConfigOidcClientAssertion) {
    this._oidcClientAssertion.internalValue = value;
  }
  public resetOidcClientAssertion() {
    this._oidcClientAssertion.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get oidcClientAssertionInput() {
    return this._oidcClientAssertion.internalValue;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method nomad_acl_auth_method}
*/
export class AclAuthMethod extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "nomad_acl_auth_method";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a AclAuthMethod resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the AclAuthMethod to import
  * @param importFromId The id of the existing AclAuthMethod that should be imported. Refer to the {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the AclAuthMethod to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "nomad_acl_auth_method", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/acl_auth_method nomad_acl_auth_method} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options AclAuthMethodConfig
  */
  public constructor(scope: Construct, id: string, config: AclAuthMethodConfig) {
    super(scope, id, {
      terraformResourceType: 'nomad_acl_auth_method',
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
    this._default = config.default;
    this._id = config.id;
    this._maxTokenTtl = config.maxTokenTtl;
    this._name = config.name;
    this._tokenLocality = config.tokenLocality;
    this._tokenNameFormat = config.tokenNameFormat;
    this._type = config.type;
    this._config.internalValue = config.config;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // default - computed: true, optional: true, required: false
  private _default?: boolean | cdktf.IResolvable; 
  public get default() {
    return this.getBooleanAttribute('default');
  }
  public set default(value: boolean | cdktf.IResolvable) {
    this._default = value;
  }
  public resetDefault() {
    this._default = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get defaultInput() {
    return this._default;
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

  // max_token_ttl - computed: false, optional: false, required: true
  private _maxTokenTtl?: string; 
  public get maxTokenTtl() {
    return this.getStringAttribute('max_token_ttl');
  }
  public set maxTokenTtl(value: string) {
    this._maxTokenTtl = value;
  }
  // Temporarily expose input value. Use with caution.
  public get maxTokenTtlInput() {
    return this._maxTokenTtl;
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

  // token_locality - computed: false, optional: false, required: true
  private _tokenLocality?: string; 
  public get tokenLocality() {
    return this.getStringAttribute('token_locality');
  }
  public set tokenLocality(value: string) {
    this._tokenLocality = value;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenLocalityInput() {
    return this._tokenLocality;
  }

  // token_name_format - computed: true, optional: true, required: false
  private _tokenNameFormat?: string; 
  public get tokenNameFormat() {
    return this.getStringAttribute('token_name_format');
  }
  public set tokenNameFormat(value: string) {
    this._tokenNameFormat = value;
  }
  public resetTokenNameFormat() {
    this._tokenNameFormat = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenNameFormatInput() {
    return this._tokenNameFormat;
  }

  // type - computed: false, optional: false, required: true
  private _type?: string; 
  public get type() {
    return this.getStringAttribute('type');
  }
  public set type(value: string) {
    this._type = value;
  }
  // Temporarily expose input value. Use with caution.
  public get typeInput() {
    return this._type;
  }

  // config - computed: false, optional: true, required: false
  private _config = new AclAuthMethodConfigAOutputReference(this, "config");
  public get config() {
    return this._config;
  }
  public putConfig(value: AclAuthMethodConfigA) {
    this._config.internalValue = value;
  }
  public resetConfig() {
    this._config.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get configInput() {
    return this._config.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      default: cdktf.booleanToTerraform(this._default),
      id: cdktf.stringToTerraform(this._id),
      max_token_ttl: cdktf.stringToTerraform(this._maxTokenTtl),
      name: cdktf.stringToTerraform(this._name),
      token_locality: cdktf.stringToTerraform(this._tokenLocality),
      token_name_format: cdktf.stringToTerraform(this._tokenNameFormat),
      type: cdktf.stringToTerraform(this._type),
      config: aclAuthMethodConfigAToTerraform(this._config.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      default: {
        value: cdktf.booleanToHclTerraform(this._default),
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
      max_token_ttl: {
        value: cdktf.stringToHclTerraform(this._maxTokenTtl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      token_locality: {
        value: cdktf.stringToHclTerraform(this._tokenLocality),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      token_name_format: {
        value: cdktf.stringToHclTerraform(this._tokenNameFormat),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      type: {
        value: cdktf.stringToHclTerraform(this._type),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      config: {
        value: aclAuthMethodConfigAToHclTerraform(this._config.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "AclAuthMethodConfigA",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
