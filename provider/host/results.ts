/**
 * The value as plain JSON. The dynamic-provider host cannot carry `undefined`, big integers or functions: it fails after
 * the service has acted, and the object is lost to the state.
 */
export function asPlainJson(value: unknown): Record<string, unknown> {
  const text = JSON.stringify(value ?? {}, (_key, inner: unknown) =>
    typeof inner === "bigint" ? inner.toString() : inner,
  );
  return JSON.parse(text) as Record<string, unknown>;
}
