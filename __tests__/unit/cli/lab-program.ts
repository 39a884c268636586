/** A program whose only environment is a lab. */
import { App } from "cdktf";
import { settings } from "../../../config";
import { ClusterStack, Namespace } from "../../../constructs";
import { lab } from "../../../lab/settings";

const app = new App();
const stack = new ClusterStack(
  app,
  "apps",
  settings(process.env, { lab: ({ CDKNOMAD_LAB = "lab" }) => lab(CDKNOMAD_LAB) }),
);
new Namespace(stack, "web", { name: "web" });
app.synth();
