import postgres from 'postgres';

/** A connection as the owner of a test database, who sees and changes what the app role may not. Call `end`. */
export function ownerSql(db: { ownerUrl: string }): postgres.Sql {
	return postgres(db.ownerUrl, { max: 1, onnotice: () => {} });
}

export type OwnerSql = postgres.Sql;
