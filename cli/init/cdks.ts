/** A CDK with which a new project can synthesize. */
export interface Cdk {
  /** Its package, which is also the word for `--cdk`. */
  readonly name: "cdktf" | "cdktn";
  /** Its name in sentences, and its page. */
  readonly title: string;
  readonly page: string;
  /** Versions that differ from those with which cdknomad itself is developed. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  /** Scripts that run its own command. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** The CDKs, the default first. */
export const cdks: readonly [Cdk, ...Cdk[]] = [
  {
    name: "cdktf",
    title: "CDK for Terraform",
    page: "https://developer.hashicorp.com/terraform/cdktf",
    dependencies: {},
    devDependencies: {},
    scripts: {},
  },
  {
    name: "cdktn",
    title: "CDK Terrain",
    page: "https://cdktn.io",
    // This cdktn accepts constructs from 10.6 to below 10.8.
    dependencies: { cdktn: "0.24.0", constructs: "10.7.2" },
    devDependencies: { "cdktn-cli": "0.24.0" },
    scripts: { synth: "cdktn synth" },
  },
];
