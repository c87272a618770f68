import type { TenantState } from "./state.js";

/**
 * A small tenant made of the sample values of the API's documentation: two API logins that see the same data,
 * three users, two object storages and a file share, three packages, and computers with backup data. A fresh
 * copy at each call.
 */
export function sampleTenant(): TenantState {
  return {
    apiLogins: [
      { login: "acme-api", password: "example-password" },
      { login: "emea-api", password: "emea-password" },
    ],
    companies: [
      {
        Id: "2d8f71b4-a6e3-4950-bc1d-f7029e84a53c",
        Name: "Acme",
        StorageLimit: -1,
        LicenseSettings: 1,
        Destinations: [{ DestinationId: "9a2f6c31-08b7-4e5d-a6c4-5b13f7e8d026", PlanId: 30412 }],
        DefaultLicense: 0,
        AllowedLicenses: [0],
      },
    ],
    users: sampleUsers(),
    accounts: sampleAccounts(),
    packages: samplePackages(),
    computers: sampleComputers(),
    licenses: [
      {
        ID: "b4906e2d-17fa-4c85-93d0-6ae5c8f1274b",
        Number: 42,
        ComputerName: null,
        OperatingSystem: null,
        IsTrial: false,
        IsTaken: false,
        LicenseType: "File Backup",
        DateExpired: "2026-12-31T00:00:00+00:00",
        Transaction: "f20b7ad4-8e61-4d39-a5c7-93be10f46d88",
        User: null,
        UserID: null,
      },
    ],
    administrators: [
      {
        AdminID: "6c1e85f9-d047-42ab-b8e3-1f95a7d06c32",
        Email: "lee@acme.example",
        FirstName: "Lee",
        LastName: "Ortiz",
        Enabled: true,
        PermissionsModels: { Users: 1, Billing: 0, Monitiring: 1 },
        Companies: ["Acme"],
        AccessToCompaniesMode: 0,
        AccountType: 1,
        LastLogin: null,
        DateCreated: "2024-02-20T10:05:00+00:00",
      },
    ],
  };
}

function sampleUsers(): TenantState["users"] {
  return [
    {
      ID: "e6199730-f98c-4fbd-aa0d-b1b5551f2df3",
      Email: "user@company.com",
      FirstName: "Charlie",
      LastName: "Reed",
      NotificationEmails: ["user@company.com"],
      Company: "Acme",
      Enabled: true,
      LicenseManagmentMode: 1,
      DestinationList: [],
      SpaceUsed: 0,
    },
    {
      ID: "5f0c2a7e-91d4-4b63-8a1e-2c7d90b4e611",
      Email: "ops.kim",
      FirstName: "Kim",
      LastName: "Novak",
      NotificationEmails: ["kim@acme.example"],
      Company: "Acme",
      Enabled: true,
      LicenseManagmentMode: 1,
      DestinationList: [
        {
          ID: "73c5e0a8-2b9d-4f16-8c47-e6a1f3095bd2",
          CurrentVolume: 18450,
          PackageID: 30412,
          AccountID: "adfc2826-3776-4f36-985d-a95cd3b59894",
          Destination: "acme-backups-eu",
        },
      ],
      SpaceUsed: 18,
    },
    {
      ID: "c81d0b37-64ef-4a29-b5f8-90e23d7a16c4",
      Email: "jane.sales",
      FirstName: "Jane",
      LastName: null,
      NotificationEmails: [],
      Company: null,
      Enabled: false,
      LicenseManagmentMode: 0,
      DestinationList: [],
      SpaceUsed: 0,
    },
  ];
}

function sampleAccounts(): TenantState["accounts"] {
  return [
    {
      AccountID: "adfc2826-3776-4f36-985d-a95cd3b59894",
      DateCreated: "2024-06-11T07:22:41.33",
      DisplayName: "Acme object storage",
      StorageType: "AmazonS3",
      Destinations: [
        {
          DestinationID: "9a2f6c31-08b7-4e5d-a6c4-5b13f7e8d026",
          Destination: "acme-backups-eu",
          DestinationDisplayName: "EU bucket",
        },
        {
          DestinationID: "3f7b1e90-d5a2-4c68-8b04-17c9e6f2a35d",
          Destination: "acme-backups-us",
          DestinationDisplayName: "US bucket",
        },
      ],
    },
    {
      AccountID: "0b6e4d19-3c82-4f7a-9d55-71ea28c6b940",
      DateCreated: "2024-06-12T09:00:00",
      DisplayName: "Office file share",
      StorageType: "File share",
      Destinations: [
        {
          DestinationID: "d2c49a51-7be0-4f83-a916-08e5b3f7c64a",
          Destination: "\\\\nas-01\\backup",
          DestinationDisplayName: null,
        },
      ],
    },
    {
      AccountID: "94bf5b06-79a0-4a52-88ed-36da652f4254",
      DateCreated: "2025-01-08T16:40:02.5",
      DisplayName: "Main storage",
      StorageType: "S3 compatible",
      Destinations: [
        {
          DestinationID: "e50f8c27-1a6d-4b39-92e4-6d7f03b8a1c5",
          Destination: "main",
          DestinationDisplayName: "Main",
        },
      ],
    },
  ];
}

function samplePackages(): TenantState["packages"] {
  const unlimitedRestore = {
    Enabled: true,
    isGlacierRestoreLimit: false,
    RestoreLimit: -1,
    GlacierRestoreType: 0,
    UseRestoreLimit: false,
  };
  return [
    {
      ID: 27755,
      Name: "Basic 50",
      Description: "Small limit",
      Cost: 5,
      StorageLimit: 50,
      ...unlimitedRestore,
    },
    {
      ID: 30412,
      Name: "Standard 200",
      Description: "Standard limit",
      Cost: 12.5,
      StorageLimit: 200,
      ...unlimitedRestore,
    },
    { ID: 30413, Name: "Large 1000", Description: null, Cost: 40, StorageLimit: 1000, ...unlimitedRestore },
  ];
}

function sampleComputers(): TenantState["computers"] {
  const charlie = "e6199730-f98c-4fbd-aa0d-b1b5551f2df3";
  const kim = "5f0c2a7e-91d4-4b63-8a1e-2c7d90b4e611";
  const kimsDestination = "41d7b8e6-c259-4a03-97fe-d80b36a4215c";
  return [
    // The documentation's own ids: the service's ids need not be well-formed GUIDs.
    {
      UserID: charlie,
      DestinationId: "b17266e7-8b8e-4c3f-b1bb-911b9sdf",
      ComputerName: "Charlie Marketing MacBook",
    },
    { UserID: charlie, DestinationId: "b17266e7-8b8e-4c3f-b1bb-911b9e8sdf", ComputerName: "Jane sales Acer" },
    { UserID: kim, DestinationId: kimsDestination, ComputerName: "Reception desk PC" },
    { UserID: kim, DestinationId: kimsDestination, ComputerName: "nas-01" },
  ];
}
