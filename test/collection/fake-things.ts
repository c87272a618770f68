import { CollectionChanges, type Result } from "../../provider/collection/changes.js";
import type { CollectionKind } from "../../provider/collection/kind.js";
import { planChanges, type Declared, type Member } from "../../provider/collection/plan.js";
import { DeclaredObjects } from "../../provider/lifecycle/declared-objects.js";
import { Service } from "../../provider/service/service.js";
import type { Turns } from "../../provider/service/settled-write.js";
import { ScriptedClient } from "../endpoints/scripted-client.js";
import { VirtualClock } from "../service/virtual-clock.js";
import { comparison, naturalKey, type Thing } from "./things.js";

/** A thing as the fake service has it. */
interface Entry {
  readonly id: string;
  readonly thing: Thing;
}

/** A service with things: each write takes 10 ms and fails as a test says. */
export class FakeThings implements CollectionKind<Thing, Entry> {
  readonly plural = "things";
  readonly naturalKey = naturalKey;
  readonly isAsDeclared = comparison.isAsDeclared;
  readonly canBecome = comparison.canBecome;
  readonly clock = new VirtualClock();
  /** The writes in the order of their ends: `create kim/lamp`. */
  readonly writes: string[] = [];
  readonly told: string[] = [];
  /** What the service has, by id. */
  readonly entries = new Map<string, Thing>();
  /** What a write, or the look before a removal, throws: by `create kim/lamp` or `look at kim/lamp`. */
  readonly failing = new Map<string, unknown>();
  /** How many writes are under way at once at most. */
  mostAtOnce = 0;
  writeTime = 10;
  private atOnce = 0;

  readonly service = new Service({
    client: new ScriptedClient(() => null).client,
    settings: { login: "kim", apiUrl: "https://example.com", adoptExisting: false, maxConcurrency: 3 },
    log: {
      info: (text) => void this.told.push(`info: ${text}`),
      warning: (text) => void this.told.push(`warning: ${text}`),
      progress: (text) => void this.told.push(`progress: ${text}`),
    },
    clock: this.clock,
  });

  /** The service has these from before. */
  has(...members: readonly Member<Thing>[]): this {
    members.forEach(({ id = "", fields }) => this.entries.set(id, fields));
    return this;
  }

  /**
   * Brings what is held to what is declared.
   * @param elsewhere natural keys that the program declares by other resources
   * @param overdue what is held of it without a key, because it was to be removed before
   */
  bring(
    held: readonly Member<Thing>[],
    declared: readonly Declared<Thing>[],
    {
      adopt = false,
      connection = this.service.connection,
      elsewhere = [],
      overdue = [],
    }: {
      adopt?: boolean;
      connection?: string;
      elsewhere?: readonly string[];
      overdue?: readonly Member<Thing>[];
    } = {},
  ): Promise<Result<Thing>> {
    const objects = new DeclaredObjects();
    objects.rememberAll({ inputs: {}, failures: [] }, () => elsewhere);
    const changes = new CollectionChanges(this, { service: this.service, declared: objects, connection });
    const plan = planChanges([...held, ...overdue], declared, this);
    return this.clock.until(changes.carryOut(plan, adopt, overdue));
  }

  describe({ name }: Thing): string {
    return `Thing "${name}"`;
  }

  find(_service: Service, { id = "" }: Member<Thing>): Promise<Entry | undefined> {
    const thing = this.entries.get(id);
    return Promise.resolve(thing && { id, thing });
  }

  idOf({ id }: Entry): string {
    return id;
  }

  written(_service: Service, _declared: Thing, { thing }: Entry): Thing {
    return thing;
  }

  read(_held: Thing, { thing }: Entry): Thing {
    return thing;
  }

  create(
    _service: Service,
    thing: Thing,
    { adopt, turns }: { adopt: boolean; turns: Turns },
  ): Promise<Entry> {
    return this.write(`${adopt ? "adopt" : "create"} ${naturalKey(thing)}`, turns, () =>
      this.put({ id: `id of ${naturalKey(thing)}`, thing }),
    );
  }

  change(_service: Service, thing: Thing, { id }: Entry, turns: Turns): Promise<Entry> {
    return this.write(`change ${naturalKey(thing)}`, turns, () => this.put({ id, thing }));
  }

  assertRemovable(_service: Service, thing: Thing): Promise<void> {
    this.failAt(`look at ${naturalKey(thing)}`);
    return Promise.resolve();
  }

  remove(_service: Service, thing: Thing, { id }: Entry, turns: Turns): Promise<void> {
    return this.write(`remove ${naturalKey(thing)}`, turns, () => void this.entries.delete(id));
  }

  private put(entry: Entry): Entry {
    this.entries.set(entry.id, entry.thing);
    return entry;
  }

  private write<Reply>(what: string, turns: Turns, effect: () => Reply): Promise<Reply> {
    return turns.send(async () => {
      this.atOnce += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
      await this.clock.sleep(this.writeTime);
      this.atOnce -= 1;
      this.writes.push(what);
      this.failAt(what);
      return effect();
    }, 1);
  }

  private failAt(what: string): void {
    if (this.failing.has(what)) {
      throw this.failing.get(what) as Error;
    }
  }
}
