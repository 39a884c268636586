import type { Lab } from "../../../lab";
import { nomadApi } from "../../../lab/apis";
import { call } from "../../../lab/http";

/** Changes fields of a job on the cluster, as somebody would who does not use Terraform. */
export async function changeJob(lab: Lab, id: string, fields: object): Promise<void> {
  const job = await call<object>(nomadApi(lab), "GET", `/v1/job/${id}`);
  await call(nomadApi(lab), "POST", "/v1/jobs", { Job: { ...job, ...fields } });
}
