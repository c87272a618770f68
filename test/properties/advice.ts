import { expect } from "chai";
import { sameId } from "../../provider/identity.js";
import type { DeclaredResource, Failure } from "./engine-model.js";
import type { Selection } from "./purge-permits.js";
import { declaredBy, destinationKey, heldBy } from "./service-objects.js";
import type { World } from "./world.js";

/**
 * Does what the message of a failure tells a person to do, in the web console or in the program.
 *
 * @throws AssertionError when the message is not true
 * @returns what the program has in the place of the resource
 */
export function followAdvice(world: World, { message, name, kind, args }: Failure): DeclaredResource[] {
  const failed: DeclaredResource = { name, kind, args };
  if (/has no stored data of/.test(message)) {
    expect(isListed(world, failed), message).to.equal(false);
    return [];
  }
  if (/cannot change while the state says onDelete: "purge"/.test(message)) {
    const held = world.engine.state.find(({ name }) => name === failed.name);
    return [{ ...failed, args: { ...failed.args, userId: held?.outputs.userId } }];
  }
  for (const [, bucket, account] of message.matchAll(
    /Destination "([^"]*)" of storage account "([^"]*)" is still assigned to/g,
  )) {
    const prefix = `${destinationKey(account, bucket)} for `;
    const declared = world.program.flatMap(declaredBy).map(({ key }) => key);
    const unassigned = world.unassign((other) => other.startsWith(prefix) && !declared.includes(other));
    expect(unassigned, message).to.be.greaterThan(0);
  }
  if (/already assigned/.test(message)) {
    expect(world.unassign(isInTheWayOf(world, failed)), message).to.be.greaterThan(0);
  }
  return [failed];
}

/** What a resource cannot change into, because it is there already and the state does not know it as the resource's. */
function isInTheWayOf({ engine }: World, failed: DeclaredResource): (key: string) => boolean {
  const declared = declaredBy(failed).map(({ key }) => key);
  const held = engine.state.filter(({ name }) => name === failed.name).flatMap(heldBy);
  return (key) => declared.includes(key) && !held.some((object) => object.key === key);
}

/** Whether the service lists every computer that a resource names. */
function isListed({ simulator }: World, { args }: DeclaredResource): boolean {
  const { userId, computers } = args as unknown as Selection;
  const listed = simulator.tenant.computers.filter(({ UserID }) => sameId(UserID, userId));
  return (
    computers === "all" ||
    computers.every(({ computerName }) => listed.some(({ ComputerName }) => ComputerName === computerName))
  );
}
