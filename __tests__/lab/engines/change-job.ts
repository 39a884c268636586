import type { Lab } from "../../../lab";
import { nomadApi } from "../../../lab/apis";

/** Changes fields of a job through the API of Nomad, as a user without Terraform does. */
export async function changeJob(lab: Lab, id: string, fields: object): Promise<void> {
  const job = await nomadApi(lab).get<object>(`/v1/job/${id}`);
  await nomadApi(lab).request("POST", "/v1/jobs", { body: { Job: { ...job, ...fields } } });
}
