using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Bots;

/// <summary>
/// Makes a market on our own exchange: two makers and two takers, clients like any other, each with an account of its
/// own. One turn comes after another: a bot looks, decides, and gives one command at most. The same seed and the same
/// answers make the same decisions.
/// </summary>
public sealed class BotDesk
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Engine.Engine _engine;
    private readonly BotOptions _options;
    private readonly TimeProvider _clock;
    private readonly Bot[] _bots;
    private readonly Chance _chance;
    private BotCounters _counters;
    private InstrumentTerms _terms;
    private Worth _worth = new(1, 1);
    private string _clientIds = "";
    private long _orders;
    private int _instrument;
    private int _state;

    public BotDesk(Engine.Engine engine, BotOptions options, TimeProvider clock)
    {
        (_engine, _options, _clock) = (engine, options, clock);
        _chance = new Chance((ulong)options.Seed);
        _bots =
        [
            new Maker("bot-maker-1", options.Levels, half: 1.5, lotsMean: 20),
            new Maker("bot-maker-2", options.Levels, half: 4, lotsMean: 60),
            new Taker("bot-taker-1", lotsMean: 8),
            new Taker("bot-taker-2", lotsMean: 25),
        ];
    }

    /// <summary>Any thread.</summary>
    public BotState State => (BotState)Volatile.Read(ref _state);

    /// <summary>Why the exchange did not answer at the last turn; null while all is well. Any thread.</summary>
    public string? Trouble { get; private set; }

    /// <summary>As of a moment; any thread.</summary>
    public BotCounters Counters => _counters;

    public string Symbol => _options.Symbol;

    /// <summary>Sees to accounts, instrument and means; false where bots have no place.</summary>
    /// <exception cref="EngineUnavailableException">The exchange does not answer, or refuses.</exception>
    public async Task<bool> FoundAsync()
    {
        _instrument = await new Founding(_engine, _options).RunAsync(_bots);
        if (_instrument == 0)
        {
            Volatile.Write(ref _state, (int)BotState.Absent);
            return false;
        }

        var (listed, sequence) = await _engine.AskAsync(view => (view.Walk.Instrument(_instrument), view.LastSequence));
        _terms = listed.Terms;
        _worth = new Worth((double)Founding.PriceUnits / _terms.Tick, (double)listed.LastPrice / _terms.Tick);

        // Unlike any of earlier starts: each gave at least one command.
        _clientIds = $"bot-{sequence}-";
        return true;
    }

    /// <summary>Cancels what was left open, and makes the market until told to stop; then cancels what is open.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        Volatile.Write(ref _state, (int)BotState.Live);
        await CancelAllAsync();
        while (!stopping.IsCancellationRequested)
        {
            var wait = TimeSpan.FromSeconds(_chance.NextExponential() / _options.OrdersPerSecond);
            if (!await TryTurnAsync())
                wait = RetryAfter;
            await Task.Delay(wait, _clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await CancelAllAsync();
        Volatile.Write(ref _state, (int)BotState.Stopped);
    }

    /// <summary>One turn of one bot; false when the exchange does not answer.</summary>
    internal async Task<bool> TryTurnAsync()
    {
        var bot = Next();
        _worth.Step(_chance);
        try
        {
            var sight = await _engine.AskAsync(view => BotSight.Of(view, bot.Account, _instrument));
            _counters = _counters with { Turns = _counters.Turns + 1 };
            if (bot.Decide(sight, _worth.Ticks, _chance) is { } action)
                Count(action, await GiveAsync(bot, action));
            Trouble = null;
            return true;
        }
        catch (EngineUnavailableException unavailable)
        {
            Trouble = unavailable.Message;
            return false;
        }
    }

    // Makers have more to do: theirs are five turns of six.
    private Bot Next() => _chance.Next(6) == 0 ? _bots[2 + _chance.Next(2)] : _bots[_chance.Next(2)];

    private async Task CancelAllAsync()
    {
        foreach (var bot in _bots)
            await _engine.Submit(CommandType.MassCancel, CommandBytes.Of(new MassCancel { Account = bot.Account }));
    }

    private ValueTask<Answer> GiveAsync(Bot bot, BotAction action)
    {
        if (action.Order == 0)
            return _engine.Submit(CommandType.PlaceOrder, CommandBytes.Of(NewOrder(bot, action)));
        if (action.Lots == 0)
            return _engine.Submit(
                CommandType.CancelOrder,
                CommandBytes.Of(new CancelOrder { Account = bot.Account, OrderId = action.Order }));
        return _engine.Submit(CommandType.ReplaceOrder, CommandBytes.Of(new ReplaceOrder
        {
            Account = bot.Account, OrderId = action.Order, Price = action.Price * _terms.Tick,
            Quantity = action.Lots * _terms.Lot,
        }));
    }

    private PlaceOrder NewOrder(Bot bot, BotAction action) => new()
    {
        Account = bot.Account,
        Instrument = _instrument,
        Side = action.Side,
        Kind = action.Price == 0 ? OrderKind.Market : OrderKind.Limit,
        Flags = action.Price == 0 ? OrderFlags.None : OrderFlags.PostOnly,
        SelfTradePrevention = SelfTradePrevention.CancelNewest,
        Price = action.Price * _terms.Tick,
        Quantity = action.Lots * _terms.Lot,
        ClientId = Text40.Of(_clientIds + ++_orders),
    };

    private void Count(BotAction action, Answer answer) => _counters =
        !answer.IsDone ? _counters with { Refused = _counters.Refused + 1 }
        : action.Order == 0 ? _counters with { Placed = _counters.Placed + 1 }
        : _counters with { Changed = _counters.Changed + 1 };
}
