using System.Text.Json;
using Bourse.Engine;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Json;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Finds executions in the records.</summary>
internal sealed class TradeSearchEndpoint(ExchangeNames names, GatewayParts parts)
{
    private static readonly QueryParameter<string> User = TradingParameters.Text(
        "user_id", "All accounts of this user; the caller's own when left out, of an admin everybody's.", AccountName.LengthMax);

    private static readonly QueryParameter<string> Account = TradingParameters.Text(
        "account", "Only this account.", AccountName.LengthMax);

    private static readonly QueryParameter<bool> IsAscending = TradingParameters.Choice(
        "order", "`desc`: the newest first, which is meant when it is left out. `asc`: the oldest first.",
        ("desc", false), ("asc", true));

    public static readonly Operation Operation = new("searchTrades", "/v1/trades/search", "Executions of a user")
    {
        Description = """
            Each row is one side of a trade, as the records have it, which follow the exchange within a moment:
            `blotter_sequence` says how far they are, and `min_sequence` waits for them. Executions that come between two pages
            do not shift those that follow.
            """,
        Access = Access.Read,
        Tag = TradingTags.Trading,
        Query =
        [
            User, Account, TradingParameters.Symbol, TradingParameters.Side, TradingParameters.From, TradingParameters.To,
            IsAscending, Parameters.Cursor, TradingParameters.Limit, TradingParameters.MinSequence,
        ],
        Answer = "ExecutionList",
        Problems = [400, 401, 403, 404, 429, 503],
    };

    private readonly ExecutionSearch? _records = parts.Records is { } records ? new ExecutionSearch(records) : null;

    public async Task AnswerAsync(HttpContext context)
    {
        if (TryRead(context, out var filter, out var page, out var minSequence) is { } fault)
        {
            await fault.WriteAsync(context);
            return;
        }

        if (_records is null)
            throw new RecordsUnavailableException("There are no records here.");
        if (!await RecordsWait.ForAsync(context, parts.RecordsProgress, minSequence))
            return;
        var until = Math.Max(0, parts.RecordsProgress.Sequence);
        var rows = await _records.FindAsync(filter, context.RequestAborted);
        await SmallAnswer.WriteAsync(context, (rows, filter, page, until), Write);
    }

    private Problem? TryRead(HttpContext context, out ExecutionFilter filter, out KeyPage page, out long minSequence)
    {
        var query = new QueryReader(context, Operation);
        var caller = Caller.Of(context);
        var account = query.Read(Account, "");
        var user = query.Read(User, account.Length > 0 || caller.IsAdmin ? "" : caller.User);
        var symbol = query.Read(TradingParameters.Symbol, "");
        var side = query.Read(TradingParameters.Side, Side.Unknown);
        filter = new ExecutionFilter
        {
            Accounts = AccountsOf(ref query, caller, user, account),
            Instrument = symbol.Length == 0 ? null : names.Instrument(symbol),
            Side = side == Side.Unknown ? null : side,
            FromTime = query.Read(TradingParameters.From, Timestamp.MinValue).Nanoseconds,
            ToTime = query.Read(TradingParameters.To, Timestamp.MaxValue).Nanoseconds,
            IsAscending = query.Read(IsAscending, absent: false),
            Limit = query.Read(TradingParameters.Limit, TradingParameters.LimitDefault),
        };
        minSequence = query.Read(TradingParameters.MinSequence, 0);
        page = KeyPage.Read(
            ref query, $"executions|{user}|{account}|{symbol}|{side}|{filter.FromTime}|{filter.ToTime}|{filter.IsAscending}");
        filter = filter with { Cursor = page.Last };
        if (filter.Instrument == 0)
            query.Refuse(InstrumentName.Unknown(symbol));
        return query.Fault;
    }

    /// <summary>Whose executions; null everybody's. What the caller may not see is refused as what there is not.</summary>
    private IReadOnlyList<int>? AccountsOf(ref QueryReader query, Caller caller, string user, string account)
    {
        if (user.Length == 0 && account.Length == 0)
            return caller.IsAdmin ? null : [];
        var numbers = account.Length > 0
            ? AccountName.ToSee(account, caller, names) is var number and not 0 ? [number] : []
            : caller.MaySee(user) ? names.AccountsOf(user) : [];
        if (user.Length > 0 && account.Length > 0)
            numbers = [.. numbers.Intersect(names.AccountsOf(user))];
        if (numbers.Count == 0 && query.Fault is null)
            query.Refuse(AccountName.Unknown(account.Length > 0 ? account : user));
        return numbers;
    }

    private void Write(
        Utf8JsonWriter json, (IReadOnlyList<ExecutionRow> Rows, ExecutionFilter Filter, KeyPage Page, long Until) answer)
    {
        json.WriteStartObject();
        json.WriteStartArray("trades"u8);
        foreach (var row in answer.Rows)
            Write(json, row);
        json.WriteEndArray();
        answer.Page.WriteNext(json, answer.Rows.Count == answer.Filter.Limit ? answer.Rows[^1].BlotterSequence : null);
        json.WriteNumber("blotter_sequence"u8, answer.Until);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, ExecutionRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("blotter_sequence"u8, row.BlotterSequence);
        json.WriteNumber("order_id"u8, row.OrderId);
        json.WriteString("account"u8, names.AccountName(row.Account));
        json.WriteString(Names.Symbol, names.Symbol(row.Instrument));
        json.WriteSide(row.Side);
        json.WriteString("role"u8, AnswerProblem.CodeOf($"{row.Role}"));
        json.WriteNumber("trade"u8, row.Trade);
        json.WriteUnits("price", row.Price);
        json.WriteUnits("quantity", row.Quantity);
        json.WriteUnits("value", row.Value);
        json.WriteUnits("fee", row.Fee);
        json.WriteTime(Names.Time, new Timestamp(row.Time));
        json.WriteEndObject();
    }
}
