using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>Random references for the last instrument of a profile: of many levels, few, one side, none; old or new.</summary>
internal sealed class ReferenceFlow(ExchangeProfile profile, int seed)
{
    private readonly Random _random = new(seed);
    private SetReference _last;

    public ExchangeStep Next(in InstrumentTerms terms, long time)
    {
        if (_last.Instrument == 0 || _random.Next(6) > 0)
            _last = Fresh(terms, time);
        _last.MarketTime = Math.Max(_last.MarketTime, time);
        return ExchangeStep.Of(CommandType.SetReference, _last);
    }

    private SetReference Fresh(in InstrumentTerms terms, long time)
    {
        var told = new SetReference { Instrument = _random.Next(40) == 0 ? 1 : profile.Instruments, MarketTime = time };
        (told.QuoteTime, told.LastTime) = (time - Age(), time - Age());
        told.LastPrice = _random.Next(3) == 0 ? 0 : Price(terms);
        var centre = Price(terms);
        told.Bids = (byte)(_random.Next(4) == 0 ? 0 : _random.Next(1, _random.Next(20) == 0 ? 11 : 4));
        told.Asks = (byte)(_random.Next(4) == 0 ? 0 : _random.Next(1, 4));
        var (bid, ask) = (centre, centre + _random.Next(_random.Next(30) == 0 ? -2 : 0, 3) * terms.Tick);
        for (var i = 0; i < told.Bids; i++)
            (told.BidLevels[i].Price, told.BidLevels[i].Size, bid) = (bid, Size(terms), bid - Step());
        for (var i = 0; i < told.Asks; i++)
            (told.AskLevels[i].Price, told.AskLevels[i].Size, ask) = (ask, Size(terms), ask + Step());
        return told;
    }

    private long Age() => _random.Next(3) > 0 ? 0 : _random.NextInt64(90 * Timestamp.PerSecond);

    // A market elsewhere need not keep to ticks and lots of here.
    private long Price(in InstrumentTerms terms) => profile.IsExtreme
        ? 1 + _random.NextInt64(1L << _random.Next(1, 60))
        : (profile.Centre + _random.NextInt64(-profile.Spread, profile.Spread + 1)) * profile.Terms.Tick
            + (_random.Next(4) == 0 ? _random.NextInt64(Math.Min(terms.Tick, 1_000)) : 0);

    private long Step() => profile.IsExtreme
        ? _random.NextInt64(1L << _random.Next(1, 50))
        : _random.Next(_random.Next(50) == 0 ? 0 : 1, 3) * profile.Terms.Tick;

    private long Size(in InstrumentTerms terms) => _random.Next(10) == 0 ? 0
        : profile.IsExtreme ? _random.NextInt64(1L << _random.Next(1, 61))
        : _random.NextInt64(1, profile.LotsMax + 1) * profile.Terms.Lot + _random.NextInt64(2) * _random.NextInt64(terms.Lot);
}
