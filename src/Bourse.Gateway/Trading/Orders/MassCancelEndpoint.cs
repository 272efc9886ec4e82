using System.Globalization;
using System.Text.Json;
using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Cancels many orders at once.</summary>
internal sealed class MassCancelEndpoint(Engine.Engine engine)
{
    private const string AllAccounts = "*";
    private const string OwnSession = "own";

    private static readonly QueryParameter<string> Account = TradingParameters.Text(
        "account", "The account; the caller's own when left out. `*`: all accounts (admin).", AccountName.LengthMax);

    private static readonly QueryParameter<bool> DaysOnly =
        TradingParameters.Flag("days_only", "Only orders of `time_in_force=day`.");

    private static readonly QueryParameter<string> Session = TradingParameters.Text(
        "session", "Only orders placed with the key that makes this request, `own`, or with the key of that number.", 10);

    public static readonly Operation Operation = new("cancelOrders", OrderEndpoints.OrdersPath, "Cancel many orders")
    {
        Description = """
            All open orders of the account, or those that each given parameter lets stand. `orders` says how many ended.
            """,
        Method = "DELETE",
        Access = Access.Trade,
        Tag = TradingTags.Trading,
        Query = [Account, TradingParameters.Symbol, TradingParameters.Side, DaysOnly, Session],
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [400, 401, 403, 404, 422, 429, 503],
    };

    public async Task AnswerAsync(HttpContext context)
    {
        if (TryRead(context, out var command) is { } fault)
            await fault.WriteAsync(context);
        else
            await CommandAnswer.WriteEndedAsync(
                context, await engine.Submit(CommandType.MassCancel, CommandAnswer.Bytes(command)));
    }

    private Problem? TryRead(HttpContext context, out MassCancel command)
    {
        var query = new QueryReader(context, Operation);
        var caller = Caller.Of(context);
        var account = query.Read(Account, caller.User);
        var symbol = query.Read(TradingParameters.Symbol, "");
        var isAll = account == AllAccounts && caller.IsAdmin;
        command = new MassCancel
        {
            Account = isAll || !caller.MayTrade(account) ? 0 : engine.Names.Account(account),
            Instrument = engine.Names.Instrument(symbol),
            Side = query.Read(TradingParameters.Side, Side.Unknown),
            DaysOnly = query.Read(DaysOnly, absent: false) ? (byte)1 : (byte)0,
            Session = SessionOf(ref query, caller),
        };
        var given = JsonEncodedText.Encode(context.Request.QueryString.Value ?? "");
        CommandAnswer.Note(context, account, $"{{\"query\":\"{given}\"}}");
        if (query.Fault is null && !isAll && command.Account == 0)
            query.Refuse(AccountName.Unknown(account));
        if (symbol.Length > 0 && command.Instrument == 0)
            query.Refuse(InstrumentName.Unknown(symbol));
        return query.Fault;
    }

    private static int SessionOf(ref QueryReader query, Caller caller)
    {
        var text = query.Read(Session, "");
        if (text.Length == 0)
            return 0;
        var number = text == OwnSession ? caller.Session
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given
            : 0;
        if (number == 0)
            query.Refuse(Session.Name, "'session' is 'own', of a caller with a key, or the number of a key.");
        return number;
    }
}
