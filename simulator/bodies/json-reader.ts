import { resolved, type Schema } from "../openapi.js";

const numeral = /^-?\d+$/;

/**
 * Brings a JSON value to the spelling of its schema, as the service reads it: property names match without
 * regard to case, and a number marked `x-accepts-numeric-string` may come as text. What the schema does not
 * describe is kept as it is.
 */
export function readJson(value: unknown, schema: Schema): unknown {
  const described = resolved(schema);
  if (Array.isArray(value)) {
    const { items } = described;
    return items === undefined ? value : value.map((item) => readJson(item, items));
  }
  if (typeof value === "object" && value !== null) return readObject(value, described);
  if (described["x-accepts-numeric-string"] === true && typeof value === "string" && numeral.test(value)) {
    return Number(value);
  }
  return value;
}

function readObject(value: object, schema: Schema): unknown {
  const properties = schema.properties ?? {};
  const spelling = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(value).map(([sent, member]) => {
      const name = spelling.get(sent.toLowerCase());
      const property = name === undefined ? undefined : properties[name];
      return name === undefined || property === undefined
        ? [sent, member]
        : [name, readJson(member, property)];
    }),
  );
}
