using System.Runtime.InteropServices;
using Bourse.Exchange;

namespace Bourse.Engine;

/// <summary>The positions of each account, as the blotter told them last. One thread.</summary>
internal sealed class PositionTable
{
    private readonly Dictionary<(int Account, int Instrument), PositionChanged> _positions = [];
    private readonly Dictionary<int, List<int>> _instruments = [];

    public void Take(BlotterRecord record)
    {
        if (record.Type != EventType.PositionChanged)
            return;
        ref readonly var told = ref record.As<PositionChanged>();
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _positions, (told.Header.Account, told.Instrument), out var exists);
        known = told;
        if (exists)
            return;
        if (!_instruments.TryGetValue(told.Header.Account, out var instruments))
            _instruments[told.Header.Account] = instruments = [];
        instruments.Add(told.Instrument);
    }

    public IReadOnlyList<HeldPosition> Of(int account, ExchangeNames names)
    {
        if (!_instruments.TryGetValue(account, out var instruments))
            return [];
        var held = new List<HeldPosition>(instruments.Count);
        foreach (var instrument in instruments)
        {
            var told = _positions[(account, instrument)];
            held.Add(new HeldPosition(names.Symbol(instrument), told.Quantity, told.Cost, told.Realised, told.Fees));
        }

        return held;
    }
}
