/** Configuration of the rule on packages. */
export interface AllowedPackages {
  /** Ids of the packages that may be assigned. Default: any package; an empty list allows none. */
  readonly allowedPackageIds?: readonly number[];
}

/** What the rule on packages looks at. */
export interface DeclaredPackage {
  /** Id of the package, as a number or as text; undefined while unknown. */
  readonly packageId: number | string | undefined;
  /** The key in a resource for many; undefined for a resource for one. */
  readonly key?: string;
}

/** One sentence if the declared package is not an allowed one, otherwise none. */
export function packageViolations(
  { packageId, key }: DeclaredPackage,
  { allowedPackageIds }: AllowedPackages,
): string[] {
  if (
    packageId === undefined ||
    allowedPackageIds === undefined ||
    allowedPackageIds.includes(Number(packageId))
  ) {
    return [];
  }
  const offer =
    allowedPackageIds.length === 0 ? "none is allowed" : `allowed are ${allowedPackageIds.join(", ")}`;
  return [
    `Package ${String(packageId)} limits the storage${key === undefined ? "" : ` of "${key}"`} but is not an allowed one (${offer}): set packageId to an allowed ` +
      `package, or have ${String(packageId)} added to allowedPackageIds.`,
  ];
}
