import * as fs from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { regionNames, type RegionName } from "./regions";

/** One customer, as customers.json lists it. */
export interface Customer {
  /** Short and unique; part of the resources' names. */
  readonly name: string;
  readonly region: RegionName;
  /** Id of the customer's backup user. */
  readonly userId: string;
  /** The customer's bucket, which exists in the region's storage. */
  readonly bucket: string;
  /** Id of the package that limits the storage. */
  readonly packageId: number;
}

const propertyNames = ["name", "region", "userId", "bucket", "packageId"];

/** Reads and judges the list. Throws a `RunError` that names every fault at once. */
export function readCustomers(file: string): Customer[] {
  const list: unknown = JSON.parse(fs.readFileSync(file, "utf8"));
  if (!Array.isArray(list)) {
    throw new pulumi.RunError("customers.json must be a list of customers.");
  }
  const faults = [...list.flatMap(faultsOf), ...repetitions(list, "name"), ...repetitions(list, "bucket")];
  if (faults.length > 0) {
    throw new pulumi.RunError(`customers.json cannot be used:\n- ${faults.join("\n- ")}`);
  }
  return list as Customer[];
}

function faultsOf(entry: unknown, index: number): string[] {
  const who = whoIs(entry, index);
  if (typeof entry !== "object" || entry === null) {
    return [`${who} must be an object.`];
  }
  const customer = entry as Readonly<Record<string, unknown>>;
  const { name, region, userId, bucket, packageId } = customer;
  const isName = typeof name === "string" && /^[a-z][a-z0-9-]*$/.test(name);
  const isRegion = regionNames.some((known) => known === region);
  const isPackageId = Number.isInteger(packageId) && Number(packageId) >= 0;
  return [
    ...Object.keys(customer)
      .filter((property) => !propertyNames.includes(property))
      .map((property) => `${who} has a property "${property}", which no customer has.`),
    ...(isName ? [] : [`${who} needs a name of small letters, digits and hyphens, such as "alder-bakery".`]),
    ...(isRegion ? [] : [`${who} needs a region: ${regionNames.join(" or ")}.`]),
    ...(isText(userId) ? [] : [`${who} needs a userId: the id of the backup user.`]),
    ...(isText(bucket) ? [] : [`${who} needs a bucket: its name in the storage.`]),
    ...(isPackageId ? [] : [`${who} needs a packageId: a whole number.`]),
  ];
}

/** Two customers must not share a name, and not a bucket of one region: each would declare it. */
function repetitions(list: readonly unknown[], property: "name" | "bucket"): string[] {
  const seen = new Map<string, string>();
  return list.flatMap((entry, index) => {
    const customer = (entry ?? {}) as Readonly<Record<string, unknown>>;
    const value = customer[property];
    if (!isText(value)) {
      return [];
    }
    const key = property === "bucket" ? `${String(customer["region"])}/${value}` : value;
    const earlier = seen.get(key);
    seen.set(key, earlier ?? whoIs(entry, index));
    return earlier === undefined
      ? []
      : [`${whoIs(entry, index)} has the same ${property} as ${earlier}: "${value}".`];
  });
}

function whoIs(entry: unknown, index: number): string {
  const name = (entry as { readonly name?: unknown } | null)?.name;
  return isText(name) ? `Customer ${index + 1} ("${name}")` : `Customer ${index + 1}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
