using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Sends the best prices of a symbol over all its venues, first as they are and then whenever a price or a size changes,
/// or a venue comes to be left out. Guarded by its owner.
/// </summary>
internal sealed class ConsolidatedWatch(TickStore store)
{
    private readonly Dictionary<string, ConsolidatedView> _sent = new(StringComparer.Ordinal);

    public ListenerSet Listeners { get; } = new();

    /// <summary>Takes note of a quote or a change of a book that the store has applied.</summary>
    public void Apply(InstrumentId id, long sequence)
    {
        if (!Listeners.Hears(id) || store.Find(id) is not { } ticks)
            return;
        var symbol = ticks.Instrument.Symbol;
        var view = ViewOf(symbol);
        if (_sent.TryGetValue(symbol, out var sent) && view.IsLike(sent))
            return;
        _sent[symbol] = view;
        Listeners.Send(id, Frame(view), sequence, KeyOf(view));
    }

    /// <summary>Takes note of a gap: of an instrument, or of all of a source.</summary>
    public void ApplyGap(in EventHeader header, long sequence)
    {
        if (header.Instrument != InstrumentId.None)
        {
            Apply(header.Instrument, sequence);
            return;
        }

        if (Listeners.IsEmpty)
            return;
        foreach (var ticks in store.All)
            if (ticks.Source == header.Source)
                Apply(ticks.Instrument.Id, sequence);
    }

    /// <summary>What is now of the symbols chosen; the client then knows everything up to the sequence.</summary>
    public List<SequencedFrame> Open(InstrumentChoice choice, ref long sequence)
    {
        var opening = new List<SequencedFrame>();
        foreach (var symbol in store.All.Where(ticks => choice.Holds(ticks.Instrument))
            .Select(ticks => ticks.Instrument.Symbol).Distinct())
        {
            var view = ViewOf(symbol);
            sequence = Math.Max(sequence, view.Sequence);
            _sent[symbol] = view;
            opening.Add(new SequencedFrame(Frame(view), view.Sequence));
        }

        return opening;
    }

    /// <summary>A channel begins to listen that was sent other things: the next event of each symbol is told anyway.</summary>
    public void Forget() => _sent.Clear();

    private ConsolidatedView ViewOf(string symbol) =>
        ConsolidatedView.Of(symbol, store.Named(symbol), Timestamp.MinValue);

    // One place a symbol: the first venue that had it never changes.
    private static long KeyOf(ConsolidatedView view) => view.Venues[0].Instrument.Id.Number;

    internal static byte[] Frame(ConsolidatedView view) =>
        ChannelFrames.Event(Topic.Consolidated, "consolidated", view.Symbol, view, ConsolidatedJson.Write);
}
