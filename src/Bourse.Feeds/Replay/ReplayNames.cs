using System.Globalization;
using System.Text;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Replay;

/// <summary>
/// Gives the instruments and sources of another tape their numbers on this one, when they are first met. Instruments
/// go by their key. A replayed source is a source of its own, one for each tape and range: it never passes for the
/// original, whose position it would take. One thread.
/// </summary>
internal sealed class ReplayNames(long journalId, ReplayOptions options, TapeInlet tape)
{
    private readonly string _rangeHash = Hash(Describe(options));
    private readonly Dictionary<int, Instrument> _theirInstruments = [];
    private readonly Dictionary<int, Source> _theirSources = [];
    private readonly Dictionary<int, Instrument> _instruments = [];
    private readonly Dictionary<int, Source> _sources = [];

    /// <summary>Takes a definition of the other tape.</summary>
    public void Take(MarketEventType type, ReadOnlySpan<byte> payload)
    {
        if (type == MarketEventType.InstrumentDefinition && InstrumentDefinition.Read(payload) is { } instrument)
            _theirInstruments[instrument.Id.Number] = instrument;
        else if (type == MarketEventType.SourceDefinition && SourceDefinition.Read(payload) is { } source)
            _theirSources[source.Id.Number] = source;
    }

    /// <exception cref="FeedException">The other tape does not define it.</exception>
    public InstrumentId Map(InstrumentId theirs)
    {
        if (theirs == InstrumentId.None)
            return theirs;
        if (!_instruments.TryGetValue(theirs.Number, out var ours))
        {
            var known = _theirInstruments.GetValueOrDefault(theirs.Number)
                ?? throw Undefined("instrument", theirs.Number);
            var terms = new InstrumentTerms(
                known.Name, known.Currency, known.TickSize, known.LotSize, known.IsSynthetic, known.HasBots);
            _instruments[theirs.Number] = ours = tape.Define(known.Venue, known.Symbol, terms);
        }

        return ours.Id;
    }

    /// <summary>Our source, with the position that it had when the replay began; null for none.</summary>
    /// <exception cref="FeedException">The other tape does not define it.</exception>
    public Source? Map(SourceId theirs)
    {
        if (theirs == SourceId.None)
            return null;
        if (!_sources.TryGetValue(theirs.Number, out var ours))
        {
            var known = _theirSources.GetValueOrDefault(theirs.Number) ?? throw Undefined("source", theirs.Number);
            _sources[theirs.Number] = ours = tape.OpenSource(KeyOf(known.Key), known.Numbering);
        }

        return ours;
    }

    private static FeedException Undefined(string what, int number) =>
        new($"the replayed tape speaks of {what} {number} before it defines it");

    private string KeyOf(string theirs)
    {
        var key = $"replay:{journalId:x16}:{_rangeHash}:{theirs}";
        return Encoding.UTF8.GetByteCount(key) <= Source.KeyLengthMax
            ? key
            : $"replay:{journalId:x16}:{_rangeHash}:{Hash(theirs)}";
    }

    // Whatever decides which records are replayed; not how fast.
    private static string Describe(ReplayOptions options)
    {
        var symbols = string.Join(',', options.Symbols.Order(StringComparer.Ordinal));
        var sequences = string.Create(CultureInfo.InvariantCulture, $"{options.FromSequence}-{options.ToSequence}");
        return $"{sequences} {options.From}-{options.To} {options.Clock} {symbols}";
    }

    private static string Hash(string text) =>
        StableHash.Of(Encoding.UTF8.GetBytes(text)).ToString("x16", CultureInfo.InvariantCulture);
}
