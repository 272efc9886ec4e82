using Bourse.Engine;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Which orders of an account are asked for.</summary>
internal sealed record OrderListQuestion
{
    private static readonly QueryParameter<ListedStatus> StatusParameter = TradingParameters.Choice(
        "status", "Open ones, which is meant when it is left out, those that are over, or all.",
        ("open", ListedStatus.Open), ("closed", ListedStatus.Closed), ("all", ListedStatus.All));

    private static readonly QueryParameter<string> ClientIdParameter = TradingParameters.Text(
        "client_order_id", "Only the order that was placed with it.", OrderRequest.ClientIdLengthMax);

    /// <summary>The parameters that it reads.</summary>
    public static IReadOnlyList<QueryParameter> Query { get; } =
    [
        TradingParameters.Account, TradingParameters.Symbol, TradingParameters.Side, StatusParameter, ClientIdParameter,
        TradingParameters.From, TradingParameters.To, Parameters.Cursor, TradingParameters.Limit,
        TradingParameters.MinSequence,
    ];

    public int Account { get; init; }

    /// <summary>0 all.</summary>
    public int Instrument { get; init; }

    public Side Side { get; init; }

    public ListedStatus Status { get; init; }

    public bool IsOpen => Status == ListedStatus.Open;

    public required string ClientId { get; init; }

    public Timestamp? From { get; init; }

    public Timestamp? To { get; init; }

    public int Limit { get; init; }

    public long MinSequence { get; init; }

    public KeyPage Page { get; init; }

    public static Problem? TryRead(HttpContext context, ExchangeNames names, out OrderListQuestion question)
    {
        var query = new QueryReader(context, OrderListEndpoint.Operation);
        var caller = Caller.Of(context);
        var account = query.Read(TradingParameters.Account, caller.User);
        var symbol = query.Read(TradingParameters.Symbol, "");
        question = new OrderListQuestion
        {
            Account = AccountName.ToSee(account, caller, names),
            Instrument = names.Instrument(symbol),
            Side = query.Read(TradingParameters.Side, Side.Unknown),
            Status = query.Read(StatusParameter, ListedStatus.Open),
            ClientId = query.Read(ClientIdParameter, ""),
            From = Given(query.Read(TradingParameters.From, Timestamp.MinValue), Timestamp.MinValue),
            To = Given(query.Read(TradingParameters.To, Timestamp.MaxValue), Timestamp.MaxValue),
            Limit = query.Read(TradingParameters.Limit, TradingParameters.LimitDefault),
            MinSequence = query.Read(TradingParameters.MinSequence, 0),
        };
        var asked = $"orders|{account}|{symbol}|{question.Side}|{question.Status}|{question.ClientId}|{question.From}"
            + $"|{question.To}";
        question = question with { Page = KeyPage.Read(ref query, asked) };
        if (query.Fault is null && question.Account == 0)
            query.Refuse(AccountName.Unknown(account));
        if (symbol.Length > 0 && question.Instrument == 0)
            query.Refuse(InstrumentName.Unknown(symbol));
        return query.Fault;
    }

    /// <summary>The same for the records.</summary>
    public OrderFilter ToFilter() => new()
    {
        Accounts = [Account],
        Instrument = Instrument == 0 ? null : Instrument,
        Side = Side == Side.Unknown ? null : Side,
        IsOver = Status == ListedStatus.Closed,
        FromTime = From?.Nanoseconds ?? 0,
        ToTime = To?.Nanoseconds ?? long.MaxValue,
        Cursor = Page.Last,
        Limit = Limit,
    };

    private static Timestamp? Given(Timestamp read, Timestamp absent) => read == absent ? null : read;
}
