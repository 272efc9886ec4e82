using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Bots;

/// <summary>
/// Sees to it that bots have accounts, an instrument and, once in their life, means. Begun anew it does what is missing.
/// </summary>
internal sealed class Founding(Engine.Engine engine, BotOptions options)
{
    /// <summary>What each bot gets of the instrument's asset, once; there is never a second deposit.</summary>
    public const long Lots = 100_000;

    /// <summary>What each bot gets to spend, in whole units of the currency, once.</summary>
    private const long Money = 10_000_000;

    /// <summary>Where the price begins.</summary>
    public const long PriceUnits = 100L * Price.UnitsPerOne;

    private const int OtherOrders = 8;

    /// <summary>
    /// The instrument's number; 0 in an exchange that began without bots, into which nobody has asked them: by opening
    /// an account of the first one's name.
    /// </summary>
    public async Task<int> RunAsync(IReadOnlyList<Bot> bots)
    {
        var isOurs = await engine.AskAsync(view =>
            view.Names.Account(bots[0].Name) != 0 || (view.Walk.AccountCount == 1 && view.Names.AssetCount == 0));
        if (!isOurs)
            return 0;
        foreach (var bot in bots)
            bot.Account = await OpenAsync(bot.Name);
        var (goods, money) = (await AddAsync(options.Symbol), await AddAsync(options.Currency));
        var instrument = await ListAsync(goods, money);
        var lot = await engine.AskAsync(view => view.Walk.Instrument(instrument).Terms.Lot);
        foreach (var bot in bots)
        {
            await EndowAsync(bot, goods, Lots * lot);
            await EndowAsync(bot, money, Money * Price.UnitsPerOne);
        }

        return instrument;
    }

    private async Task<int> OpenAsync(string name)
    {
        if (engine.Names.Account(name) is > 0 and var known)
            return known;
        var account = (int)await GiveAsync(CommandType.OpenAccount, new OpenAccount { Name = Text40.Of(name) });
        await GiveAsync(
            CommandType.LimitAccount,
            new LimitAccount { Account = account, OpenOrdersMax = (2 * options.Levels) + OtherOrders });
        return account;
    }

    private async Task<int> AddAsync(string asset) => engine.Names.Asset(asset) is > 0 and var known
        ? known
        : (int)await GiveAsync(CommandType.AddAsset, new AddAsset { Name = Text16.Of(asset) });

    private async Task<int> ListAsync(int goods, int money) => engine.Names.Instrument(options.Symbol) is > 0 and var known
        ? known
        : (int)await GiveAsync(CommandType.ListInstrument, new ListInstrument
        {
            Symbol = Text32.Of(options.Symbol),
            BaseAsset = goods,
            QuoteAsset = money,
            Terms = new InstrumentTerms
            {
                Tick = Price.UnitsPerOne / 100, Lot = Price.UnitsPerOne, TakerRate = 100, Protection = 50_000,
            },
        });

    // Who has traded had means once, and gets no more.
    private async Task EndowAsync(Bot bot, int asset, long amount)
    {
        var name = engine.Names.AssetName(asset);
        var isEndowed = await engine.AskAsync(view => view.Walk.PositionsOf(bot.Account).Count > 0
            || view.Walk.HoldingsOf(bot.Account).Any(holding => holding.Asset == name));
        if (!isEndowed)
            await GiveAsync(CommandType.Deposit, new Transfer
            {
                Account = bot.Account, Asset = asset, Amount = amount, ClientId = Text40.Of($"bot-founding-{name}"),
            });
    }

    private async Task<long> GiveAsync<T>(CommandType type, T command)
        where T : unmanaged
    {
        var answer = await engine.Submit(type, CommandBytes.Of(command));
        return answer.IsDone
            ? answer.Number
            : throw new EngineUnavailableException($"bots: {type} is answered {answer.Outcome} {answer.Reason}");
    }
}
