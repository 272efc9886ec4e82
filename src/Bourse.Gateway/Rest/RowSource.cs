using System.Text.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>Rows in one order, read once: trades, quotes, bars, days or indicators. One thread at a time.</summary>
internal abstract class RowSource
{
    /// <summary>The name of the rows in the answer.</summary>
    public abstract JsonEncodedText Name { get; }

    /// <summary>The current row's place in the order; a next page starts behind it.</summary>
    public abstract TickKey Key { get; }

    /// <summary>From this time on every row is in memory; <see cref="Timestamp.MinValue"/> when all are.</summary>
    public abstract Timestamp CompleteFrom { get; }

    /// <summary>Writes what the rows have in common, before them.</summary>
    public virtual void WriteHead(Utf8JsonWriter json)
    {
    }

    /// <summary>Moves to the next row; false at the end.</summary>
    public abstract bool MoveNext();

    /// <summary>Writes the current row as one JSON object.</summary>
    public abstract void Write(Utf8JsonWriter json);
}
