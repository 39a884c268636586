import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { AclAuthMethod, type AclAuthMethodConfigA } from "../.gen/terraform/nomad/acl-auth-method";
import { resourceAddress } from "./address";
import { literal, literals } from "./literal";
import { requireName } from "./require-name";
import { hasWriteOnlySecrets, type Secret } from "./secret";
import type { Duration } from "./spec";

/**
 * Properties of an {@link AuthMethod}.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/auth-methods#create-auth-method
 */
export interface AuthMethodProps {
  /** Name in Nomad: 1 to 128 letters, digits, and `-`. */
  readonly name: string;
  /** How Nomad verifies a login. */
  readonly login: JwtLogin | OidcLogin;
  /** Lifetime of the tokens that Nomad creates at a login, such as `"8h"`. */
  readonly maxTokenTtl: Duration;
  /**
   * Whether the tokens are valid in all regions.
   * @default false
   */
  readonly global?: boolean;
  /**
   * Whether `nomad login` uses this method if the command does not name one.
   * @default - Nomad uses `false`
   */
  readonly default?: boolean;
}

/**
 * Properties of both kinds of login.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/auth-methods#parameters
 */
export interface LoginClaims {
  /**
   * Accepted values of the claim `aud`. One of them has to match.
   * @default - Nomad rejects a JWT that has the claim
   */
  readonly audiences?: readonly string[];
  /**
   * Claims with one value: from the name of the claim to the name in binding rules, where it follows `value.`.
   * @default - no claims
   */
  readonly claimMappings?: Readonly<Record<string, string>>;
  /**
   * Claims with a list: from the name of the claim to the name in binding rules, where it follows `list.`.
   * @default - no claims
   */
  readonly listClaimMappings?: Readonly<Record<string, string>>;
  /**
   * Accepted signature algorithms.
   * @default - Nomad accepts `RS256`
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
 * Login with a signed JSON web token, such as that of a CI job.
 * @see https://developer.hashicorp.com/nomad/docs/secure/authentication/jwt#jwt-verification
 */
export interface JwtLogin extends LoginClaims {
  /** Type of the auth method. */
  readonly type: "JWT";
  /** Keys that verify the signature of a token. */
  readonly keys: JwtKeys;
  /**
   * Accepted values of the claim `iss`. One of them has to match.
   * @default - Nomad accepts every issuer whose key verifies the token
   */
  readonly issuers?: readonly string[];
}

/**
 * Keys that verify the signature of a token: the URL of a JSON web key set, the URL of an OIDC discovery, or public keys.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/authentication/jwt#jwt-verification
 */
export type JwtKeys =
  | {
      /** URL of a JSON web key set. Nomad's servers read it. */
      readonly jwksUrl: string;
      /** Certificate of the authority of the URL, as PEM. @default - Nomad uses those of its host */
      readonly caCert?: string;
    }
  | {
      /** URL of an OpenID Connect issuer without `/.well-known/openid-configuration`. Nomad's servers read it. */
      readonly discoveryUrl: string;
      /** Certificates of the authorities of the URL, as PEM. @default - Nomad uses those of its host */
      readonly caCerts?: readonly string[];
    }
  | {
      /** Public keys, as PEM. */
      readonly publicKeys: readonly string[];
    };

/**
 * Login with an OpenID Connect provider, in a browser.
 * @see https://developer.hashicorp.com/nomad/docs/secure/authentication/oidc#oidc-authentication
 */
export interface OidcLogin extends LoginClaims {
  /** Type of the auth method. */
  readonly type: "OIDC";
  /** URL of the provider without `/.well-known/openid-configuration`. Nomad's servers read it. */
  readonly discoveryUrl: string;
  /** Client ID of Nomad at the provider. */
  readonly clientId: string;
  /** Client secret of Nomad. It is in no state and no saved plan, except with `secretsInState` and with the official providers. */
  readonly clientSecret: Secret;
  /** URLs to which the provider may redirect the browser: those of Nomad's UI and of `nomad login`. */
  readonly redirectUris: readonly string[];
  /**
   * Scopes that Nomad requests in addition to `openid`.
   * @default - no further scopes
   */
  readonly scopes?: readonly string[];
  /**
   * Whether Nomad uses PKCE.
   * @default true, which cdknomad sets; Nomad uses `false`
   */
  readonly pkce?: boolean;
  /**
   * Certificates of the authorities of the provider's URL, as PEM.
   * @default - Nomad uses those of its host
   */
  readonly caCerts?: readonly string[];
}

/**
 * A method to log in to Nomad with the identity of another issuer. A {@link BindingRule} gives a login its rights.
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
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl#authentication-methods
 */
export class AuthMethod extends Construct implements ITerraformDependable {
  /** Name in Nomad. */
  readonly methodName: string;
  /** Terraform address, for `dependsOn`. */
  readonly fqn: string;
  /** Mapped claims that a selector of a {@link BindingRule} can use, such as `value.project` and `list.groups`. */
  readonly claims: ReadonlySet<string>;

  /**
   * @throws CodedError if Nomad does not accept the name (`property-invalid`), or if the stack has this auth method already
   * (`address-taken`)
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
