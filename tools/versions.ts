/**
 * Every version that cdknomad pins, in one place.
 *
 * The `go.mod` next to each program in `tools/modules/` says the same version once more, because Go needs it there;
 * a unit test keeps the two equal.
 */
export const versions = {
  /** Nomad server and client, with its web UI. */
  nomad: "1.11.3",
  /** Consul server, with its web UI. */
  consul: "1.21.0",
  /** Nomad's task driver for podman. */
  podmanDriver: "0.6.5",
  /** CoreDNS, put into the lab's stand-in for the image `coredns/coredns`. */
  coredns: "1.15.0",
  /** The hostpath plugin of Kubernetes CSI, put into an image of the lab. */
  csiHostpath: "1.0.2",
  /** OpenTofu, used when there is no Terraform in PATH. */
  opentofu: "1.11.0",
  /** go-containerregistry: makes the lab's images and serves them. */
  images: "0.22.1",
  /** The oldest Go that builds all of the above. */
  go: "1.26",
} as const;
