export { labDown } from "./down";
export { findLab, type Lab, requireLab } from "./lab";
export { type LabUpOptions, labUp } from "./up";
export { labVariables, shellVariables } from "./variables";
