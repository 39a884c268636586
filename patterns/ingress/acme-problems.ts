import { createIssue } from "../../constructs/issue";
import { accessModeOf } from "../volumes";
import { type AcmeProps, mountedVolume } from "./acme";
import { type IngressIssue, ingressProps } from "./issues";

/** What is wrong with the props of the ACME client, and with the number of instances that share it. */
export function acmeIssues(engine: "caddy" | "traefik", acme: AcmeProps, count: number): IngressIssue[] {
  const { caCertificate, caServer, certificatesDuration: hours, email } = acme;
  const at = (prop: string) => `tls.acme.${prop}`;
  return [
    ...(/^[^\s@"{}<>]+@[^\s@"{}<>]+$/.test(email)
      ? []
      : [createIssue(ingressProps, { path: at("email"), problem: "email", value: email })]),
    ...(caServer === undefined || isDirectory(caServer)
      ? []
      : [createIssue(ingressProps, { path: at("caServer"), problem: "directory", value: caServer })]),
    ...(caCertificate === undefined || CERTIFICATES.test(caCertificate)
      ? []
      : [createIssue(ingressProps, { path: at("caCertificate"), problem: "pem" })]),
    ...(hours === undefined || (Number.isInteger(hours) && hours >= 1 && hours <= MOST_HOURS)
      ? []
      : [
          createIssue(ingressProps, {
            path: at("certificatesDuration"),
            problem: "whole",
            value: hours,
            most: MOST_HOURS,
          }),
        ]),
    ...instanceIssues(engine, acme, count),
  ];
}

/** Ten years. */
const MOST_HOURS = 87_600;

/** One or more certificates, and nothing that Nomad would read as a template. */
const CERTIFICATES = /^\s*(-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----\s*)+$/;

function isDirectory(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:" && !/[\s"{}<>]/.test(text);
}

/** The instance that the ACME server asks has to know what the instance that wants the certificate has promised. */
function instanceIssues(engine: "caddy" | "traefik", acme: AcmeProps, count: number): IngressIssue[] {
  const isShared = engine === "caddy" && accessModeOf(mountedVolume(acme)) === "multi-node-multi-writer";
  return count > 1 && !isShared
    ? [createIssue(ingressProps, { path: "tls.acme.volume", problem: "acmeInstances", engine, count })]
    : [];
}
