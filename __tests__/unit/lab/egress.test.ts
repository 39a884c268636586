import type { networkInterfaces } from "node:os";
import { differentEgress, egressOf, parseNetwork } from "../../../lab/egress";

describe("the outbound path of a lab", () => {
  it.each([
    ["192.168.1.0/24", "192.168.1.0/24"],
    ["192.168.1.77/24", "192.168.1.0/24"],
    ["10.200.0.1", "10.200.0.1/32"],
    ["0.0.0.0/0", "0.0.0.0/0"],
  ])("takes %s as the network %s", (text, network) => {
    expect(parseNetwork(text)).toBe(network);
  });

  it.each(["", "example.com", "10.0.0.0/33", "10.0.0/24", "10.0.0.0/-1", "10.0.0.0/24/1", "fd00::/8"])(
    "does not take %j as a network",
    (text) => {
      expect(() => parseNetwork(text)).toThrow(
        `--egress-allow ${text}: want an IPv4 network, such as 192.168.1.0/24, or an address (arguments-invalid)`,
      );
    },
  );

  it("closes private networks and those of this machine, also public ones", () => {
    jest.spyOn(require("node:os"), "networkInterfaces").mockReturnValue({
      eth0: [{ family: "IPv4", address: "198.51.100.77", cidr: "198.51.100.77/26" }],
    } as unknown as ReturnType<typeof networkInterfaces>);
    const { closed } = egressOf([]);
    jest.restoreAllMocks();
    expect(closed).toEqual(
      expect.arrayContaining(["10.0.0.0/8", "169.254.0.0/16", "192.168.0.0/16", "198.51.100.64/26"]),
    );
  });

  it("says how a running lab differs", () => {
    const running = egressOf(["10.1.0.0/16"]);
    expect(differentEgress(running, undefined)).toBeUndefined();
    expect(differentEgress(running, ["10.1.0.0/16"])).toBeUndefined();
    expect(differentEgress(running, [])).toBe("with --egress-allow 10.1.0.0/16, not --egress");
    expect(differentEgress(undefined, [])).toBe("without --egress");
  });
});
