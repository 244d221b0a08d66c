/** Where a database is and as whom to connect: the parts, or one `postgres://` address. */
export type Target =
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string }
  | { readonly connectionString: string };
