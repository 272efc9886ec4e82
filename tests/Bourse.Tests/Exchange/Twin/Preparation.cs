using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>What every story begins with: four accounts with money and goods, three instruments without fees.</summary>
internal static class Preparation
{
    public const long One = 100_000_000;

    public static readonly InstrumentTerms Terms = new() { Tick = One / 100, Lot = One, Protection = 100_000 };

    /// <summary>Founds an exchange with the limits of its options, and a key.</summary>
    public static FoundExchange Charter(ExchangeOptions options) => new()
    {
        ClientIdsMax = options.ClientIdsMax,
        BookOrdersMax = options.Book.OrdersMax,
        HashKeyLow = 0x0123456789abcdef,
        HashKeyHigh = 0xfedcba9876543210,
        TriggersPerCommandMax = options.TriggersPerCommandMax,
        TrailingStopsMax = options.TrailingStopsMax,
    };

    /// <summary>Quotes are good for a minute, last trades for half a minute.</summary>
    public static readonly InstrumentTerms PaperTerms = Terms with
    {
        QuoteAgeMax = Timestamp.PerMinute, TradeAgeMax = 30 * Timestamp.PerSecond,
    };

    /// <summary>P:XYZ, which is XYZ for USD on paper.</summary>
    public static ListInstrument OnPaper(InstrumentTerms terms) => new()
    {
        Symbol = Text32.Of(Names.Instruments[4]), BaseAsset = 2, QuoteAsset = 1, Terms = terms, Execution = Execution.Paper,
    };

    /// <summary>What a flow of that profile begins with, founding included.</summary>
    public static IEnumerable<ExchangeStep> Of(ExchangeProfile profile) =>
        Steps(profile.Terms, profile.Money, profile.Goods, profile.References > 0)
            .Prepend(ExchangeStep.Of(CommandType.FoundExchange, Charter(profile.Options)));

    /// <summary>The steps, without sequences and times.</summary>
    public static IEnumerable<ExchangeStep> Steps(
        InstrumentTerms terms, long money, long goods, bool withPaper = false)
    {
        foreach (var asset in Names.Assets.Skip(1))
            yield return ExchangeStep.Of(CommandType.AddAsset, new AddAsset { Name = Text16.Of(asset) });
        foreach (var symbol in Names.Instruments[1..4])
            yield return ExchangeStep.Of(CommandType.ListInstrument, new ListInstrument
            {
                Symbol = Text32.Of(symbol),
                BaseAsset = Names.Parse(Names.Assets, symbol[..3]),
                QuoteAsset = Names.Parse(Names.Assets, symbol[4..]),
                Terms = terms,
            });
        if (withPaper)
            yield return ExchangeStep.Of(CommandType.ListInstrument, OnPaper(terms with
            {
                QuoteAgeMax = PaperTerms.QuoteAgeMax, TradeAgeMax = PaperTerms.TradeAgeMax,
            }));
        for (var account = 2; account < Names.Accounts.Length; account++)
        {
            yield return ExchangeStep.Of(CommandType.OpenAccount, new OpenAccount { Name = Text40.Of(Names.Accounts[account]) });
            for (var asset = 1; asset < Names.Assets.Length; asset++)
                yield return ExchangeStep.Of(
                    CommandType.Deposit, new Transfer { Account = account, Asset = asset, Amount = asset == 1 ? money : goods });
        }
    }
}
