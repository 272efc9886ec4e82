using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>The kill switches of accounts, of instruments and of the venue.</summary>
internal sealed class KillEndpoints(Engine.Engine engine)
{
    public static readonly Operation AccountOperation =
        Of("killAccount", AccountEndpoints.AccountPath + "/kill", "An account's kill switch");

    public static readonly Operation InstrumentOperation =
        Of("killInstrument", InstrumentEndpoints.InstrumentPath + "/kill", "An instrument's kill switch");

    public static readonly Operation VenueOperation = Of("killVenue", "/v1/exchange/kill", "The exchange's kill switch");

    public Task SwitchAccountAsync(HttpContext context) => SwitchAsync(context, fields => new Kill
    {
        Account = AccountName.ToTrade(
            fields, CommandAnswer.RouteText(context, "account"), Caller.Of(context), engine.Names),
    });

    public Task SwitchInstrumentAsync(HttpContext context) => SwitchAsync(
        context, fields => new Kill { Instrument = InstrumentName.Of(context, fields, engine.Names) });

    public Task SwitchVenueAsync(HttpContext context) => SwitchAsync(context, _ => new Kill());

    private async Task SwitchAsync(HttpContext context, Func<JsonFields, Kill> scopeOf)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var command = scopeOf(fields) with { IsOn = fields.NeededFlag("on") ? (byte)1 : (byte)0 };
        fields.End();
        CommandAnswer.Note(context, context.Request.Path, command.IsOn == 1 ? "{\"on\":true}" : "{\"on\":false}");
        if (fields.Fault is { } fault)
            await fault.WriteAsync(context);
        else
            await CommandAnswer.WriteEndedAsync(
                context, await engine.Submit(CommandType.Kill, CommandAnswer.Bytes(command)));
    }

    private static Operation Of(string id, string path, string summary) => new(id, path, summary)
    {
        Description = """
            On, it ends every open order there and refuses new and replaced ones, until it is off. Cancels are always taken.
            `orders` says how many ended.
            """,
        Method = "PUT",
        Access = Access.Admin,
        Tag = TradingTags.Exchange,
        Body = "Switch",
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [400, 401, 403, 404, 413, 415, 429, 503],
    };
}
