using System.Globalization;
using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Sets and takes away tiers of fees.</summary>
internal sealed class FeeTierEndpoints(Engine.Engine engine)
{
    private const string Path = "/v1/fee-tiers/{asset}/{tier}";

    public static readonly Operation SetOperation = new("setFeeTier", Path, "Set a tier of fees")
    {
        Description = """
            Who has traded for `value_min` of the quote asset within thirty days pays the lower of these rates and the
            instrument's. Tiers are numbered from 1 to 8; they are for orders that come.
            """,
        Method = "PUT",
        Access = Access.Admin,
        Tag = TradingTags.Exchange,
        Body = "FeeTier",
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [400, 401, 403, 404, 413, 415, 422, 429, 503],
    };

    public static readonly Operation RemoveOperation = new("removeFeeTier", Path, "Take a tier of fees away")
    {
        Method = "DELETE",
        Access = Access.Admin,
        Tag = TradingTags.Exchange,
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [401, 403, 404, 422, 429, 503],
    };

    public async Task SetAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var command = Named(context) with
        {
            IsOn = 1,
            ValueMin = fields.NeededUnits("value_min"),
            MakerRate = fields.Whole("maker_rate"),
            TakerRate = fields.Whole("taker_rate"),
        };
        fields.End();
        await CommandAnswer.TellAsync(context, engine, CommandType.SetFeeTier, command, fields.Fault);
    }

    public Task RemoveAsync(HttpContext context) =>
        CommandAnswer.TellAsync(context, engine, CommandType.SetFeeTier, Named(context));

    // A tier that there cannot be is the exchange's to refuse.
    private SetFeeTier Named(HttpContext context)
    {
        var (asset, tier) = (CommandAnswer.RouteText(context, "asset"), CommandAnswer.RouteText(context, "tier"));
        CommandAnswer.Note(context, $"{asset} {tier}");
        return new SetFeeTier
        {
            Asset = engine.Names.Asset(asset),
            Tier = byte.TryParse(tier, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (byte)0,
        };
    }
}
