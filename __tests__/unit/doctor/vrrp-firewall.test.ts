import { dropsVrrp } from "../../../cli/commands/doctor/vrrp-firewall";

const open = ["-P INPUT ACCEPT", "-P FORWARD ACCEPT", "-P OUTPUT ACCEPT"];
const closed = ["-P INPUT DROP", "-P FORWARD DROP", "-P OUTPUT ACCEPT"];

describe("a firewall", () => {
  it.each([
    ["has no rule", []],
    ["accepts what no rule speaks of", open],
    ["is closed and names VRRP", [...closed, "-A INPUT -p vrrp -j ACCEPT"]],
    ["is closed and names VRRP by its number", [...closed, "-A INPUT -i eth0 -p 112 -j ACCEPT"]],
    [
      "is closed and names VRRP in a chain of its own",
      [...closed, "-N own", "-A INPUT -j own", "-A own -p vrrp -j ACCEPT"],
    ],
    ["drops other protocols", [...open, "-A INPUT -p tcp -j DROP"]],
    ["drops VRRP after it has accepted it", [...open, "-A INPUT -p vrrp -j ACCEPT", "-A INPUT -p vrrp -j DROP"]],
    ["has chains that go in a circle", [...open, "-A INPUT -j one", "-A one -j two", "-A two -j one"]],
  ])("that %s lets VRRP through", (_, rules) => {
    expect(dropsVrrp(rules)).toBeUndefined();
  });

  it.each([
    ["is closed", closed, "INPUT"],
    ["is closed for all but loopback", [...closed, "-A INPUT -i lo -j ACCEPT"], "INPUT"],
    [
      "is closed for all but answers",
      [...closed, "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"],
      "INPUT",
    ],
    ["names VRRP to drop it", [...open, "-A INPUT -p vrrp -j DROP"], "INPUT"],
    ["rejects all at the end", [...open, "-A INPUT -p tcp -j ACCEPT", "-A INPUT -j REJECT --reject-with x"], "INPUT"],
    ["lets none out", [...open, "-A OUTPUT -o eth0 -p 112 -j DROP"], "OUTPUT"],
    ["drops it in a chain of its own", [...open, "-A INPUT -g own", "-A own -p vrrp -j DROP"], "INPUT"],
  ])("that %s drops VRRP", (_, rules, chain) => {
    expect(dropsVrrp(rules)).toBe(chain);
  });
});
