using System.Globalization;
using System.Text.Json;
using Bourse.Engine;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Json;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Adds up what was traded on the exchange, by period.</summary>
internal sealed class VolumeEndpoint(ExchangeNames names, GatewayParts parts)
{
    private const int DaysMax = 3_660;

    private static readonly QueryParameter<long> Window = new(
        "time_window", "How far back from now, as `1h`, `24h` or `7d`; 24 hours when `from` is left out too.",
        "a whole number of minutes, hours or days, as 30m, 24h or 7d")
    {
        Schema = new() { ["type"] = "string", ["pattern"] = "^[1-9][0-9]{0,6}[mhd]$" },
        TryRead = TryReadWindow,
    };

    private static readonly QueryParameter<VolumePeriod> Period = TradingParameters.Choice(
        "period", "What is added up together; an hour when left out. Periods begin with the day in UTC.",
        ("hour", VolumePeriod.Hour), ("minute", VolumePeriod.Minute), ("day", VolumePeriod.Day));

    private static readonly QueryParameter<string> Account = TradingParameters.Text(
        "user_id", "Only what this account traded, one's own; all that was traded when left out.", AccountName.LengthMax);

    public static readonly Operation Operation =
        new("tradedVolume", "/v1/analytics/volume", "What was traded, by period")
    {
        Description = """
            Quantity, number of trades and notional of each period in which anything was traded, at most a thousand, the newest
            ones. Of the whole market each trade counts once.
            """,
        Tag = TradingTags.Trading,
        Query =
        [
            TradingParameters.Symbol, Window, TradingParameters.From, TradingParameters.To, Period, Account,
            TradingParameters.MinSequence,
        ],
        Answer = "VolumeList",
        Problems = [400, 401, 404, 429, 503],
    };

    private readonly VolumeSearch? _records = parts.Records is { } records ? new VolumeSearch(records) : null;

    public async Task AnswerAsync(HttpContext context)
    {
        if (TryRead(context, out var filter, out var minSequence) is { } fault)
        {
            await fault.WriteAsync(context);
            return;
        }

        if (_records is null)
            throw new RecordsUnavailableException("There are no records here.");
        if (!await RecordsWait.ForAsync(context, parts.RecordsProgress, minSequence))
            return;
        var until = Math.Max(0, parts.RecordsProgress.Sequence);
        var sums = await _records.FindAsync(filter, context.RequestAborted);
        await SmallAnswer.WriteAsync(context, (sums, until), Write);
    }

    private Problem? TryRead(HttpContext context, out VolumeFilter filter, out long minSequence)
    {
        var query = new QueryReader(context, Operation);
        var symbol = query.Read(TradingParameters.Symbol, "");
        var account = query.Read(Account, "");
        var to = query.Read(TradingParameters.To, Timestamp.MaxValue);
        var window = query.Read(Window, 0);
        var from = query.Read(TradingParameters.From, Timestamp.MinValue);
        var now = Timestamp.FromDateTime(parts.Clock.GetUtcNow());
        if (window != 0 && from != Timestamp.MinValue)
            query.Refuse(Window.Name, "'time_window' and 'from' say the same: give one of them.");
        if (from == Timestamp.MinValue)
            from = Before(to < now ? to : now, window == 0 ? Timestamp.PerDay : window);
        filter = new VolumeFilter
        {
            Account = account.Length == 0 ? 0 : AccountName.ToSee(account, Caller.Of(context), names),
            Instrument = symbol.Length == 0 ? null : names.Instrument(symbol),
            FromTime = from.Nanoseconds,
            ToTime = to.Nanoseconds,
            Period = query.Read(Period, VolumePeriod.Hour),
        };
        minSequence = query.Read(TradingParameters.MinSequence, 0);
        if (filter.Instrument == 0)
            query.Refuse(InstrumentName.Unknown(symbol));
        if (account.Length > 0 && filter.Account == 0)
            query.Refuse(AccountName.Unknown(account));
        return query.Fault;
    }

    // A time is as early as a client likes; before the first that can be told there is none.
    private static Timestamp Before(Timestamp time, long nanoseconds) =>
        new(Math.Max(time.Nanoseconds, Timestamp.MinValue.Nanoseconds + nanoseconds) - nanoseconds);

    private static bool TryReadWindow(ReadOnlySpan<char> text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        var unit = text[^1] switch
        {
            'm' => Timestamp.PerMinute,
            'h' => Timestamp.PerHour,
            'd' => Timestamp.PerDay,
            _ => 0,
        };
        if (unit == 0 || count == 0 || count > DaysMax * (Timestamp.PerDay / unit))
            return false;
        nanoseconds = count * unit;
        return true;
    }

    private void Write(Utf8JsonWriter json, (IReadOnlyList<TradedVolume> Sums, long Until) answer)
    {
        json.WriteStartObject();
        json.WriteStartArray("periods"u8);
        foreach (var sum in answer.Sums)
        {
            json.WriteStartObject();
            json.WriteString(Names.Symbol, names.Symbol(sum.Instrument));
            json.WriteTime(Names.Time, new Timestamp(sum.Minute * Timestamp.PerMinute));
            json.WriteNumber("trades"u8, sum.Trades);
            json.WriteUnits("volume", sum.Quantity);
            json.WriteUnits("notional", sum.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("blotter_sequence"u8, answer.Until);
        json.WriteEndObject();
    }
}
