using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>
/// Steps about instruments on paper: "list P:XYZ"; "market P:XYZ bid 10 @ 99.5 ask 5 @ 100 ask ? @ 101 last 100", where ?
/// is a size that nobody knows, with "quote-old 5m", "last-old 1h", and "at 10s" for the market's time.
/// </summary>
internal static class PaperText
{
    /// <summary>When it is 0s at the market of a story.</summary>
    private static readonly long Start = Timestamp.FromCivil(2014, 3, 10).Nanoseconds;

    public static ExchangeStep List(Queue<string> words) => ExchangeStep.Of(
        CommandType.ListInstrument, Preparation.OnPaper(Preparation.PaperTerms) with { Symbol = Text32.Of(words.Dequeue()) });

    public static ExchangeStep Market(Queue<string> words)
    {
        var command = new SetReference { Instrument = Names.Parse(Names.Instruments, words.Dequeue()), MarketTime = Start };
        var (quoteAge, lastAge) = (0L, 0L);
        while (words.TryDequeue(out var word))
            switch (word)
            {
                case "bid":
                    command.BidLevels[command.Bids++] = Level(words);
                    break;
                case "ask":
                    command.AskLevels[command.Asks++] = Level(words);
                    break;
                case "last":
                    command.LastPrice = Words.Amount(words.Dequeue());
                    break;
                case "quote-old":
                    quoteAge = StepText.Duration(words.Dequeue());
                    break;
                case "last-old":
                    lastAge = StepText.Duration(words.Dequeue());
                    break;
                case "at":
                    command.MarketTime = Start + StepText.Duration(words.Dequeue());
                    break;
                default:
                    throw new FormatException($"A story knows no \"{word}\".");
            }
        (command.QuoteTime, command.LastTime) = (command.MarketTime - quoteAge, command.MarketTime - lastAge);
        return ExchangeStep.Of(CommandType.SetReference, command);
    }

    private static ReferenceLevel Level(Queue<string> words)
    {
        var size = words.Dequeue();
        words.Dequeue();
        return new ReferenceLevel { Price = Words.Amount(words.Dequeue()), Size = size == "?" ? 0 : Words.Amount(size) };
    }
}
