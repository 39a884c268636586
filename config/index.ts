export { ClusterApp, type ClusterAppProps } from "./cluster-app";
export { chooseEnvironment, type Environment, type Environments } from "./environment";
export { own } from "./own";
export { settings } from "./settings";
