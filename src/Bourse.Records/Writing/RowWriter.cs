namespace Bourse.Records;

/// <summary>
/// Writes rows in the transaction at hand, as fast as a database takes them: <see cref="SqliteRowWriter"/>,
/// <see cref="PostgresRowWriter"/>. One thread.
/// </summary>
internal abstract class RowWriter
{
    /// <summary>Writes rows of which none is there yet.</summary>
    public abstract void Add<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> rows);

    /// <summary>Writes rows that may be there already: their columns then change as they are meant to. Each key once.</summary>
    public abstract void Put<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> rows);
}
