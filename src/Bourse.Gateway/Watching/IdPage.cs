using System.Text;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Watching;

/// <summary>Which rows by id a request asks for, and where the page before it ended.</summary>
/// <param name="Last">The id of the last row of the page before; null for the first page.</param>
internal readonly record struct IdPage(int Limit, long? Last, ulong Question)
{
    private const int LimitDefault = 100;
    private const int LimitMax = 1_000;

    public static readonly QueryParameter<int> LimitParameter =
        Parameters.Count("limit", "The most rows in one answer.", LimitDefault, LimitMax);

    /// <param name="question">The same for every page of one question, and for no other.</param>
    public static Problem? TryRead(ref QueryReader query, string question, out IdPage page)
    {
        page = default;
        var limit = query.Read(LimitParameter, LimitDefault);
        var cursor = query.Read(Parameters.Cursor, "");
        if (query.Fault is { } fault)
            return fault;
        page = new IdPage(limit, null, StableHash.Of(Encoding.UTF8.GetBytes(question)));
        if (cursor.Length == 0)
            return null;
        if (!Cursor.TryRead(cursor, out var place))
            return Problem.InvalidCursor("The cursor was not made by this server, or has been changed.");
        if (place.Question != page.Question)
            return Problem.InvalidCursor("The cursor belongs to another question: repeat its other parameters.");
        page = page with { Last = place.Last.Sequence };
        return null;
    }

    /// <summary>The cursor of the page after one whose last row has that id.</summary>
    public string After(long id) => new Cursor(Question, new TickKey(0, id)).ToString();
}
