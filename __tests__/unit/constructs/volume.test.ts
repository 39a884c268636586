import { App, Testing } from "cdktf";
import { ClusterStack, CsiVolume, type GroupVolume, HostVolume, Job, Namespace, Secret } from "../../../constructs";
import { bytesOf } from "../../../constructs/volume-size";
import { synthesized } from "../../../testing";
import { declarePerAlloc } from "./per-alloc";

const cluster = () => new ClusterStack(new App(), "cluster", { nomad: { address: "http://127.0.0.1:4646" } });
const writer = { accessMode: "single-node-writer", attachmentMode: "file-system" } as const;

/** A job whose group asks for one volume. */
function user(scope: ClusterStack, volume: Omit<GroupVolume, "name">, namespace?: Namespace): void {
  new Job(scope, "web", {
    name: "web",
    ...(namespace && { namespace }),
    groups: [
      {
        name: "web",
        volumes: [{ name: "data", ...volume }],
        tasks: [
          {
            name: "web",
            driver: "docker",
            config: { image: "web:1" },
            volumeMounts: [{ volume: "data", destination: "/data" }],
            resources: { cpu: 100, memory: 64 },
          },
        ],
      },
    ],
  });
}

describe("a host volume", () => {
  it("says only what was said, with Nomad's own interpolation", () => {
    const scope = cluster();
    const lab = new Namespace(scope, "lab", { name: "lab" });
    new HostVolume(scope, "small", { name: "small", pluginId: "mkdir", capabilities: [writer] });
    new HostVolume(scope, "full", {
      name: "full",
      namespace: lab,
      pluginId: "lvm",
      capabilities: [writer, { accessMode: "single-node-reader-only", attachmentMode: "block-device" }],
      capacityMin: "1GiB",
      capacityMax: "10 GB",
      nodePool: "disks",
      constraints: [{ attribute: `\${attr.kernel.name}`, value: "linux" }],
      parameters: { pool: "fast" },
    });
    expect(synthesized(scope).resource.nomad_dynamic_host_volume).toEqual({
      default_small: {
        name: "small",
        plugin_id: "mkdir",
        capability: [{ access_mode: "single-node-writer", attachment_mode: "file-system" }],
      },
      lab_full: {
        name: "full",
        namespace: "lab",
        plugin_id: "lvm",
        capability: [
          { access_mode: "single-node-writer", attachment_mode: "file-system" },
          { access_mode: "single-node-reader-only", attachment_mode: "block-device" },
        ],
        capacity_min: "1GiB",
        capacity_max: "10 GB",
        node_pool: "disks",
        constraint: [{ attribute: `$\${attr.kernel.name}`, value: "linux" }],
        parameters: { pool: "fast" },
        depends_on: ["nomad_namespace.lab"],
      },
    });
  });

  it("fails with all that is wrong with it", () => {
    const scope = cluster();
    new HostVolume(scope, "wrong", {
      name: "wrong",
      pluginId: "mkdir",
      capabilities: [],
      capacityMin: "2GiB",
      capacityMax: "1GiB",
      constraints: [{ operator: "distinct_hosts" }, { value: "linux" }],
      parameters: { mode: "rwx", owner: "me", uid: "root" },
    });
    expect(() => synthesized(scope)).toThrow(
      `Validation failed with the following errors:
  [cluster/wrong] [default/wrong] capacityMax: got "1GiB", which is less than capacityMin "2GiB"; make it as large or larger (property-invalid)
  [cluster/wrong] [default/wrong] capabilities: there is none; say how jobs may use the volume (property-invalid)
  [cluster/wrong] [default/wrong] constraints[0].operator: got "distinct_hosts", but volumes of one name are on distinct nodes anyway; leave the constraint out (property-invalid)
  [cluster/wrong] [default/wrong] constraints[1].attribute: it is empty; name what is compared, as "\${attr.kernel.name}" (property-invalid)
  [cluster/wrong] [default/wrong] parameters.mode: got "rwx"; use an octal number, as "0755" (property-invalid)
  [cluster/wrong] [default/wrong] parameters.owner: the plugin mkdir has no such parameter; use mode, uid, gid (property-invalid)
  [cluster/wrong] [default/wrong] parameters.uid: got "root"; use a number (property-invalid)`,
    );
  });
});

describe("a CSI volume", () => {
  it("says only what was said, and no secret", () => {
    const scope = cluster();
    new CsiVolume(scope, "small", { id: "small", pluginId: "nfs", capabilities: [writer] });
    new CsiVolume(scope, "full", {
      id: "full",
      name: "the full one",
      pluginId: "nfs",
      capabilities: [{ accessMode: "multi-node-multi-writer", attachmentMode: "file-system" }],
      capacityMin: "1GiB",
      mountOptions: { fsType: "ext4", mountFlags: ["noatime"] },
      parameters: { tier: "fast" },
      secrets: { password: Secret.fromEnvironment("nfs_password") },
      topologyRequest: { required: [{ segments: { zone: "a" } }] },
      timeouts: { create: "2m" },
    });
    expect(synthesized(scope).resource.nomad_csi_volume).toEqual({
      default_small: {
        volume_id: "small",
        name: "small",
        plugin_id: "nfs",
        capability: [{ access_mode: "single-node-writer", attachment_mode: "file-system" }],
      },
      default_full: {
        volume_id: "full",
        name: "the full one",
        plugin_id: "nfs",
        capability: [{ access_mode: "multi-node-multi-writer", attachment_mode: "file-system" }],
        capacity_min: "1GiB",
        mount_options: { fs_type: "ext4", mount_flags: ["noatime"] },
        parameters: { tier: "fast" },
        secrets_wo: { password: `\${var.nfs_password}` },
        topology_request: { required: { topology: [{ segments: { zone: "a" } }] } },
        timeouts: { create: "2m" },
      },
    });
  });

  it("has all its flags in a write-only argument if one is a secret, unless secrets are in the state", () => {
    const volume = (scope: ClusterStack) =>
      new CsiVolume(scope, "smb", {
        id: "smb",
        pluginId: "smb",
        capabilities: [{ accessMode: "multi-node-multi-writer", attachmentMode: "file-system" }],
        mountOptions: { mountFlags: ["noatime", Secret.fromEnvironment("smb_flag")] },
        secrets: { password: Secret.fromEnvironment("smb_password") },
      });
    const flags = ["noatime", "${var.smb_flag}"];
    const secrets = { password: "${var.smb_password}" };
    const settings = { nomad: { address: "http://127.0.0.1:4646" } };
    for (const [secretsInState, expected] of [
      [false, { mount_options: { mount_flags_wo: flags }, secrets_wo: secrets }],
      [true, { mount_options: { mount_flags: flags }, secrets }],
    ] as const) {
      const scope = new ClusterStack(new App(), "storage", { ...settings, secretsInState });
      volume(scope);
      expect(synthesized(scope).resource.nomad_csi_volume?.default_smb).toMatchObject(expected);
    }
  });

  it("fails with all that is wrong with it", () => {
    const scope = cluster();
    new CsiVolume(scope, "wrong", {
      id: "a/b",
      pluginId: "nfs",
      capabilities: [],
      snapshotId: "s",
      cloneId: "c",
      topologyRequest: { preferred: [{ segments: {} }] },
    });
    expect(() => synthesized(scope)).toThrow(
      `Validation failed with the following errors:
  [cluster/wrong] [default/a/b] id: got "a/b"; use letters, digits, dots, dashes and underscores (property-invalid)
  [cluster/wrong] [default/a/b] capabilities: there is none; say how jobs may use the volume (property-invalid)
  [cluster/wrong] [default/a/b] cloneId: got one beside snapshotId; a volume starts as a copy of one of them (property-invalid)
  [cluster/wrong] [default/a/b] topologyRequest.preferred[0].segments: it is empty; name the place (property-invalid)`,
    );
  });
});

describe("a job that takes a volume for source", () => {
  it("asks Nomad for it by name, and waits until it is there", () => {
    const scope = cluster();
    const data = new CsiVolume(scope, "data", { id: "diary", pluginId: "nfs", capabilities: [writer] });
    user(scope, { type: "csi", source: data, ...writer });
    const job = synthesized(scope).resource.nomad_job?.default_web;
    expect(job).toMatchObject({
      depends_on: ["nomad_csi_volume.default_diary"],
      jobspec: { TaskGroups: [{ Volumes: { data: { Type: "csi", Source: "diary" } } }] },
    });
  });

  it("fails when the volume is not what the group asks for", () => {
    const scope = cluster();
    const lab = new Namespace(scope, "lab", { name: "lab" });
    const data = new HostVolume(scope, "data", { name: "notes", pluginId: "mkdir", capabilities: [writer] });
    user(
      scope,
      {
        type: "csi",
        source: data,
        accessMode: "multi-node-multi-writer",
        attachmentMode: "file-system",
        perAlloc: true,
      },
      lab,
    );
    const path = "[cluster/web] [lab/web] groups.web.volumes.data";
    expect(() => synthesized(scope)).toThrow(
      `Validation failed with the following errors:
  ${path}.source: the volume "notes" is in the namespace default, and a job in lab can only use volumes of its own namespace; put both into one namespace (volume-source)
  ${path}.type: got "csi", but the volume "notes" has the type "host" (volume-source)
  ${path}.source: with perAlloc the source is the part of the names before [0], [1], ...; write it as text, and add the volumes to terraform.dependsOn (volume-source)
  ${path}.accessMode: got multi-node-multi-writer, file-system, but the capabilities of the volume "notes" are single-node-writer, file-system (volume-source)`,
    );
  });
});

// https://github.com/hashicorp/nomad/issues/25748, https://github.com/hashicorp/nomad/issues/27140,
// https://github.com/hashicorp/nomad/issues/27896
it("a job waits for all volumes of a group with perAlloc", () => {
  const scope = cluster();
  declarePerAlloc(scope);
  expect(JSON.parse(Testing.synth(scope, true)).resource.nomad_job.default_store.depends_on).toEqual([
    "nomad_dynamic_host_volume.default_data_0_",
    "nomad_dynamic_host_volume.default_data_1_",
  ]);
});

describe("a size", () => {
  it.each([
    ["1GiB", 2 ** 30],
    ["1.5 KiB", 1536],
    ["10GB", 1e10],
    ["7B", 7],
    ["7iB", undefined],
    ["10", undefined],
    ["much", undefined],
  ])("%s is %s bytes", (size, bytes) => {
    expect(bytesOf(size)).toBe(bytes);
  });
});
