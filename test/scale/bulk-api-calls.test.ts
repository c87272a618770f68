import { expect } from "chai";
import type { ResourceKind } from "../../provider/resource-type.js";
import { tenantOfMany } from "../support/many-users.js";
import { sample } from "../support/samples.js";
import { inScene, type Held } from "../host/harness/scene.js";
import { callsOf } from "./calls.js";
import { assignmentArgs, bucketArgs, largeTenant } from "./tenant.js";

interface Form {
  readonly kind: ResourceKind;
  readonly tenant: (count: number) => ReturnType<typeof tenantOfMany>;
  readonly declare: (count: number) => Record<string, unknown>;
}

const keyed = <Entry>(count: number, entry: (index: number) => Entry): Record<string, Entry> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${String(index)}`, entry(index)]));

const forms: readonly Form[] = [
  {
    kind: "UserDestinations",
    tenant: largeTenant,
    declare: (count) => ({ assignments: keyed(count, assignmentArgs) }),
  },
  {
    kind: "AccountDestinations",
    tenant: (count) => tenantOfMany({ users: count }),
    declare: (count) => ({
      accountId: sample.account,
      destinations: keyed(count, (index) => ({ destination: bucketArgs(index).destination })),
    }),
  },
];

for (const { kind, tenant, declare } of forms) {
  describe(`${kind} as one resource`, () => {
    for (const count of [10, 100, 1_000]) {
      for (const [createReplies, reads] of [
        ["object", 1],
        ["empty", 2],
      ] as const) {
        it(`keep the limits of API calls with ${String(count)} entries when creations are answered by ${createReplies}`, () =>
          inScene({ tenant: tenant(count), behaviour: { createReplies } }, async (scene) => {
            const { simulator } = scene;
            const declared = declare(count);
            const created: Held[] = [];
            const creation = await callsOf(simulator, async () => {
              created.push(await scene.create(kind, declared));
            });
            expect(creation).to.deep.equal({ logins: 1, reads, writes: count });
            const [held] = created as [Held];

            await scene.restart();
            const preview = await callsOf(simulator, async () => {
              expect((await scene.preview(kind, held, declared)).changes).to.equal(false);
            });
            expect(preview).to.deep.equal({ logins: 0, reads: 0, writes: 0 });

            const refresh = await callsOf(simulator, () => scene.refresh(kind, held));
            expect(refresh).to.deep.equal({ logins: 1, reads: 1, writes: 0 });

            await scene.restart();
            const destruction = await callsOf(simulator, () => scene.delete(kind, held));
            expect(destruction).to.deep.include({ logins: 1, writes: count });
            expect(destruction.reads).to.be.at.most(2);
          }));
      }
    }
  });
}
