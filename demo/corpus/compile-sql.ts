import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';

const compiler = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Text of a statement without parameters, for a connection that Kysely does not have. */
export function compileSql(statement: RawBuilder<unknown>): string {
  const { sql, parameters } = statement.compile(compiler);
  if (parameters.length > 0) throw new Error('a statement with parameters cannot be sent as text');
  return sql;
}
