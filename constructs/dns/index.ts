export type { VirtualIpProps } from "../virtual-ip";
export { dnsJob } from "./dns-job";
export { DnsServer } from "./dns-server";
export type { DnsServerProps } from "./settings";
