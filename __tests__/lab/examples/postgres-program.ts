import { App } from "cdktf";
import { PostgresStack } from "../../../examples/postgres/stack";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { terminalProgress } from "../../../tools/progress";
import { VisitorsStack } from "./visitors";

const app = new App();
new VisitorsStack(app, "visitors", settings(), new PostgresStack(app, "postgres", settings()).database);
app.synth();
void linkTerraformProviders(app.outdir, terminalProgress());
