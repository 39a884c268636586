import { type Clock, clockFindings, clockOf } from "../../../cli/checks/clocks";

const clock = (whose: string, ahead: number, margin = 0.5): Clock => ({ whose, ahead, margin });
const messagesOf = (...clocks: readonly Clock[]) => clockFindings(clocks).map(({ message }) => message);

describe("clocks", () => {
  it("that differ by less than half a minute are no finding, nor those that may do so for all that is known", () => {
    expect(messagesOf()).toEqual([]);
    expect(messagesOf(clock("nomad", 20), clock("consul", -5), clock("node n1", 2))).toEqual([]);
    expect(messagesOf(clock("nomad", 40, 15))).toEqual([]);
  });

  it("say that this machine's is wrong when those of the cluster agree", () => {
    expect(messagesOf(clock("nomad", 120), clock("consul", 121), clock("node n1", 119))).toEqual([
      "this machine's clock is 2 min behind that of nomad: certificates and tokens with an end are misjudged here; set it by NTP (timedatectl set-ntp true)",
    ]);
    expect(messagesOf(clock("nomad", -7200), clock("consul", -7200))).toEqual([
      "this machine's clock is 2 h ahead of that of nomad: certificates and tokens with an end are misjudged here; set it by NTP (timedatectl set-ntp true)",
    ]);
  });

  it("say which of the cluster is wrong when most agree", () => {
    expect(messagesOf(clock("nomad", 0), clock("consul", 1), clock("node n2", -95))).toEqual([
      "the clock of node n2 is 95 s behind that of nomad: consul refuses identities of workloads when the two differ by a minute; set it by NTP (timedatectl set-ntp true)",
    ]);
  });

  it("of two that differ take that of this machine for right", () => {
    expect(messagesOf(clock("nomad", 300), clock("consul", 0))).toEqual([
      "the clock of nomad is 5 min ahead of that of consul: consul refuses identities of workloads when the two differ by a minute; set it by NTP (timedatectl set-ntp true)",
    ]);
  });

  it("are read from the header of an answer, between the question and it", () => {
    const asked = Date.parse("2026-11-23T13:00:00.000Z");
    const answer = { status: 200, text: "", date: "Mon, 23 Nov 2026 13:01:00 GMT" };
    expect(clockOf("nomad", answer, asked, asked + 1000)).toEqual([{ whose: "nomad", ahead: 60, margin: 1 }]);
    expect(clockOf("nomad", { status: 200, text: "" }, asked, asked)).toEqual([]);
  });
});
