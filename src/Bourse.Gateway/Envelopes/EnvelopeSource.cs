using System.Buffers;
using System.Text;
using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Journal;

namespace Bourse.Gateway.Envelopes;

/// <summary>The records of one journal as events for other systems. One thread.</summary>
public abstract class EnvelopeSource : IDisposable
{
    /// <summary>
    /// What the journal in a folder has to tell, by the folder's name: tape, orders or blotter; null for another one.
    /// </summary>
    /// <exception cref="JournalException">A journal beside it, which has the names, cannot be read.</exception>
    public static EnvelopeSource? Of(string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string Beside(string journal) => Path.Combine(Path.GetDirectoryName(path)!, journal);
        return Path.GetFileName(path) switch
        {
            "tape" => new MarketDataEnvelopes(path),
            "orders" => new OrderEnvelopes(new BlotterNames(Beside("blotter"))),
            "blotter" => new ExecutionEnvelopes(new BlotterNames(path), Beside("orders")),
            _ => null,
        };
    }

    /// <summary>Writes a record's event, without an end of line; false when other systems are not told of it.</summary>
    public abstract bool TryWrite(in JournalRecord record, IBufferWriter<byte> output);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>INSUFFICIENT_FUNDS for InsufficientFunds.</summary>
    protected static string UpperSnake(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>In units of 10⁻⁸; null for 0, as an order by notional has it.</summary>
    protected static void WriteQuantity(Utf8JsonWriter json, long units)
    {
        if (units == 0)
            json.WriteNull(EnvelopeNames.Quantity);
        else
            json.WriteQuantity(EnvelopeNames.Quantity, new Market.Quantity(units));
    }

    protected static void WriteSide(Utf8JsonWriter json, Market.Side side) =>
        json.WriteString(EnvelopeNames.Side, side == Market.Side.Buy ? "BUY" : "SELL");
}
