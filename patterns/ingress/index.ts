export type { AcmeProps } from "./acme";
export { Ingress } from "./ingress";
export type {
  BasicAuthMiddleware,
  HeadersMiddleware,
  IpAllowListMiddleware,
  Middleware,
  RateLimitMiddleware,
} from "./middleware";
export type { IngressProps, SharedVirtualIp } from "./props";
export type { IngressTls, StoredCertificate } from "./tls";
