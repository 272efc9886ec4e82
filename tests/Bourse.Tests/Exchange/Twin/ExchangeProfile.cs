using Bourse.Exchange;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>The character of a random flow of commands; shares are in thousandths of the commands.</summary>
internal sealed record ExchangeProfile(string Name)
{
    private const long One = Preparation.One;

    private static readonly ExchangeOptions Small = new() { Book = new OrderBookOptions { WindowTicks = 64, WindowTicksMax = 512 } };

    public ExchangeOptions Options { get; init; } = Small;

    public InstrumentTerms Terms { get; init; } = Preparation.Terms;

    /// <summary>What each account begins with.</summary>
    public long Money { get; init; } = 10_000 * One;

    public long Goods { get; init; } = 1_000 * One;

    /// <summary>Open orders around which the flow keeps the exchange.</summary>
    public int OrdersAim { get; init; } = 25;

    /// <summary>Prices lie within so many ticks of a centre.</summary>
    public long Centre { get; init; } = 1_000;

    public long Spread { get; init; } = 8;

    public long LotsMax { get; init; } = 30;

    public int Instruments { get; init; } = 1;

    public int ClientIds { get; init; } = 300;

    /// <summary>How many commands come again as they were, or are damaged.</summary>
    public int Repetitions { get; init; } = 15;

    public int Mistakes { get; init; } = 20;

    public int Kills { get; init; } = 4;

    public int Transfers { get; init; } = 20;

    public int Changes { get; init; } = 4;

    public int Phases { get; init; } = 2;

    /// <summary>How many tell of the market elsewhere of an instrument on paper; 0: there is none.</summary>
    public int References { get; init; }

    public int ByNotional { get; init; } = 40;

    public int ReduceOnly { get; init; } = 60;

    public int Groups { get; init; } = 60;

    /// <summary>How many new orders are stops, and how many of those trail.</summary>
    public int Stops { get; init; } = 60;

    public int Trailing { get; init; } = 300;

    /// <summary>How many let up to <see cref="WaitMax"/> pass.</summary>
    public int Waits { get; init; } = 10;

    public long WaitMax { get; init; } = 3 * Timestamp.PerHour;

    /// <summary>Prices and quantities at the ends of their range.</summary>
    public bool IsExtreme { get; init; }

    public static IReadOnlyList<ExchangeProfile> All { get; } =
    [
        new("plain") { Kills = 0, Mistakes = 0 },
        new("fees") { Terms = Preparation.Terms with { MakerRate = 1_000, TakerRate = 2_500 }, ByNotional = 150 },
        new("rebates") { Terms = Preparation.Terms with { MakerRate = -700, TakerRate = 700 }, Transfers = 60 },
        new("dust")
        {
            // Values of a few units, where every rounding shows.
            Terms = new InstrumentTerms { Tick = 7, Lot = 3_000_017, MakerRate = 99_999, TakerRate = 77_777, Protection = 300_000 },
            Money = 3_000, Goods = 4_000_000_000, Centre = 9, Spread = 6, LotsMax = 60, ByNotional = 200,
        },
        new("dust and rebates")
        {
            Terms = new InstrumentTerms { Tick = 1, Lot = 999_999, MakerRate = -33_333, TakerRate = 33_334, Protection = 500_000 },
            Money = 20_000, Goods = 9_000_000_000, Centre = 300, Spread = 40, LotsMax = 40, Transfers = 60,
        },
        new("poor") { Money = 300 * One, Goods = 20 * One, Transfers = 60 },
        new("three instruments") { Instruments = 3, Terms = Preparation.Terms with { MakerRate = -100, TakerRate = 300 }, Kills = 10 },
        new("repetitions") { ClientIds = 800, Repetitions = 150, Waits = 40, Options = Small with { ClientIdsMax = 60 } },
        new("mistakes") { Mistakes = 400, Changes = 40 },
        new("days") { Phases = 40, Waits = 60, Terms = Preparation.Terms with { MakerRate = -100, TakerRate = 300 } },
        new("dusty days")
        {
            Terms = new InstrumentTerms { Tick = 7, Lot = 3_000_017, MakerRate = 999, TakerRate = 77_777, Protection = 300_000 },
            Money = 3_000, Goods = 4_000_000_000, Centre = 9, Spread = 6, LotsMax = 60, Phases = 40, Waits = 60,
        },
        new("reductions") { ReduceOnly = 500, OrdersAim = 40, Phases = 5, ByNotional = 80, Changes = 20 },
        new("stops") { Stops = 500, OrdersAim = 40, Kills = 1, Terms = Preparation.Terms with { MakerRate = -100, TakerRate = 300 } },
        new("cascades")
        {
            // Thin books and narrow limits, so that what one stop trades reaches the next, and much is left for later.
            Stops = 650, OrdersAim = 50, Kills = 1, LotsMax = 12, Spread = 5, Trailing = 400, Phases = 12, Waits = 60, ByNotional = 60,
            Options = Small with { TriggersPerCommandMax = 2, TrailingStopsMax = 6 },
        },
        new("dusty stops")
        {
            Terms = new InstrumentTerms { Tick = 7, Lot = 3_000_017, MakerRate = 99_999, TakerRate = 77_777, Protection = 300_000 },
            Money = 3_000, Goods = 4_000_000_000, Centre = 9, Spread = 6, LotsMax = 60, Stops = 400, Trailing = 500, Changes = 20, Kills = 1,
            Options = Small with { TriggersPerCommandMax = 4 },
        },
        new("stops and bands")
        {
            Waits = 200, WaitMax = 12 * Timestamp.PerSecond, Terms = Preparation.Terms with { Band = 4_000 }, Spread = 5, Stops = 400, Kills = 1,
        },
        new("groups") { Groups = 500, OrdersAim = 30, Terms = Preparation.Terms with { MakerRate = 300, TakerRate = 700 } },
        new("poor groups") { Groups = 500, Money = 300 * One, Goods = 20 * One, Transfers = 60, Phases = 10, Instruments = 2 },
        new("kills") { Kills = 60, OrdersAim = 12 },
        new("few orders") { Options = new ExchangeOptions { Book = new OrderBookOptions { OrdersMax = 4 } }, OrdersAim = 6 },
        new("tiers") { Terms = Preparation.Terms with { MakerRate = 5_000, TakerRate = 9_000 }, Changes = 60, Waits = 30 },
        new("bands") { Waits = 200, WaitMax = 12 * Timestamp.PerSecond, Terms = Preparation.Terms with { Band = 4_000 }, Spread = 5 },
        new("limits") { Terms = Preparation.Terms with { ValueMin = 50 * One, QuantityMax = 20 * One }, Changes = 60 },
        new("paper")
        {
            References = 150, Instruments = 4, Terms = Preparation.Terms with { MakerRate = 500, TakerRate = 1_500 },
            Waits = 100, WaitMax = 40 * Timestamp.PerSecond, Phases = 6, ByNotional = 80,
        },
        new("dust on paper")
        {
            References = 200, Instruments = 4, Money = 3_000, Goods = 4_000_000_000, Centre = 9, Spread = 6, LotsMax = 60,
            Terms = new InstrumentTerms { Tick = 7, Lot = 3_000_017, MakerRate = -999, TakerRate = 77_777, Protection = 300_000 },
            ByNotional = 200, Waits = 20, WaitMax = 40 * Timestamp.PerSecond,
        },
        new("extremes on paper")
        {
            References = 200, IsExtreme = true, Money = 1L << 59, Goods = 1L << 59, Instruments = 4, OrdersAim = 12,
            Terms = new InstrumentTerms { Tick = 1, Lot = 1, MakerRate = 100_000, TakerRate = 100_000, Protection = 1_000_000 },
        },
        new("extremes")
        {
            IsExtreme = true, Phases = 15, Money = 1L << 59, Goods = 1L << 59, Instruments = 3, OrdersAim = 12,
            Terms = new InstrumentTerms { Tick = 1, Lot = 1, MakerRate = 100_000, TakerRate = 100_000, Protection = 1_000_000 },
        },
    ];

    public override string ToString() => Name;
}
