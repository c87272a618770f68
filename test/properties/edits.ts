import fc from "fast-check";
import type { DeclaredResource } from "./engine-model.js";
import type { Program } from "./programs.js";
import type { Values } from "./provider-process.js";
import { entryKeys } from "./resources-for-many.js";
import { declaredBy } from "./service-objects.js";
import { buckets, displayNames, packages, users } from "./vocabulary.js";

/** A small change of a program; nothing happens where it does not fit, or where the program would be wrong. */
export interface Edit {
  /** As a failing run prints it. */
  readonly name: string;
  apply(program: Program): Program;
}

/** An entry of a resource for many, and where it stands. */
interface Place {
  readonly resource: DeclaredResource;
  readonly key: string;
  readonly entry: Values;
}

const maps = { AccountDestinations: "destinations", UserDestinations: "assignments" } as const;
const singleKinds = {
  AccountDestinations: "AccountDestination",
  UserDestinations: "UserDestination",
} as const;
const manyKinds = Object.keys(maps) as (keyof typeof maps)[];

function placesOf(program: Program): Place[] {
  return program.flatMap((resource) =>
    Object.entries(mapOf(resource)).map(([key, entry]) => ({ resource, key, entry })),
  );
}

function isForMany(kind: DeclaredResource["kind"]): kind is keyof typeof maps {
  return kind in maps;
}

function mapOf({ kind, args }: DeclaredResource): Record<string, Values> {
  return isForMany(kind) ? (args[maps[kind]] as Record<string, Values>) : {};
}

function withMap(
  resource: DeclaredResource,
  map: Record<string, Values>,
  more: Values = {},
): DeclaredResource {
  const { kind, args } = resource;
  return isForMany(kind) ? { ...resource, args: { ...args, ...more, [maps[kind]]: map } } : resource;
}

function without<Value>(map: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(map).filter(([other]) => other !== key));
}

function replaced(program: Program, old: DeclaredResource, ...news: DeclaredResource[]): Program {
  return program.flatMap((resource) => (resource === old ? news : [resource]));
}

/** Whether nothing is declared twice, and every bucket that programs register and assign is registered. */
function isCareful(program: Program): boolean {
  const keys = program.flatMap(declaredBy).map(({ key }) => key);
  const registered = keys.filter((key) => !key.includes(" for "));
  const assigned = keys
    .filter((key) => key.includes(" for ") && buckets.some((bucket) => key.includes(` ${bucket} `)))
    .map((key) => key.slice(0, key.indexOf(" for ")));
  return new Set(keys).size === keys.length && assigned.every((key) => registered.includes(key));
}

/** An edit of one entry, chosen by number. */
function entryEdit(name: string, at: number, change: (place: Place, program: Program) => Program): Edit {
  return {
    name: `${name} (entry number ${String(at)})`,
    apply(program) {
      const places = placesOf(program);
      const place = places[at % Math.max(places.length, 1)];
      const edited = place === undefined ? program : change(place, program);
      return isCareful(edited) ? edited : program;
    },
  };
}

const number = fc.nat({ max: 5 });

/** Another key; the entry that has it already gets the former key. */
const rename = fc.tuple(number, fc.constantFrom(...entryKeys)).map(([at, to]) =>
  entryEdit(`call it ${to}`, at, ({ resource, key }, program) => {
    const entries = Object.entries(mapOf(resource)).map(([other, entry]) => {
      const others = other === to ? key : other;
      return [other === key ? to : others, entry];
    });
    return replaced(
      program,
      resource,
      withMap(resource, Object.fromEntries(entries) as Record<string, Values>),
    );
  }),
);

const drop = number.map((at) =>
  entryEdit("remove it", at, ({ resource, key }, program) => {
    const rest = without(mapOf(resource), key);
    return replaced(program, resource, withMap(resource, rest));
  }),
);

const setting = fc.oneof(
  fc.record({ packageId: fc.constantFrom(...packages) }),
  fc.record({ displayName: fc.constantFrom(...displayNames) }),
  fc.record({ userId: fc.constantFrom(...users) }),
  fc.record({ destination: fc.constantFrom(...buckets) }),
);

const change = fc.tuple(number, setting).map(([at, fields]) =>
  entryEdit(`set ${JSON.stringify(fields)}`, at, ({ resource, key, entry }, program) => {
    const fits = Object.keys(fields).every((field) => field in entry);
    if (!fits) return program;
    return replaced(
      program,
      resource,
      withMap(resource, { ...mapOf(resource), [key]: { ...entry, ...fields } }),
    );
  }),
);

/** A resource of its own for an entry; it takes the object over. */
const single = number.map((at) =>
  entryEdit("give it a resource of its own", at, ({ resource, key, entry }, program) => {
    const { kind, args } = resource;
    const name = `own-${kind}-${key}`;
    if (!isForMany(kind) || program.some((other) => other.name === name)) return program;
    const rest = without(mapOf(resource), key);
    const common = kind === "AccountDestinations" ? { accountId: args.accountId } : {};
    const own = { name, kind: singleKinds[kind], args: { ...common, ...entry, adopt: true } };
    return replaced(program, resource, own, withMap(resource, rest));
  }),
);

/** An entry for a resource of its own; the resource for many takes the object over. */
const gather = fc
  .tuple(fc.constantFrom(...manyKinds), fc.constantFrom(...entryKeys))
  .map(([kind, key]): Edit => ({
    name: `make a ${singleKinds[kind]} the entry ${key}`,
    apply(program) {
      const resource = program.find((other) => other.kind === kind);
      const taken = program.find((other) => other.kind === singleKinds[kind]);
      if (resource === undefined || taken === undefined || key in mapOf(resource)) return program;
      const { accountId, ...fields } = without(taken.args, "adopt");
      const isElsewhere = kind === "AccountDestinations" && resource.args.accountId !== accountId;
      if (isElsewhere) return program;
      const entry = kind === "AccountDestinations" ? fields : { accountId, ...fields };
      const map = { ...mapOf(resource), [key]: entry };
      return replaced(replaced(program, taken), resource, withMap(resource, map, { adopt: true }));
    },
  }));

/** Everything that a person changes at the entries of a resource for many. */
export const edits: fc.Arbitrary<Edit> = fc.oneof(rename, drop, change, single, gather);
