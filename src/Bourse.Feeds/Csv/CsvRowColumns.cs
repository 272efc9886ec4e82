using System.Text;

namespace Bourse.Feeds.Csv;

/// <summary>Where a profile's columns lie in one file, from 0; -1 where there is none.</summary>
internal sealed class CsvRowColumns
{
    public CsvRowColumns(CsvProfile profile, IReadOnlyList<string> header)
    {
        Time = IndexOf(profile.Time.Column);
        Date = IndexOf(profile.Time.DateColumn);
        Symbol = IndexOf(profile.Symbol);
        Id = IndexOf(profile.Id);
        Price = IndexOf(profile.Price);
        Size = IndexOf(profile.Size);
        Conditions = IndexOf(profile.Conditions);
        OffPrice = IndexOf(profile.OffPrice?.Column);
        OffPriceTexts = Texts(profile.OffPrice?.Values);
        Side = IndexOf(profile.Side?.Column);
        BuyTexts = Texts(profile.Side?.Buy);
        SellTexts = Texts(profile.Side?.Sell);
        Bid = IndexOf(profile.Bid);
        BidSize = IndexOf(profile.BidSize);
        Ask = IndexOf(profile.Ask);
        AskSize = IndexOf(profile.AskSize);
        Exactly = profile.Columns > 0 ? profile.Columns : header.Count;

        int IndexOf(CsvColumn? column)
        {
            var index = column?.IndexIn(header) ?? -1;
            Least = Math.Max(Least, index + 1);
            return index;
        }
    }

    public int Time { get; }

    public int Date { get; }

    public int Symbol { get; }

    public int Id { get; }

    public int Price { get; }

    public int Size { get; }

    public int Conditions { get; }

    public int OffPrice { get; }

    public byte[][] OffPriceTexts { get; }

    public int Side { get; }

    public byte[][] BuyTexts { get; }

    public byte[][] SellTexts { get; }

    public int Bid { get; }

    public int BidSize { get; }

    public int Ask { get; }

    public int AskSize { get; }

    /// <summary>How many columns a row must have; 0 when more than <see cref="Least"/> do no harm.</summary>
    public int Exactly { get; }

    /// <summary>How many columns it takes to hold all that are named.</summary>
    public int Least { get; private set; }

    private static byte[][] Texts(IReadOnlyList<string>? texts) => [.. (texts ?? []).Select(Encoding.UTF8.GetBytes)];
}
