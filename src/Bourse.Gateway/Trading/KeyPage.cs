using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Gateway.Rest;
using Bourse.Ticks;

namespace Bourse.Gateway.Trading;

/// <summary>A page of rows by their keys: which question it belongs to, and the key of the last row before it.</summary>
/// <param name="Last">Null for the first page.</param>
internal readonly record struct KeyPage(ulong Question, long? Last)
{
    /// <summary>The page that a cursor names; one that belongs to another question is refused.</summary>
    public static KeyPage Read(ref QueryReader query, string question)
    {
        var hash = TradingParameters.HashOf(question);
        var text = query.Read(Parameters.Cursor, "");
        if (text.Length == 0)
            return new KeyPage(hash, null);
        if (!Cursor.TryRead(text, out var cursor))
            query.Refuse(Problem.InvalidCursor("The cursor was not made by this server, or has been changed."));
        else if (cursor.Question != hash)
            query.Refuse(Problem.InvalidCursor("The cursor belongs to another question: repeat its other parameters."));
        return new KeyPage(hash, cursor.Last.Sequence);
    }

    /// <summary>Writes what asks for the page after this one; null when this is the last.</summary>
    public void WriteNext(Utf8JsonWriter json, long? last) => json.WriteString(
        Names.NextCursor, last is { } key ? new Cursor(Question, new TickKey(0, key)).ToString() : null);
}
