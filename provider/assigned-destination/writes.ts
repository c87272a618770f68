import type { Assignment, AssignmentFields } from "../endpoints/destinations.js";
import type { User } from "../endpoints/users.js";
import { AlreadyExistsError, MissingObjectError, NotAppliedError } from "../errors.js";
import { sameId } from "../identity.js";
import { createdOr, seenOr } from "../lifecycle/outcome.js";
import { unlessOvertaken } from "../lifecycle/overtaken.js";
import { removeObject } from "../lifecycle/removal.js";
import type { Service } from "../service/service.js";
import { alone, settle, type Turns } from "../service/settled-write.js";
import {
  describe,
  findByBucket,
  isAsDeclared,
  naturalKey,
  newest,
  unconfirmedId,
  type AssignmentKey,
} from "./model.js";

/**
 * Assigns a destination that no other resource of this run assigns, or takes over an assignment that exists already.
 * @throws AlreadyExistsError when it exists and is not to be taken over.
 * @throws MissingObjectError when the service does not know the user.
 * @throws IncompleteError when it may exist but was not seen.
 */
export function assign(
  service: Service,
  fields: AssignmentFields,
  { adopt, turns = alone }: { readonly adopt: boolean; readonly turns?: Turns },
): Promise<Assignment> {
  return service.claims.during(naturalKey(fields), describe(fields), async () => {
    const user = await service.userDirectory.item(fields.userId);
    if (user === undefined) {
      throw new MissingObjectError(
        `User "${fields.userId}" does not exist: check userId against the users in the web console.`,
      );
    }
    const existing = findByBucket(user, fields)[0];
    if (existing === undefined) {
      return unlessOvertaken(
        describe(fields),
        () => add(service, fields, user, turns),
        async () => findByBucket(await lookUp(service, fields), fields).length > 0,
      );
    }
    if (!adopt) {
      throw new AlreadyExistsError(describe(fields));
    }
    return change(service, fields, existing, turns);
  });
}

function lookUp({ userDirectory, clock }: Service, { userId }: AssignmentFields): Promise<User | undefined> {
  return userDirectory.item(userId, clock.now());
}

/**
 * Assigns a destination that the user does not have.
 * @param before the user as it was before
 * @throws IncompleteError when it may be assigned but was not seen.
 */
export async function add(
  service: Service,
  fields: AssignmentFields,
  before: User,
  turns: Turns = alone,
): Promise<Assignment> {
  const earlier = findByBucket(before, fields);
  const outcome = await settle(
    {
      repeatable: false,
      send: () =>
        service.userDirectory.write(
          fields.userId,
          () => service.destinations.add(fields),
          (reply) => (isAssignment(reply) ? (user) => withAssignment(user, reply) : undefined),
        ),
      proof: (reply) => (isAssignment(reply) ? reply : undefined),
      look: async (moment) => {
        const now = findByBucket(await service.userDirectory.item(fields.userId, moment), fields);
        return newest(now, earlier);
      },
    },
    service.clock,
    turns,
  );
  const { userId, accountId, destination, packageId } = fields;
  return createdOr(outcome, describe(fields), {
    id: unconfirmedId(fields),
    state: { userId, accountId, destination, packageId, connection: service.connection },
  });
}

/**
 * Brings bucket and package to the declared ones; an assignment that has them is left alone.
 * @throws NotAppliedError when the service accepts the change but does not show it.
 */
export async function change(
  service: Service,
  fields: AssignmentFields,
  before: Assignment,
  turns: Turns = alone,
): Promise<Assignment> {
  if (isAsDeclared(before, fields)) {
    return before;
  }
  const outcome = await settle(
    {
      repeatable: true,
      send: () =>
        service.userDirectory.write(
          fields.userId,
          () => service.destinations.edit(before.id, fields),
          () => (user) =>
            withAssignment(user, { ...before, destination: fields.destination, packageId: fields.packageId }),
        ),
      proof: () => undefined,
      look: async (moment) => {
        const user = await service.userDirectory.item(fields.userId, moment);
        const now = user?.destinations.find(({ id }) => sameId(id, before.id));
        return now !== undefined && isAsDeclared(now, fields) ? now : undefined;
      },
    },
    service.clock,
    turns,
  );
  return seenOr(outcome, () => {
    throw new NotAppliedError(
      `${describe(fields)}: the service accepted the change but does not show it. Run "pulumi refresh" to see what it ` +
        `has, then "pulumi up" to change it again.`,
    );
  });
}

/** Takes an assignment from its user; one that is gone already counts as taken. */
export async function remove(
  service: Service,
  key: AssignmentKey,
  { id }: Pick<Assignment, "id">,
  turns: Turns = alone,
): Promise<void> {
  await removeObject(
    service,
    {
      send: () =>
        service.userDirectory.write(
          key.userId,
          () => service.destinations.remove(id, key),
          () => (user) => withoutAssignment(user, id),
        ),
      isGone: async (moment) => {
        const user = await service.userDirectory.item(key.userId, moment);
        return user?.destinations.some((entry) => sameId(entry.id, id)) !== true;
      },
    },
    turns,
  );
}

function isAssignment(reply: Assignment | { readonly id: string } | undefined): reply is Assignment {
  return reply !== undefined && "destination" in reply;
}

function withAssignment(user: User, entry: Assignment): User {
  return { ...user, destinations: [...withoutAssignment(user, entry.id).destinations, entry] };
}

function withoutAssignment(user: User, id: string): User {
  return { ...user, destinations: user.destinations.filter((other) => !sameId(other.id, id)) };
}
