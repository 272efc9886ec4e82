using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Shows what the exchange has listed, and gives it other terms and phases.</summary>
internal sealed class InstrumentEndpoints(Engine.Engine engine)
{
    public const string InstrumentsPath = "/v1/instruments";
    public const string InstrumentPath = InstrumentsPath + "/{symbol}";

    public static readonly Operation ListOperation =
        new("listInstruments", InstrumentsPath, "What the exchange has listed")
    {
        Description = "In the order of listing, with terms, phase and last price as they are now.",
        Tag = TradingTags.Trading,
        Query = [Parameters.Cursor, TradingParameters.Limit],
        Answer = "InstrumentList",
        Problems = [400, 401, 429, 503],
    };

    public static readonly Operation ShowOperation =
        new("showInstrument", InstrumentPath, "An instrument of the exchange")
    {
        Tag = TradingTags.Trading,
        Answer = "ExchangeInstrument",
        Problems = [401, 404, 429, 503],
    };

    public static readonly Operation ChangeOperation =
        new("changeInstrument", InstrumentPath, "Give an instrument other terms")
    {
        Description = """
            What is left out stays. They are for orders that come; `tick` and `lot` change only while no order is open.
            """,
        Method = "PATCH",
        Access = Access.Admin,
        Tag = TradingTags.Exchange,
        Body = "InstrumentTerms",
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [400, 401, 403, 404, 413, 415, 422, 429, 503],
    };

    public static readonly Operation PhaseOperation =
        new("setPhase", InstrumentPath + "/phase", "Lead an instrument into a phase")
    {
        Description = "An auction is held where the phase that it leaves ends with one.",
        Method = "PUT",
        Access = Access.Admin,
        Tag = TradingTags.Exchange,
        Body = "PhaseChange",
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [400, 401, 403, 404, 413, 415, 422, 429, 503],
    };

    public async Task ListAsync(HttpContext context)
    {
        if (TryRead(context, out var page, out var limit) is { } fault)
        {
            await fault.WriteAsync(context);
            return;
        }

        var first = (int)(page.Last ?? 0) + 1;
        var found = await engine.AskAsync(view => Enumerable
            .Range(first, Math.Max(0, Math.Min(limit, view.Walk.InstrumentCount - first + 1)))
            .Select(view.Walk.Instrument)
            .ToList());
        await SmallAnswer.WriteAsync(context, (found, page, limit), InstrumentJson.WriteList);
    }

    public async Task ShowAsync(HttpContext context)
    {
        var symbol = CommandAnswer.RouteText(context, "symbol");
        var number = engine.Names.Instrument(symbol);
        if (number == 0)
            await InstrumentName.Unknown(symbol).WriteAsync(context);
        else
            await SmallAnswer.WriteAsync(
                context, await engine.AskAsync(view => view.Walk.Instrument(number)), InstrumentJson.Write);
    }

    public async Task ChangeAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        CommandAnswer.Note(context, CommandAnswer.RouteText(context, "symbol"));
        var number = InstrumentName.Of(context, fields, engine.Names);
        var before = number == 0 ? default : await engine.AskAsync(view => view.Walk.Instrument(number).Terms);
        var command = new ChangeInstrument { Instrument = number, Terms = TermsRequest.Read(fields, before) };
        fields.End();
        await CommandAnswer.TellAsync(context, engine, CommandType.ChangeInstrument, command, fields.Fault);
    }

    public async Task SetPhaseAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        CommandAnswer.Note(context, CommandAnswer.RouteText(context, "symbol"));
        var command = new SetPhase
        {
            Instrument = InstrumentName.Of(context, fields, engine.Names),
            Phase = fields.Choice(
                "phase", ("continuous", Phase.Continuous), ("closed", Phase.Closed), ("pre_open", Phase.PreOpen),
                ("opening_auction", Phase.OpeningAuction), ("halted", Phase.Halted),
                ("reopening_auction", Phase.ReopeningAuction), ("closing_auction", Phase.ClosingAuction)),
            ReferencePrice = fields.Units("reference_price"),
        };
        if (!fields.Has("phase"))
            fields.Refuse("phase", "'phase' is needed.");
        fields.End();
        await CommandAnswer.TellAsync(context, engine, CommandType.SetPhase, command, fields.Fault);
    }

    private static Problem? TryRead(HttpContext context, out KeyPage page, out int limit)
    {
        var query = new QueryReader(context, ListOperation);
        page = KeyPage.Read(ref query, "instruments");
        limit = query.Read(TradingParameters.Limit, TradingParameters.LimitDefault);
        return query.Fault;
    }
}
