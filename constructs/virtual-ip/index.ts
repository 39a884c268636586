export { networkOf } from "./network";
export { KEEPALIVED_IMAGE, type Keepalived, type VirtualIpCheck, type VirtualIpProps } from "./settings";
export { keepalivedTask } from "./task";
