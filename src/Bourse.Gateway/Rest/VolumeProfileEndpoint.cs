using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>What of a symbol was traded at which prices, at each venue that trades it.</summary>
internal sealed class VolumeProfileEndpoint(SymbolDirectory directory)
{
    private const int RowsDefault = 50;
    private const int RowsMax = 1_000;

    // A bound on what one request costs: each trade of the range is looked at twice.
    private const int TradesMax = 10_000_000;

    private static readonly QueryParameter<int> Rows =
        Parameters.Count(
            "rows", "The most levels of a profile: the narrowest round step is taken.", RowsDefault, RowsMax, min: 2);

    private static readonly QueryParameter<Price> Step =
        Parameters.Step("How wide a level is, as `0.5`, instead of `rows`.");

    public static readonly Operation Operation =
        new("getVolumeProfile", "/api/v1/stocks/{symbol}/volume-profile", "Volume of a symbol by price")
        {
            Description = $$"""
                `venues` has one profile for each venue that trades the symbol: of the venue's day of its latest trade,
                or of the range of times where one is given. Only trades that count in price statistics are in it. A
                level reaches from its `price` up to the next one's, `step` higher; levels between the lowest and the
                highest price at which nothing was traded are there too. `point_of_control` is the level with the most
                volume. `value_area` holds {{VolumeProfile.ValueAreaPercent}} % of the volume or more: it grows from
                there by the larger of its two neighbours. A range of more than {{TradesMax}} trades, and a step that
                makes more than {{RowsMax}} levels, are refused.
                """,
            Query = [Parameters.StartTime, Parameters.EndTime, Rows, Step, Parameters.Venue],
            Answer = "VolumeProfiles",
            Problems = [400, 404, 429, 503],
        };

    public Task AnswerAsync(HttpContext context)
    {
        var query = new QueryReader(context, Operation);
        var start = query.Read(Parameters.StartTime, Timestamp.MinValue);
        var end = query.Read(Parameters.EndTime, Timestamp.MaxValue);
        var rows = query.Read(Rows, absent: 0);
        var step = query.Read(Step, Price.Zero);
        if (end < start)
            query.Refuse(Parameters.EndTime.Name, "'end_time' lies before 'start_time'.");
        if (rows > 0 && step > Price.Zero)
            query.Refuse(Step.Name, "'step' and 'rows' are not given together.");
        if (SymbolQuestion.TryRead(context, directory, ref query, out var question) is { } fault)
            return fault.WriteAsync(context);

        var profiles = new List<VenueProfile>();
        foreach (var ticks in question.Instruments)
        {
            if (TryMake(ticks, (start, end), step, rows > 0 ? rows : RowsDefault, out var profile) is { } problem)
                return problem.WriteAsync(context);
            profiles.Add(profile);
        }

        return SmallAnswer.WriteAsync(context, (question.Name, profiles), static (json, answer) =>
            VolumeProfileJson.Write(json, answer.Name, answer.profiles));
    }

    private static Problem? TryMake(
        InstrumentTicks ticks, (Timestamp Start, Timestamp End) asked, Price step, int rows, out VenueProfile profile)
    {
        profile = default;
        var (start, end) = asked == (Timestamp.MinValue, Timestamp.MaxValue) ? VolumeProfile.LatestDay(ticks) : asked;
        var trades = ticks.TradeSlices(start, end);
        if (VolumeProfile.Count(trades) > TradesMax)
            return Problem.InvalidParameter(
                Parameters.StartTime.Name, $"{ticks.Instrument.Key} has more than {TradesMax} trades in this range.");
        var prices = TradedPrices.Of(trades);
        if (step == Price.Zero)
            step = new Price(prices.Trades == 0 ? 0 : prices.StepFor(rows));
        else if (prices.LevelsOf(step.Units) > RowsMax)
            return Problem.InvalidParameter(
                Step.Name, $"{ticks.Instrument.Key} would have {prices.LevelsOf(step.Units)} levels; {RowsMax} are the most.");
        profile = new VenueProfile(ticks, start, end, prices, step, VolumeProfile.Of(trades, prices, step.Units));
        return null;
    }
}
