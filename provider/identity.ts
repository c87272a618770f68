/** Whether two ids name the same object. The service's ids are opaque and compared without regard to case. */
export function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The declared spelling of an id where the service says the same id in another case, so that no difference shows. */
export function inDeclaredSpelling(declared: string, actual: string): string {
  return sameId(declared, actual) ? declared : actual;
}
