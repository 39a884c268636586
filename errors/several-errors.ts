/** Several errors that are reported together. Each of them has its code in the message. */
// no code: the message contains the code of each error
export class SeveralErrors extends Error {
  override readonly name = "SeveralErrors";
}
