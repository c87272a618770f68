const permissions: readonly (readonly [pattern: RegExp, permission: string])[] = [
  [/^(?:POST|PUT|DELETE) \/api\/Destinations(?:[/?]|$)/i, "AddOrRemoveDestinationForUser"],
  [/^DELETE \/api\/Users\/[^/]+\/Computers/i, "DeleteDataFromStorage"],
  [/^\w+ \/api\/(?:Accounts|Packages)(?:[/?]|$)/i, "Storage"],
  [/^\w+ \/api\/Users(?:[/?]|$)/i, "Users"],
];

/** The permission in the web console that a call needs, where it is known (docs/mbs-api.md). */
export function requiredPermission(method: string, path: string): string | undefined {
  return permissions.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1];
}
