import { AlreadyExistsError } from "../errors.js";
import { RequestRejectedError } from "../http/errors.js";

/**
 * Runs a creation. Somebody else can create the same object after this run has looked: the service's refusal is then
 * told as what it is.
 * @param what the object, as the subject of a sentence
 * @param exists looks at the service as it is now
 * @throws AlreadyExistsError when the service refuses the creation and the object is there.
 */
export async function unlessOvertaken<Result>(
  what: string,
  create: () => Promise<Result>,
  exists: () => Promise<boolean>,
): Promise<Result> {
  try {
    return await create();
  } catch (error) {
    if (error instanceof RequestRejectedError && (await exists())) {
      throw new AlreadyExistsError(what, { cause: error });
    }
    throw error;
  }
}
