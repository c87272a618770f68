/** One object of a collection as the state holds it. */
export interface Member<Fields> {
  /** The key that the program gave it. */
  readonly key: string;
  readonly fields: Fields;
  /** The service's id; absent while the service has not confirmed the object. */
  readonly id?: string;
}

/** One object as the program declares it. */
export interface Declared<Fields> {
  readonly key: string;
  readonly fields: Fields;
}

/** A declared object together with what the state holds of it. */
export interface Pair<Fields> {
  readonly declared: Declared<Fields>;
  readonly held: Member<Fields>;
}

/** What it takes to bring a collection to what the program declares. */
export interface Plan<Fields> {
  /** Held as declared; nothing is sent. The key may be a new one. */
  readonly keep: readonly Pair<Fields>[];
  /** To be changed in place. */
  readonly change: readonly Pair<Fields>[];
  /** To be created, or completed: those that the state holds without an id. */
  readonly create: readonly (Declared<Fields> & { readonly unconfirmed: boolean })[];
  /** No longer declared. */
  readonly remove: readonly Member<Fields>[];
}

/** How the objects of a collection compare. */
export interface Comparison<Fields> {
  /** What makes an object unique. */
  readonly naturalKey: (fields: Fields) => string;
  /** Whether nothing has to be sent to bring the one to the other. */
  readonly isAsDeclared: (held: Fields, declared: Fields) => boolean;
  /** Whether the one becomes the other by a change in place although their natural keys differ. */
  readonly canBecome: (held: Fields, declared: Fields) => boolean;
}

/**
 * Plans the way from what is held to what is declared. An object is recognised by what makes it unique, whatever its
 * key, so that another key sends nothing; what is left over is changed in place where key and kind allow it. Everything
 * else is created anew, and what is then not declared is removed.
 */
export function planChanges<Fields>(
  held: readonly Member<Fields>[],
  declared: readonly Declared<Fields>[],
  { naturalKey, isAsDeclared, canBecome }: Comparison<Fields>,
): Plan<Fields> {
  const rest = new Set(held);
  const byNaturalKey = indexed(held, ({ fields }) => naturalKey(fields));
  const byKey = indexed(held, ({ key }) => key);
  const keep: Pair<Fields>[] = [];
  const change: Pair<Fields>[] = [];
  const create: (Declared<Fields> & { unconfirmed: boolean })[] = [];

  const unmatched = declared.filter((entry) => {
    const match = byNaturalKey.get(naturalKey(entry.fields));
    if (match === undefined || !rest.delete(match)) {
      return true;
    }
    if (match.id === undefined) {
      create.push({ ...entry, unconfirmed: true });
    } else {
      (isAsDeclared(match.fields, entry.fields) ? keep : change).push({ declared: entry, held: match });
    }
    return false;
  });
  for (const entry of unmatched) {
    const former = byKey.get(entry.key);
    const changes = former?.id !== undefined && rest.has(former) && canBecome(former.fields, entry.fields);
    if (changes) {
      rest.delete(former);
      change.push({ declared: entry, held: former });
    } else {
      create.push({ ...entry, unconfirmed: false });
    }
  }
  return { keep, change, create, remove: [...rest] };
}

/** Whether the plan leaves service and state as they are. */
export function changesNothing<Fields>({ keep, change, create, remove }: Plan<Fields>): boolean {
  const sends = change.length + create.length + remove.length > 0;
  return !sends && keep.every(({ declared, held }) => declared.key === held.key);
}

function indexed<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item> {
  // Of two with one key the first counts; the other is left over.
  return new Map(items.toReversed().map((item) => [keyOf(item), item]));
}
