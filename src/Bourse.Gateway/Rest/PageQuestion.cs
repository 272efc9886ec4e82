using System.Text;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>Which rows of which instruments a request asks for, and where the page before it ended.</summary>
/// <param name="Limit">The most rows of this page.</param>
/// <param name="Hash">The same for every page of one question, and for no other.</param>
internal readonly record struct PageQuestion(SymbolQuestion Symbol, TickRange Range, int Limit, ulong Hash)
{
    /// <summary>The parameters that it reads.</summary>
    public static IReadOnlyList<QueryParameter> Query { get; } =
    [
        Parameters.StartTime, Parameters.EndTime, Parameters.Limit, Parameters.Cursor, Parameters.Order,
        Parameters.Venue,
    ];

    /// <param name="kind">What is asked for, so that a cursor of trades is not taken for one of quotes.</param>
    public static Problem? TryRead(
        HttpContext context, SymbolDirectory directory, ref QueryReader query, string kind, out PageQuestion question)
    {
        question = default;
        var range = new TickRange
        {
            Start = query.Read(Parameters.StartTime, Timestamp.MinValue),
            End = query.Read(Parameters.EndTime, Timestamp.MaxValue),
            IsDescending = query.Read(Parameters.Order, SortOrder.Ascending) == SortOrder.Descending,
        };
        var limit = query.Read(Parameters.Limit, Parameters.LimitDefault);
        var cursor = query.Read(Parameters.Cursor, "");
        if (range.End < range.Start)
            query.Refuse(Parameters.EndTime.Name, "'end_time' lies before 'start_time'.");
        if (SymbolQuestion.TryRead(context, directory, ref query, out var symbol) is { } fault)
            return fault;

        var hash = HashOf(kind, symbol, range);
        if (cursor.Length > 0)
        {
            if (!Cursor.TryRead(cursor, out var place))
                return Problem.InvalidCursor("The cursor was not made by this server, or has been changed.");
            if (place.Question != hash)
                return Problem.InvalidCursor("The cursor belongs to another question: repeat its other parameters.");
            range = range with { After = place.Last };
        }

        question = new PageQuestion(symbol, range, limit, hash);
        return null;
    }

    private static ulong HashOf(string kind, SymbolQuestion symbol, TickRange range)
    {
        // The venue is part of it by way of the instruments: a symbol that gains a venue keeps its cursors only where
        // one venue was asked for, or every row's key would stand for something else than before.
        var venue = symbol.Instruments.Length == 1 ? symbol.Instruments[0].Instrument.Key : "";
        var span = $"{range.Start.Nanoseconds}|{range.End.Nanoseconds}|{range.IsDescending}";
        var text = $"{kind}|{symbol.Name}|{venue}|{span}";
        return StableHash.Of(Encoding.UTF8.GetBytes(text));
    }
}
