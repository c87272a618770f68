/** Ids and names of the simulator's sample tenant. */
export const sample = {
  account: "adfc2826-3776-4f36-985d-a95cd3b59894",
  fileShare: "0b6e4d19-3c82-4f7a-9d55-71ea28c6b940",
  charlie: "e6199730-f98c-4fbd-aa0d-b1b5551f2df3",
  kim: "5f0c2a7e-91d4-4b63-8a1e-2c7d90b4e611",
  jane: "c81d0b37-64ef-4a29-b5f8-90e23d7a16c4",
  packageId: 27755,
  otherPackageId: 30412,
  europe: "acme-backups-eu",
  unitedStates: "acme-backups-us",
} as const;
