/**
 * Every version that cdknomad pins.
 *
 * The `go.mod` of each program in `tools/modules/` has the same version, because Go needs it there. A unit test compares
 * the two.
 */
export const versions = {
  /** Nomad server and client, with its web UI. */
  nomad: "1.11.3",
  /** Consul server, with its web UI. */
  consul: "1.21.0",
  /** Nomad's task driver for podman. */
  podmanDriver: "0.6.5",
  /** CoreDNS, the program in the lab's stand-in for the image `coredns/coredns`. */
  coredns: "1.15.0",
  /** The hostpath plugin of Kubernetes CSI, the program in an image of the lab. */
  csiHostpath: "1.0.2",
  /** Traefik, the program in the lab's stand-in for the image `traefik`. */
  traefik: "3.6.12",
  /** Pebble, the ACME server of the tests. */
  pebble: "2.10.3",
  /** OpenTofu, used if PATH has no Terraform. */
  opentofu: "1.11.0",
  /** go-containerregistry, which builds and serves the lab's images. */
  images: "0.22.1",
  /** The oldest Go version that builds all of these programs. */
  go: "1.26",
} as const;

/** The oldest versions of the servers that a lab runs, each as `major.minor`. */
export const oldestServers = { nomad: "1.8", consul: "1.18" } as const;
