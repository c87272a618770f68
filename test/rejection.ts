/** What a promise was rejected with; a promise that is kept is a failure of the test. */
export async function rejectionOf(promise: Promise<unknown>): Promise<Error> {
  let value: unknown;
  try {
    value = await promise;
  } catch (reason) {
    if (reason instanceof Error) {
      return reason;
    }
    throw new Error(`rejected with something that is no error: ${JSON.stringify(reason)}`);
  }
  throw new Error(`expected a rejection, but got ${JSON.stringify(value)}`);
}
