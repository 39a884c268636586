import { endLogins as endLoginsOfClients } from "../clients/login";

/** Deletes the tokens that this run got by a login. */
export function endLogins(): Promise<void> {
  return endLoginsOfClients();
}
