using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Tests.Engine;

/// <summary>
/// Everything that the two journals of an exchange say, read once from front to back: which command each event comes
/// from, what the fills make of every balance, and what became of every order.
/// </summary>
internal sealed class BlotterChain
{
    private readonly Dictionary<long, JournalEntry> _commands = [];

    public BlotterChain(JournalReader orders, JournalReader blotter)
    {
        using var commands = orders.OpenCursor(1);
        while (commands.TryRead(out var command))
            _commands.Add(command.Sequence, new JournalEntry((CommandType)command.Type, command.Time, command.Payload.ToArray()));
        using var events = blotter.OpenCursor(1);
        while (events.TryRead(out var record))
            Take(new BlotterRecord((EventType)record.Type, record.Payload));
    }

    public IReadOnlyDictionary<long, JournalEntry> Commands => _commands;

    public List<BlotterHeader> Headers { get; } = [];

    public Dictionary<long, OrderAccepted> Accepted { get; } = [];

    public Dictionary<(int Instrument, long Trade), (Traded Print, List<OrderFilled> Fills)> Trades { get; } = [];

    public List<OrderEnded> Ends { get; } = [];

    /// <summary>Order ids that were filled whole.</summary>
    public List<long> Filled { get; } = [];

    /// <summary>What transfers, fills and fees make of each balance.</summary>
    public Dictionary<(int Account, int Asset), Int128> Balances { get; } = [];

    /// <summary>The last that was told of each balance.</summary>
    public Dictionary<(int Account, int Asset), BalanceChanged> Told { get; } = [];

    /// <summary>Every balance that was told below zero, or held beyond what is there.</summary>
    public List<BalanceChanged> Impossible { get; } = [];

    /// <summary>Fills at which their account did not have what it gave.</summary>
    public List<OrderFilled> NotOwned { get; } = [];

    private Dictionary<int, InstrumentSet> Instruments { get; } = [];

    private void Take(BlotterRecord record)
    {
        Headers.Add(record.Header);
        switch (record.Type)
        {
            case EventType.InstrumentSet:
                Instruments[record.As<InstrumentSet>().Instrument] = record.As<InstrumentSet>();
                break;
            case EventType.Transferred:
                Add(record.Header.Account, record.As<Transferred>().Asset, record.As<Transferred>().Amount);
                break;
            case EventType.OrderAccepted:
                Accepted.Add(record.As<OrderAccepted>().OrderId, record.As<OrderAccepted>());
                break;
            case EventType.Traded:
                var print = record.As<Traded>();
                Trades.Add((print.Instrument, print.Trade), (print, []));
                break;
            case EventType.OrderFilled:
                Fill(record.As<OrderFilled>());
                break;
            case EventType.OrderEnded:
                Ends.Add(record.As<OrderEnded>());
                break;
            case EventType.BalanceChanged:
                var told = record.As<BalanceChanged>();
                Told[(told.Header.Account, told.Asset)] = told;
                if (told.Held < 0 || told.Held > told.Total)
                    Impossible.Add(told);
                break;
            default:
                break;
        }
    }

    private void Fill(in OrderFilled fill)
    {
        Trades[(fill.Instrument, fill.Trade)].Fills.Add(fill);
        var (account, set) = (fill.Header.Account, Instruments[fill.Instrument]);
        var isBuy = fill.Side == Side.Buy;
        var quote = Add(account, set.QuoteAsset, (isBuy ? -fill.Value : fill.Value) - fill.Fee);
        var goods = Add(account, set.BaseAsset, isBuy ? fill.Quantity : -fill.Quantity);
        Add(account: 1, set.QuoteAsset, fill.Fee);
        if (quote < 0 || goods < 0)
            NotOwned.Add(fill);
        // What waits for another's fills may come to more and be filled again.
        if (fill.Open == 0 && (OrderIds.LegOf(fill.OrderId) <= 1 || !Filled.Contains(fill.OrderId)))
            Filled.Add(fill.OrderId);
    }

    private Int128 Add(int account, int asset, long amount) =>
        Balances[(account, asset)] = Balances.GetValueOrDefault((account, asset)) + amount;

    internal readonly record struct JournalEntry(CommandType Type, long Time, byte[] Payload);
}
