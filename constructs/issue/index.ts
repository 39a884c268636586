export {
  createIssue,
  type FoundOf,
  type FoundProblem,
  type Issue,
  type IssueKind,
  type IssueOf,
  issueKind,
  type Messages,
} from "./issue";
export { nearest } from "./nearest";
export { quoted } from "./quoted";
