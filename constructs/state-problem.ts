import { nearest } from "./issue";
import type { StateSettings } from "./state-settings";

/** A prefix of keys in Consul. */
const PREFIX_IN_CONSUL = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;

/** A prefix of keys in S3: the characters that its documentation calls safe, and those that need no encoding in a URL. */
const S3_PREFIX = /^[A-Za-z0-9!_.*'()@=+-]+(\/[A-Za-z0-9!_.*'()@=+-]+)*$/;

/** Name of a method of HTTP. */
const METHOD = /^[A-Z]+$/;

/** The settings of a state in S3. */
const s3: readonly string[] = [
  ...["bucket", "keyPrefix", "region", "useLockfile", "encrypt", "kmsKeyId", "acl", "profile", "assumeRole"],
  ...["endpoints", "usePathStyle", "skipCredentialsValidation", "skipRegionValidation"],
  ...["skipRequestingAccountId", "skipMetadataApiCheck", "skipS3Checksum"],
];

/** The settings of a state on an HTTP server. */
const others = ["lockAddress", "unlockAddress"] as const;
const methods = ["updateMethod", "lockMethod", "unlockMethod"] as const;
const counts = ["retryMax", "retryWaitMin", "retryWaitMax"] as const;
const http: readonly string[] = ["address", ...others, ...methods, ...counts];

/** Arguments of the backends that are credentials, and where Terraform reads them. */
const credentials: Readonly<Record<string, string>> = {
  accessKey: "AWS_ACCESS_KEY_ID",
  secretKey: "AWS_SECRET_ACCESS_KEY",
  token: "AWS_SESSION_TOKEN",
  sseCustomerKey: "AWS_SSE_CUSTOMER_KEY",
  username: "TF_HTTP_USERNAME",
  password: "TF_HTTP_PASSWORD",
  clientPrivateKeyPem: "TF_HTTP_CLIENT_PRIVATE_KEY_PEM",
};

/** Returns what is wrong with the settings of a state, or nothing. A program in JavaScript has no compiler that finds it. */
export function stateProblem(state: StateSettings): string | undefined {
  if ("consul" in state) {
    return PREFIX_IN_CONSUL.test(state.consul)
      ? undefined
      : `state.consul: "${state.consul}" is not a prefix of keys; use words of letters, digits and "-_." with "/" between them, such as cdknomad/prod`;
  }
  return "s3" in state ? s3Problem(state.s3) : "http" in state ? httpProblem(state.http) : undefined;
}

type Given = Readonly<Record<string, unknown>>;

function s3Problem(settings: object): string | undefined {
  const given = settings as Given;
  const { bucket, keyPrefix, endpoints = {} } = given;
  const unknown = unknownArgument("s3", given, s3);
  if (unknown !== undefined) {
    return unknown;
  }
  if (typeof bucket !== "string" || !/^[A-Za-z0-9._-]+$/.test(bucket)) {
    return `state.s3.bucket: got ${shown(bucket)}, want the name of a bucket, such as "states"`;
  }
  if (typeof keyPrefix !== "string" || !S3_PREFIX.test(keyPrefix)) {
    return `state.s3.keyPrefix: got ${shown(keyPrefix)}, want words without spaces with "/" between them, such as "cdknomad/prod"`;
  }
  return firstOf(Object.entries(endpoints as Given), ([name, address]) =>
    addressProblem(`state.s3.endpoints.${name}`, address, "https://minio.example.com"),
  );
}

function httpProblem(settings: object): string | undefined {
  const given = settings as Given;
  const unknown = unknownArgument("http", given, http);
  if (unknown !== undefined) {
    return unknown;
  }
  const set = (names: readonly string[]) => names.filter((name) => given[name] !== undefined);
  return (
    firstOf(["address", ...set(others)], (name) => {
      const [path, address] = [`state.http.${name}`, given[name]];
      return (
        addressProblem(path, address, "https://state.example.com/prod/{stack}") ??
        (String(address).includes("{stack}")
          ? undefined
          : `${path}: got ${shown(address)}, which is the same for all stacks; put "{stack}" where the name of the stack goes`)
      );
    }) ??
    firstOf(set(methods), (name) =>
      METHOD.test(String(given[name]))
        ? undefined
        : `state.http.${name}: got ${shown(given[name])}, want a method in capital letters, such as "POST"`,
    ) ??
    firstOf(set(counts), (name) =>
      Number.isInteger(given[name]) && Number(given[name]) >= 0
        ? undefined
        : `state.http.${name}: got ${shown(given[name])}, want a whole number that is not negative`,
    )
  );
}

function unknownArgument(kind: "s3" | "http", given: Given, known: readonly string[]): string | undefined {
  return firstOf(Object.keys(given), (name) => {
    if (known.includes(name)) {
      return undefined;
    }
    const variable = credentials[name];
    if (variable !== undefined) {
      return `state.${kind}.${name}: a credential would be written to cdk.tf.json; remove it, and set ${variable}, which Terraform reads`;
    }
    const meant = nearest(name, known);
    const fix = meant === undefined ? `allowed are ${known.join(", ")}` : `did you mean "${meant}"?`;
    return `state.${kind}.${name}: there is no such setting; ${fix}`;
  });
}

/** A password in an address would be written to `cdk.tf.json`, so that the address is not shown either. */
function addressProblem(path: string, address: unknown, example: string): string | undefined {
  const url = typeof address === "string" && URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    return `${path}: got ${shown(address)}, want an address that begins with https:// or http://, such as "${example}"`;
  }
  return url.username === "" && url.password === ""
    ? undefined
    : `${path}: the user name and the password in it would be written to cdk.tf.json; remove them, and set the variables that Terraform reads`;
}

function firstOf<T>(list: readonly T[], problemOf: (one: T) => string | undefined): string | undefined {
  for (const one of list) {
    const problem = problemOf(one);
    if (problem !== undefined) {
      return problem;
    }
  }
  return undefined;
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value));
}
