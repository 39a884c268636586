/** Thrown where a plan cannot be proved; the message is the reason. Terraform then compares every object as without a proof. */
// no code: it ends no command, and its message completes another one
export class NotProvable extends Error {
  /**
   * @param message the reason
   * @param isTemporary whether an apply or another plan may end it, so that it is not worth a line
   */
  constructor(
    message: string,
    readonly isTemporary = false,
  ) {
    super(message);
  }
}
