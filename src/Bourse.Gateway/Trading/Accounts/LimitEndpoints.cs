using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Limits what accounts may send and have.</summary>
internal sealed class LimitEndpoints(Engine.Engine engine)
{
    private const string Path = AccountEndpoints.AccountPath + "/limits";

    public static readonly Operation AccountOperation = Of("limitAccount", Path, "Limit an account's orders") with
    {
        Description = "What is left out stays. What is open stays too.",
        Body = "AccountLimits",
    };

    public static readonly Operation PositionOperation =
        Of("limitPosition", Path + "/{symbol}", "Limit an account's position in an instrument") with
        {
            Description = "How far it may go either way, were all open orders filled; 0 no limit.",
            Body = "PositionLimit",
        };

    public async Task LimitAccountAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var name = CommandAnswer.RouteText(context, "account");
        CommandAnswer.Note(context, name);
        var account = AccountName.ToTrade(fields, name, Caller.Of(context), engine.Names);
        var before = account == 0 ? default : await engine.AskAsync(view => view.Walk.Account(account));
        var command = new LimitAccount
        {
            Account = account,
            OpenOrdersMax = fields.Has("open_orders_max") ? fields.Whole("open_orders_max") : before.OpenOrdersMax,
            OrderValueMax = fields.Has("order_value_max") ? fields.Units("order_value_max") : before.OrderValueMax,
        };
        fields.End();
        await CommandAnswer.TellAsync(context, engine, CommandType.LimitAccount, command, fields.Fault);
    }

    public async Task LimitPositionAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var name = CommandAnswer.RouteText(context, "account");
        CommandAnswer.Note(context, name);
        var command = new LimitPosition
        {
            Account = AccountName.ToTrade(fields, name, Caller.Of(context), engine.Names),
            Instrument = InstrumentName.Of(context, fields, engine.Names),
            QuantityMax = fields.NeededUnits("quantity_max"),
        };
        fields.End();
        await CommandAnswer.TellAsync(context, engine, CommandType.LimitPosition, command, fields.Fault);
    }

    private static Operation Of(string id, string path, string summary) => new(id, path, summary)
    {
        Method = "PUT",
        Access = Access.Admin,
        Tag = TradingTags.Exchange,
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [400, 401, 403, 404, 413, 415, 422, 429, 503],
    };
}
