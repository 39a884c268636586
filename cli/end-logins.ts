import { endLogins as endLoginsOfClients } from "../clients/open-logins";

/** Deletes the tokens that this run got by a login. */
export function endLogins(): Promise<void> {
  return endLoginsOfClients();
}
