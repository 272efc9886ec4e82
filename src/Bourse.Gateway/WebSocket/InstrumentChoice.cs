using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// The instruments that a channel wants: all, or those of some names, where "BHP" is every venue's and "ASX:BHP" one.
/// Immutable. An instrument defined later is wanted as soon as a name fits it.
/// </summary>
internal sealed class InstrumentChoice
{
    private readonly HashSet<string> _names;

    private InstrumentChoice(HashSet<string> names, bool isAll) => (_names, IsAll) = (names, isAll);

    public static InstrumentChoice All { get; } = new([], isAll: true);

    public static InstrumentChoice None { get; } = new([], isAll: false);

    public bool IsAll { get; }

    /// <summary>The names as the client spelled them; none when all are wanted.</summary>
    public IReadOnlyCollection<string> Names => _names;

    public static InstrumentChoice Of(IEnumerable<string> names) =>
        new(new HashSet<string>(names, StringComparer.Ordinal), isAll: false);

    public InstrumentChoice With(InstrumentChoice others) => Of(_names.Concat(others._names));

    public InstrumentChoice Without(InstrumentChoice others) => Of(_names.Except(others._names));

    public bool Holds(Instrument instrument) =>
        IsAll || _names.Contains(instrument.Symbol) || _names.Contains(instrument.Key);
}
