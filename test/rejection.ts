/** The error that a promise was rejected with; a promise that is kept is a failure of the test. */
export async function rejectionOf(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    (value) => new Error(`expected a rejection, but got ${JSON.stringify(value)}`),
    (reason: unknown) => ({ reason }),
  );
  if (outcome instanceof Error) {
    throw outcome;
  }
  if (!(outcome.reason instanceof Error)) {
    throw new Error(`rejected with something that is no error: ${JSON.stringify(outcome.reason)}`);
  }
  return outcome.reason;
}
