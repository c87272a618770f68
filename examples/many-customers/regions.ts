import * as msp360 from "pulumi-msp360";

/** Where a customer's backups live: one MBS account for each region. */
export const regionNames = ["americas", "emea"] as const;

/** The name of a region. */
export type RegionName = (typeof regionNames)[number];

/** An MBS account, and the storage account in it that takes the customers' buckets. */
export interface Region {
  readonly provider: msp360.Provider;
  readonly storageAccountId: string;
}

/**
 * The MBS accounts. Each has API credentials of its own; the passwords are read from the environment when a call is
 * due and are in no state.
 */
export function openRegions(): Readonly<Record<RegionName, Region>> {
  return {
    americas: {
      provider: new msp360.Provider("americas", {
        login: "acme-api",
        passwordEnv: "MSP360_AMERICAS_PASSWORD",
      }),
      storageAccountId: "6ab72d38-91ea-447f-95c6-d284eb37196a",
    },
    emea: {
      provider: new msp360.Provider("emea", { login: "emea-api", passwordEnv: "MSP360_EMEA_PASSWORD" }),
      storageAccountId: "7bc83e49-a2fb-4580-a6d7-e395fc482a7b",
    },
  };
}
