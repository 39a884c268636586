import TYPES from "../../../provider/internal/resourcetype/types.json";
import { synthesize } from "../../unit/constructs/every-resource/program";

/** A program with every construct and every resource type, with the CDK that is installed. */
synthesize(process.env.CDKTF_OUTDIR ?? "cdktf.out", Object.keys(TYPES).sort());
