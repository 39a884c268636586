import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { AclAuthMethod, type AclAuthMethodConfigA } from "../.gen/terraform/nomad/acl-auth-method";
import { resourceAddress } from "./address";
import { literal, literals } from "./literal";
import { requireName } from "./require-name";
import { hasWriteOnlySecrets, type Secret } from "./secret";
import type { Duration } from "./spec";

/**
 * What an {@link AuthMethod} is made of.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/auth-methods#create-auth-method
 */
export interface AuthMethodProps {
  /** The name in Nomad: 1 to 128 characters out of letters, digits and `-`. */
  readonly name: string;
  /** How Nomad checks who logs in. */
  readonly login: JwtLogin | OidcLogin;
  /** Lifetime of the tokens that a login gives, such as `"8h"`. */
  readonly maxTokenTtl: Duration;
  /**
   * Whether the tokens are valid in all regions.
   * @default false
   */
  readonly global?: boolean;
  /**
   * Whether `nomad login` uses it when no method is named.
   * @default false
   */
  readonly default?: boolean;
}

/**
 * What both kinds of login have.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/auth-methods
 */
export interface LoginClaims {
  /**
   * What the claim `aud` has to name, one of them.
   * @default - for JWT, the claim has to be absent
   */
  readonly audiences?: readonly string[];
  /**
   * Claims with one value, and what binding rules call them after `value.`.
   * @default - none
   */
  readonly claimMappings?: Readonly<Record<string, string>>;
  /**
   * Claims with a list, and what binding rules call them after `list.`.
   * @default - none
   */
  readonly listClaimMappings?: Readonly<Record<string, string>>;
  /**
   * The signature algorithms that are accepted.
   * @default - Nomad accepts RS256
   */
  readonly signingAlgorithms?: readonly (
    | "RS256"
    | "RS384"
    | "RS512"
    | "ES256"
    | "ES384"
    | "ES512"
    | "PS256"
    | "PS384"
    | "PS512"
    | "EdDSA"
  )[];
}

/**
 * Login with a signed JSON Web Token, as CI systems give one to each of their runs.
 * @see https://developer.hashicorp.com/nomad/docs/secure/authentication/jwt
 */
export interface JwtLogin extends LoginClaims {
  readonly type: "JWT";
  /** Where the keys come from that tokens are checked with. */
  readonly keys: JwtKeys;
  /**
   * Who has to have issued the token, one of them.
   * @default - anybody with the key
   */
  readonly issuers?: readonly string[];
}

/**
 * Where the keys come from that tokens are checked with: an address of keys, of an OIDC discovery, or the keys themselves.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/authentication/jwt
 */
export type JwtKeys =
  | { readonly jwksUrl: string; readonly caCert?: string }
  | { readonly discoveryUrl: string; readonly caCerts?: readonly string[] }
  | { readonly publicKeys: readonly string[] };

/**
 * Login by way of an OpenID provider, in a browser.
 * @see https://developer.hashicorp.com/nomad/docs/secure/authentication/oidc
 */
export interface OidcLogin extends LoginClaims {
  readonly type: "OIDC";
  /** The provider's address, without `/.well-known/openid-configuration`; Nomad's servers ask there. */
  readonly discoveryUrl: string;
  /** As what the provider knows Nomad. */
  readonly clientId: string;
  /** The client's secret. It is in no state and no saved plan, except with `secretsInState` and with the official providers. */
  readonly clientSecret: Secret;
  /** Where the provider may send a browser back: Nomad's web page and the command line. */
  readonly redirectUris: readonly string[];
  /**
   * What is asked for beside `openid`.
   * @default - nothing
   */
  readonly scopes?: readonly string[];
  /**
   * Whether the login is tied to the one that began it (PKCE).
   * @default true
   */
  readonly pkce?: boolean;
  /**
   * Certificates of authorities that the provider is checked with, as PEM.
   * @default - Nomad uses those of its host
   */
  readonly caCerts?: readonly string[];
}

/**
 * A way to log in to Nomad without a token of one's own; {@link BindingRule}s say what a login may do.
 *
 * @example
 * const ci = new AuthMethod(stack, "ci", {
 *   name: "ci",
 *   maxTokenTtl: "15m",
 *   login: {
 *     type: "JWT",
 *     keys: { jwksUrl: "https://git.example.com/-/jwks" },
 *     issuers: ["https://git.example.com"],
 *     audiences: ["nomad"],
 *     claimMappings: { project_path: "project" },
 *   },
 * });
 * new BindingRule(stack, "ci-deploys", { authMethod: ci, selector: 'value.project == "ops/cluster"', bind: { role: deployers } });
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/authentication
 */
export class AuthMethod extends Construct implements ITerraformDependable {
  /** The name in Nomad. */
  readonly methodName: string;
  /** The Terraform address, for `dependsOn`. */
  readonly fqn: string;
  /** What binding rules may look at: `value.x` and `list.x`. */
  readonly claims: ReadonlySet<string>;

  /**
   * @throws Error when the name is not one that Nomad accepts, or the stack has this method already
   */
  constructor(scope: Construct, id: string, { name, login, maxTokenTtl, ...options }: AuthMethodProps) {
    super(scope, id);
    requireName(this, "an auth method", name);
    const resource = new AclAuthMethod(this, "resource", {
      name,
      type: login.type,
      maxTokenTtl,
      tokenLocality: options.global ? "global" : "local",
      ...(options.default !== undefined && { default: options.default }),
      config: {
        ...claims(login),
        ...(login.type === "JWT" ? jwt(login) : oidc(login, login.clientSecret.in(this), hasWriteOnlySecrets(this))),
      },
    });
    resource.overrideLogicalId(resourceAddress(this, AclAuthMethod.tfResourceType, name));
    this.methodName = name;
    this.fqn = resource.fqn;
    this.claims = new Set([
      ...Object.values(login.claimMappings ?? {}).map((claim) => `value.${claim}`),
      ...Object.values(login.listClaimMappings ?? {}).map((claim) => `list.${claim}`),
    ]);
  }
}

function claims(login: LoginClaims): AclAuthMethodConfigA {
  const { audiences, claimMappings, listClaimMappings, signingAlgorithms } = login;
  return {
    ...(audiences && { boundAudiences: audiences.map(literal) }),
    ...(claimMappings && { claimMappings: literals(claimMappings) }),
    ...(listClaimMappings && { listClaimMappings: literals(listClaimMappings) }),
    ...(signingAlgorithms && { signingAlgs: [...signingAlgorithms] }),
  };
}

function jwt({ keys, issuers }: JwtLogin): AclAuthMethodConfigA {
  return {
    ...(issuers && { boundIssuer: issuers.map(literal) }),
    ...("jwksUrl" in keys && {
      jwksUrl: literal(keys.jwksUrl),
      ...(keys.caCert !== undefined && { jwksCaCert: literal(keys.caCert) }),
    }),
    ...("discoveryUrl" in keys && {
      oidcDiscoveryUrl: literal(keys.discoveryUrl),
      ...(keys.caCerts && { discoveryCaPem: keys.caCerts.map(literal) }),
    }),
    ...("publicKeys" in keys && { jwtValidationPubKeys: keys.publicKeys.map(literal) }),
  };
}

function oidc(login: OidcLogin, secret: string, isWriteOnly: boolean): AclAuthMethodConfigA {
  const { discoveryUrl, clientId, redirectUris, scopes, pkce = true, caCerts } = login;
  return {
    oidcDiscoveryUrl: literal(discoveryUrl),
    oidcClientId: literal(clientId),
    ...(isWriteOnly ? { oidcClientSecretWo: secret } : { oidcClientSecret: secret }),
    oidcEnablePkce: pkce,
    allowedRedirectUris: redirectUris.map(literal),
    ...(scopes && { oidcScopes: scopes.map(literal) }),
    ...(caCerts && { discoveryCaPem: caCerts.map(literal) }),
  };
}
