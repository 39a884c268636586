/**
 * Where Terraform keeps its states. Each stack has its own state.
 *
 * @see docs/how-to/state.md
 */
export type StateSettings = ConsulState | FileState | HttpState | S3State;

/**
 * States in the KV store of Consul, with a lock.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/consul
 */
export interface ConsulState {
  /**
   * Prefix of the keys, such as `cdknomad/prod`: the key of the stack `apps` is then `cdknomad/prod/apps`. Terraform locks the key
   * while it plans and applies, and reads the token from `CONSUL_HTTP_TOKEN`. {@link statePolicy} returns the rules that the token
   * needs.
   */
  readonly consul: string;
}

/**
 * States in local files.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/local
 */
export interface FileState {
  /** Folder of the files, relative to `cdktf.json`. The state of the stack `apps` is `<folder>/terraform.apps.tfstate`. */
  readonly folder: string;
}

/**
 * States in a bucket of S3, or of a server with the same API, with a lock.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export interface S3State {
  /**
   * The bucket, and how to reach it. Terraform reads the credentials from `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or from
   * wherever else it finds credentials of AWS.
   */
  readonly s3: S3StateSettings;
}

/**
 * Arguments of Terraform's backend `s3`. Its credentials are not among them: they would be written to `cdk.tf.json`.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export interface S3StateSettings {
  /** Name of the bucket. */
  readonly bucket: string;
  /**
   * Prefix of the keys, such as `cdknomad/prod`: Terraform's `key` for the stack `apps` is then `cdknomad/prod/apps.tfstate`, and
   * its lock is the object `cdknomad/prod/apps.tfstate.tflock`.
   */
  readonly keyPrefix: string;
  /**
   * Region of the bucket.
   * @default - Terraform reads `AWS_REGION`
   */
  readonly region?: string;
  /**
   * Whether Terraform locks a state with an object beside it. It needs Terraform 1.10 or OpenTofu 1.10, and a server that respects
   * the header `If-None-Match`.
   * @default true
   */
  readonly useLockfile?: boolean;
  /**
   * Whether S3 encrypts the states.
   * @default - as the bucket is configured
   */
  readonly encrypt?: boolean;
  /**
   * ARN of the key of KMS that encrypts the states.
   * @default - the key of the bucket
   */
  readonly kmsKeyId?: string;
  /**
   * Canned ACL of the objects, such as `bucket-owner-full-control`.
   * @default - none
   */
  readonly acl?: string;
  /**
   * Profile in the shared configuration of AWS.
   * @default - Terraform reads `AWS_PROFILE`
   */
  readonly profile?: string;
  /**
   * Role that Terraform assumes to reach the bucket.
   * @default - none
   * @see https://developer.hashicorp.com/terraform/language/backend/s3#assume-role-configuration
   */
  readonly assumeRole?: {
    /** ARN of the role. */
    readonly roleArn: string;
    /** Name of the session. @default - the AWS SDK chooses one */
    readonly sessionName?: string;
    /** Lifetime of the credentials, such as `"1h"`, from 15 minutes to 12 hours. @default - AWS uses 1 hour */
    readonly duration?: string;
  };
  /**
   * Addresses of a server that is not AWS, such as MinIO or Ceph.
   * @default - those of AWS
   */
  readonly endpoints?: {
    /** Address of the S3 API. @default - that of AWS */
    readonly s3?: string;
    /** Address of the Security Token Service. @default - that of AWS */
    readonly sts?: string;
    /** Address of Identity and Access Management. @default - that of AWS */
    readonly iam?: string;
    /** Address of IAM Identity Center. @default - that of AWS */
    readonly sso?: string;
  };
  /**
   * Whether the bucket is in the path of the URL, not in the host name.
   * @default false
   */
  readonly usePathStyle?: boolean;
  /**
   * Whether Terraform does not check the credentials with STS, which only AWS has.
   * @default false
   */
  readonly skipCredentialsValidation?: boolean;
  /**
   * Whether the region may be one that AWS does not have.
   * @default false
   */
  readonly skipRegionValidation?: boolean;
  /**
   * Whether Terraform does not ask for the id of the account.
   * @default false
   */
  readonly skipRequestingAccountId?: boolean;
  /**
   * Whether Terraform does not ask for credentials of the virtual machine.
   * @default false
   */
  readonly skipMetadataApiCheck?: boolean;
  /**
   * Whether Terraform sends no checksum, for servers that do not support it.
   * @default false
   */
  readonly skipS3Checksum?: boolean;
}

/**
 * States on an HTTP server, such as GitLab, with a lock.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/http
 */
export interface HttpState {
  /** The addresses. Terraform reads the user and the password from `TF_HTTP_USERNAME` and `TF_HTTP_PASSWORD`. */
  readonly http: HttpStateSettings;
}

/**
 * Arguments of Terraform's backend `http`. Its credentials are not among them: they would be written to `cdk.tf.json`.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/http
 */
export interface HttpStateSettings {
  /** Address of a state, with `{stack}` in place of the name of the stack, such as `https://state.example.com/prod/{stack}`. */
  readonly address: string;
  /**
   * Address of the lock, with `{stack}`.
   * @default - `address`
   */
  readonly lockAddress?: string;
  /**
   * Address of the release of the lock, with `{stack}`.
   * @default - `lockAddress`
   */
  readonly unlockAddress?: string;
  /**
   * Method that writes a state.
   * @default "POST"
   */
  readonly updateMethod?: string;
  /**
   * Method that takes the lock.
   * @default "LOCK"
   */
  readonly lockMethod?: string;
  /**
   * Method that releases the lock.
   * @default "UNLOCK"
   */
  readonly unlockMethod?: string;
  /**
   * How often Terraform repeats a request that failed.
   * @default 2
   */
  readonly retryMax?: number;
  /**
   * Least time between two attempts, in seconds.
   * @default 1
   */
  readonly retryWaitMin?: number;
  /**
   * Longest time between two attempts, in seconds.
   * @default 30
   */
  readonly retryWaitMax?: number;
}
