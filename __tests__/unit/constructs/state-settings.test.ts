import { App } from "cdktf";
import { ClusterStack, type StateSettings } from "../../../constructs";

const nomad = { address: "http://127.0.0.1:4646" };
const stackOf = (state: unknown) => new ClusterStack(new App(), "apps", { nomad, state: state as StateSettings });

function backendOf(state: StateSettings): object {
  const stack = stackOf(state);
  stack.prepareStack();
  return (stack.toTerraform() as { terraform: { backend: object } }).terraform.backend;
}

const bucket = { bucket: "states", keyPrefix: "cdknomad/prod" };
const address = "https://state.example.com/prod/{stack}";

describe("the state of a stack on a server", () => {
  it("is an object in S3 with a lock beside it", () => {
    expect(backendOf({ s3: bucket })).toEqual({
      s3: { bucket: "states", key: "cdknomad/prod/apps.tfstate", use_lockfile: true },
    });
    expect(
      backendOf({
        s3: {
          ...bucket,
          region: "eu-central-1",
          useLockfile: false,
          encrypt: true,
          kmsKeyId: "arn:aws:kms:eu-central-1:1:key/2",
          assumeRole: { roleArn: "arn:aws:iam::1:role/states" },
          endpoints: { s3: "https://minio.example.com:9000" },
          usePathStyle: true,
          skipS3Checksum: true,
          skipMetadataApiCheck: true,
        },
      }),
    ).toEqual({
      s3: {
        bucket: "states",
        key: "cdknomad/prod/apps.tfstate",
        region: "eu-central-1",
        use_lockfile: false,
        encrypt: true,
        kms_key_id: "arn:aws:kms:eu-central-1:1:key/2",
        assume_role: { role_arn: "arn:aws:iam::1:role/states" },
        endpoints: { s3: "https://minio.example.com:9000" },
        use_path_style: true,
        skip_s3_checksum: true,
        skip_metadata_api_check: true,
      },
    });
  });

  it("is at an address of its own, which is locked", () => {
    const own = "https://state.example.com/prod/apps";
    expect(backendOf({ http: { address } })).toEqual({
      http: { address: own, lock_address: own, unlock_address: own },
    });
  });

  it("has the addresses and methods of GitLab", () => {
    const gitlab = "https://gitlab.example.com/api/v4/projects/7/terraform/state/prod-{stack}";
    const own = gitlab.replace("{stack}", "apps");
    const settings = { address: gitlab, lockAddress: `${gitlab}/lock`, lockMethod: "POST", unlockMethod: "DELETE" };
    expect(backendOf({ http: { ...settings, retryWaitMin: 5 } })).toEqual({
      http: {
        address: own,
        lock_address: `${own}/lock`,
        unlock_address: `${own}/lock`,
        lock_method: "POST",
        unlock_method: "DELETE",
        retry_wait_min: 5,
      },
    });
  });

  it("is read by another stack that refers to one of its values", () => {
    const app = new App();
    const state = { s3: { ...bucket, endpoints: { s3: "https://minio.example.com" } } };
    const first = new ClusterStack(app, "first", { nomad, state });
    const second = new ClusterStack(app, "second", { nomad, state });
    const remote = first.ensureBackendExists().getRemoteStateDataSource(second, "first-state", "first");
    expect(remote.toTerraform()).toMatchObject({
      data: {
        terraform_remote_state: {
          "first-state": {
            backend: "s3",
            config: {
              bucket: "states",
              key: "cdknomad/prod/first.tfstate",
              endpoints: { s3: "https://minio.example.com" },
            },
          },
        },
      },
    });
  });

  it.each([
    [
      "a credential of AWS",
      { s3: { ...bucket, secretKey: "s" } },
      /state\.s3\.secretKey: .* set AWS_SECRET_ACCESS_KEY/,
    ],
    [
      "a credential of a server",
      { http: { address, password: "s" } },
      /state\.http\.password: .* set TF_HTTP_PASSWORD/,
    ],
    [
      "a password in an address",
      { http: { address: "https://ann:hidden-pw@state.example.com/{stack}" } },
      /state\.http\.address: the user name and the password in it/,
    ],
    [
      "a password in an endpoint",
      { s3: { ...bucket, endpoints: { s3: "https://ann:hidden-pw@minio.example.com" } } },
      /state\.s3\.endpoints\.s3: the user name/,
    ],
    ["a misspelled setting", { s3: { ...bucket, usePathstile: true } }, /did you mean "usePathStyle"\?/],
    ["the key of one stack", { s3: { ...bucket, key: "x" } }, /state\.s3\.key: there is no such setting/],
    ["no bucket", { s3: { keyPrefix: "prod" } }, /state\.s3\.bucket: got nothing/],
    ["an empty part of a prefix", { s3: { ...bucket, keyPrefix: "prod//a" } }, /state\.s3\.keyPrefix: got "prod\/\/a"/],
    ["an expression in a prefix", { s3: { ...bucket, keyPrefix: "${var.x}" } }, /state\.s3\.keyPrefix/],
    ["one address for all stacks", { http: { address: "https://state.example.com/prod" } }, /the same for all stacks/],
    [
      "one lock for all stacks",
      { http: { address, lockAddress: "https://state.example.com" } },
      /state\.http\.lockAddress/,
    ],
    ["no address", { http: {} }, /state\.http\.address: got nothing/],
    ["another protocol", { http: { address: "ftp://state.example.com/{stack}" } }, /begins with https/],
    ["a method in small letters", { http: { address, lockMethod: "lock" } }, /state\.http\.lockMethod: got "lock"/],
    ["half a retry", { http: { address, retryMax: 0.5 } }, /state\.http\.retryMax: got 0\.5/],
  ])("is refused with %s", (_, state, message) => {
    expect(() => stackOf(state)).toThrow(message);
    expect(() => stackOf(state)).toThrow(/^\[apps\] state\..* \(property-invalid\)$/);
    expect(() => stackOf(state)).not.toThrow("hidden-pw");
  });
});
