using System.Collections.Concurrent;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>
/// Finds what a symbol names without walking over all instruments for each request. Only names that exist are kept,
/// and for a second at most, so that a new venue's instrument is soon found under a symbol that others have.
/// </summary>
internal sealed class SymbolDirectory(TickStore store, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public TickStore Store => store;

    /// <summary>What "BHP" (of every venue) or "ASX:BHP" (of one) names; empty when nothing.</summary>
    public InstrumentTicks[] Named(string name)
    {
        var now = clock.GetTimestamp();
        var count = store.Instruments.Count;
        if (_entries.TryGetValue(name, out var entry)
            && entry.Count == count && clock.GetElapsedTime(entry.ReadAt, now) < KeptFor)
            return entry.Ticks;
        var ticks = store.Named(name);
        if (ticks.Length > 0)
            _entries[name] = new Entry(ticks, count, now);
        return ticks;
    }

    private sealed record Entry(InstrumentTicks[] Ticks, int Count, long ReadAt);
}
