/**
 * The base of every error that this provider reports. The message is one short sentence for a human: what was
 * attempted on what, why it failed, what to do. `name` is the class's own name; `cause` is kept where there is one.
 */
export abstract class Msp360Error extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
