export { dnsJob } from "./dns-job";
export { DnsServer } from "./dns-server";
export type { DnsServerProps, VirtualIpProps } from "./settings";
