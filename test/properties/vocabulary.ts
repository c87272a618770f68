import fc from "fast-check";
import { sample } from "../support/samples.js";

/** Storage accounts that take further destinations. */
export const accounts = [sample.account, "94bf5b06-79a0-4a52-88ed-36da652f4254"] as const;
/** Buckets that programs and people register. */
export const buckets = ["bucket-one", "bucket-two", "bucket-three"] as const;
export const packages = [sample.packageId, sample.otherPackageId] as const;
export const users = [sample.charlie, sample.kim, sample.jane] as const;
export const displayNames = ['Größe "x" <y> & z', "Shown", "  spaces  "] as const;
/** A bucket that stands before any program. */
export const existingBucket = { accountId: sample.account, destination: sample.unitedStates } as const;

export const adopt = fc.boolean();
/** The same resource under another name, as after a rename in the program. */
export const spelling = fc.constantFrom("a", "b");

/** Ids count without regard to case. */
export const spelt = (id: string) => fc.constantFrom(id, id, id.toUpperCase());

/** What makes a declared bucket unique. */
export function bucketKey({ accountId, destination }: Readonly<Record<"accountId" | "destination", string>>) {
  return `${accountId.toLowerCase()} ${destination}`;
}
