using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Benches;

/// <summary>
/// Commands as an exchange gets them, made beforehand: the same seed makes the same flow. Half are new orders near a
/// price that wanders, some of which trade at once; the others cancel one of the last, which may have been filled.
/// Every other order has a client id.
/// </summary>
/// <param name="lastSequence">The exchange's last command before the first of these.</param>
internal sealed class ExchangeFlow(int accounts, int instruments, int seed, long lastSequence = 0)
{
    /// <summary>Accounts have the numbers from this on.</summary>
    public const int FirstAccount = 2;
    public const int HoldingsPerAccount = 10;

    private const int Currency = 1;
    private const long One = Price.UnitsPerOne;
    private const long MoneyMax = 10_000_000;

    // Of an asset there are 2⁶² · 10⁻⁸ at most, in all accounts together.
    private const long MoneyOfAll = 20_000_000_000;
    private const int RecentPerInstrument = 64;
    private const int SpreadTicks = 40;
    private const int MarketableShare = 8;

    private static readonly long Start = Timestamp.FromCivil(2026, 1, 5).Nanoseconds;

    private readonly Random _random = new(seed);
    private readonly long[] _middles = [.. Enumerable.Repeat(10_000L, instruments + 1)];
    private readonly (long Id, int Account)[] _recent = new (long, int)[(instruments + 1) * RecentPerInstrument];
    private long _sequence = lastSequence;

    public static string AccountName(int account) => $"user{account:d6}";

    public static string SymbolName(int instrument) => $"A{instrument}-USD";

    /// <summary>One of the instruments whose goods an account has.</summary>
    public static int InstrumentOf(int account, int holding, int instruments) => 1 + (account + holding * 7) % instruments;

    /// <summary>Opens accounts with money and goods, and lists instruments.</summary>
    public void Prepare(CommandTape tape)
    {
        var terms = new InstrumentTerms
        {
            Tick = One / 100, Lot = One, MakerRate = 500, TakerRate = 1_000, Protection = 50_000,
        };
        Add(tape, CommandType.AddAsset, new AddAsset { Name = Text16.Of("USD") });
        for (var i = 1; i <= instruments; i++)
        {
            Add(tape, CommandType.AddAsset, new AddAsset { Name = Text16.Of($"A{i}") });
            Add(tape, CommandType.ListInstrument, new ListInstrument
            {
                Symbol = Text32.Of(SymbolName(i)), BaseAsset = i + 1, QuoteAsset = Currency, Terms = terms,
            });
        }

        for (var account = FirstAccount; account < FirstAccount + accounts; account++)
        {
            Add(tape, CommandType.OpenAccount, new OpenAccount { Name = Text40.Of(AccountName(account)) });
            Deposit(account, Currency, Math.Min(MoneyMax, MoneyOfAll / accounts) * One);
            for (var i = 0; i < HoldingsPerAccount; i++)
                Deposit(account, AssetOf(account, i), 100_000 * One);
        }

        void Deposit(int account, int asset, long amount) =>
            Add(tape, CommandType.Deposit, new Transfer { Account = account, Asset = asset, Amount = amount });
    }

    /// <summary>Orders that rest: buys below every sell, so that nothing trades.</summary>
    public void Rest(CommandTape tape)
    {
        var order = NewOrder();
        var away = _random.Next(1, 2_000);
        order.Price = (10_000 + (order.Side == Side.Buy ? -away : away)) * One / 100;
        Add(tape, CommandType.PlaceOrder, order);
    }

    /// <summary>A buy at the top of what the account can pay for, and then beyond it: refused after every other test.</summary>
    public void Overdraw(CommandTape tape)
    {
        var order = NewOrder();
        (order.Side, order.Price, order.ClientId) = (Side.Buy, 100 * One, default);
        order.Quantity = 10_000_000 * One;
        Add(tape, CommandType.PlaceOrder, order);
    }

    /// <summary>A cancel of one of an instrument's last orders as often as a new one.</summary>
    public void Next(CommandTape tape)
    {
        var order = NewOrder();
        ref var recent = ref _recent[order.Instrument * RecentPerInstrument + _random.Next(RecentPerInstrument)];
        if (recent.Id != 0)
        {
            Add(tape, CommandType.CancelOrder, new CancelOrder { Account = recent.Account, OrderId = recent.Id });
            recent = default;
            return;
        }

        ref var middle = ref _middles[order.Instrument];
        middle += _random.Next(-1, 2);
        var away = _random.Next(100) < MarketableShare ? -SpreadTicks : _random.Next(1, SpreadTicks);
        order.Price = (middle + (order.Side == Side.Buy ? -away : away)) * One / 100;
        Add(tape, CommandType.PlaceOrder, order);
        recent = (OrderIds.Of(_sequence), order.Account);
    }

    /// <summary>An order around one price, either way: most of them trade, some with several others.</summary>
    public void Cross(CommandTape tape)
    {
        var order = NewOrder();
        order.Price = (10_000 + _random.Next(-2, 3)) * One / 100;
        Add(tape, CommandType.PlaceOrder, order);
    }

    private PlaceOrder NewOrder()
    {
        var account = FirstAccount + _random.Next(accounts);
        var order = new PlaceOrder
        {
            Account = account,
            Instrument = AssetOf(account, _random.Next(HoldingsPerAccount)) - 1,
            Side = _random.Next(2) == 0 ? Side.Buy : Side.Sell,
            Quantity = _random.Next(1, 20) * One,
        };
        if (_sequence % 2 == 0)
            order.ClientId = Text40.Of($"client-order-{_sequence:d22}");
        return order;
    }

    private int AssetOf(int account, int holding) => 1 + InstrumentOf(account, holding, instruments);

    private void Add<T>(CommandTape tape, CommandType type, in T command)
        where T : unmanaged
    {
        _sequence++;
        tape.Add(new CommandHeader(_sequence, new Timestamp(Start + _sequence * 1_000), type), command);
    }
}
