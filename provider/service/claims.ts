import { AlreadyDeclaredError } from "../errors.js";

/** The objects that resources of this run create or take over. */
export class Claims {
  private readonly claimed = new Set<string>();

  /**
   * Runs the creation of an object that only one resource of a run may create: two declarations of one and the same
   * object would otherwise both look, see nothing, and create it twice.
   * @param key what makes the object unique
   * @param what the object, as the subject of a sentence
   * @throws AlreadyDeclaredError when another resource has claimed the object.
   */
  async during<Result>(key: string, what: string, create: () => Promise<Result>): Promise<Result> {
    if (this.claimed.has(key)) {
      throw new AlreadyDeclaredError(
        `${what} is declared by two resources of this program: remove one of them.`,
      );
    }
    this.claimed.add(key);
    try {
      return await create();
    } catch (error) {
      this.claimed.delete(key);
      throw error;
    }
  }
}
