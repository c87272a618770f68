import { Msp360Error } from "./msp360-error.js";

/** The object that `create` is to make exists already, and nobody said to take it over. Nothing was changed. */
export class AlreadyExistsError extends Msp360Error {
  /** @param what the object, as the subject of the sentence */
  constructor(what: string, options?: ErrorOptions) {
    super(
      `${what} exists already: set adopt: true on this resource to take it over as it is declared here, or set ` +
        `msp360:adoptExisting to true for the pulumi up after an interrupted one.`,
      options,
    );
  }
}

/** Two resources of one program declare one and the same object. Nothing was sent for the second. */
export class AlreadyDeclaredError extends Msp360Error {}

/** A computer is named that neither the service nor the state knows. Nothing was sent. */
export class UnknownComputerError extends Msp360Error {}

/** The service answers with nothing about something that it knows. */
export class NoAnswerError extends Msp360Error {
  /** @param purpose what was attempted on what, as a clause */
  constructor(purpose: string) {
    super(`Could not ${purpose}: the service answers with nothing, although it knows it. Try again.`);
  }
}

/** The destination is still assigned to a user, and the service forbids to remove it. Nothing was sent. */
export class DestinationInUseError extends Msp360Error {}

/** The service accepted a change but does not show it. */
export class NotAppliedError extends Msp360Error {}

/** The service failed for many objects in a row, so this one was not attempted. Nothing was sent for it. */
export class NotAttemptedError extends Msp360Error {
  /** @param failures how many failed in a row before */
  constructor(failures: number) {
    super(
      `Not attempted, because the service failed ${String(failures)} times in a row before: run "pulumi up" again when it ` +
        `is well.`,
    );
  }
}

/** Some of the objects of a resource for many could not be removed. Those that are gone stay gone. */
export class NotAllRemovedError extends Msp360Error {}

/** None of the objects of a resource for many could be created. Nothing is kept in the state. */
export class NoneCreatedError extends Msp360Error {}

/** The object is not there, although the state says so. */
export class MissingObjectError extends Msp360Error {}

/** The state's id now belongs to something else than the state says. Nothing was changed. */
export class IdentityConflictError extends Msp360Error {}

/** The object is not found, and the configuration now reaches the service in another way than when it was made. */
export class OtherConnectionError extends Msp360Error {
  /**
   * @param what the object, as the subject of the sentence
   * @param then login and address when the object was last written
   * @param now login and address of this run
   */
  constructor(what: string, then: string, now: string) {
    super(
      `${what} is not found with login ${now}, but it was made with login ${then}: if this stack now points at ` +
        `another MBS account by mistake, correct msp360:login and msp360:apiUrl; if the object is really gone, ` +
        `remove it from the state with "pulumi state delete".`,
    );
  }
}
