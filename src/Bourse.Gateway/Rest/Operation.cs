using Bourse.Gateway.Auth;
using Bourse.Gateway.Limits;

namespace Bourse.Gateway.Rest;

/// <summary>
/// One thing that can be asked over HTTP: where, with which parameters, and what is answered. Requests are checked
/// against it and the interface's description is made of it, so that the two cannot differ.
/// </summary>
/// <param name="Id">Its name in programs made from the description.</param>
/// <param name="Path">The route, "{symbol}" included.</param>
/// <param name="Summary">A few words.</param>
internal sealed record Operation(string Id, string Path, string Summary)
{
    private const string MarketData = "Market data";
    private static readonly int[] RightsProblems = [401, 403];
    private static readonly int[] BodyProblems = [400, 413, 415];

    /// <summary>What a caller has to know besides; Markdown.</summary>
    public string Description { get; init; } = "";

    public string Tag { get; init; } = MarketData;

    /// <summary>GET, POST, PUT, PATCH or DELETE; all but GET and questions go into the audit trail.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>It only asks, in a body because it does not fit a path.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>Who may use it; nobody's things are shown to others even so.</summary>
    public Access Access { get; init; } = Access.Market;

    /// <summary>Whose allowance a request is counted against; <see cref="RateClass.Address"/>: only its address's.</summary>
    public RateClass Rate
    {
        get => field != RateClass.Address ? field : Access switch
        {
            Access.Open => RateClass.Address,
            Access.Market => RateClass.Market,
            Access.Read => RateClass.Read,
            Access.Trade => RateClass.Trade,
            _ => RateClass.Admin,
        };
        init;
    }

    /// <summary>The schema of the request's body; empty where there is none.</summary>
    public string Body { get; init; } = "";

    /// <summary>The status of an answer that is no problem.</summary>
    public int Success { get; init; } = 200;

    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    /// <summary>The schema of the answer, as named in components.json; empty where the answer is no JSON.</summary>
    public string Answer { get; init; } = "";

    public string ContentType { get; init; } = "application/json";

    /// <summary>Statuses besides 200 that answer with the same schema.</summary>
    public IReadOnlyList<int> OtherAnswers { get; init; } = [];

    /// <summary>Statuses that answer with a problem.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [400, 429];

    /// <summary>Those and what everybody may be answered whose right is asked for, or whose body is read.</summary>
    public IEnumerable<int> AllProblems => Problems.Concat(Access == Access.Open ? [] : RightsProblems)
        .Concat(Body.Length > 0 ? BodyProblems : []).Distinct().Order();

    /// <summary>Its answers may be long, or long in the making.</summary>
    public bool TakesTime
    {
        get => field || Query.Contains(Parameters.Cursor) || Query.Contains(Parameters.At);
        init;
    }

    /// <summary>Market data is not answered before all that was on the tape is in memory.</summary>
    public bool NeedsTicks => Tag == MarketData && Problems.Contains(503);

    public bool HasSymbol => Path.Contains("{symbol}", StringComparison.Ordinal);

    public bool IsAudited => Method != "GET" && !IsQuestion;
}
