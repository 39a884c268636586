/** The name of the CDK that the user's project has. */
export declare const cdkName: "cdktf" | "cdktn";
