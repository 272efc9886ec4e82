using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>Quotes as rows of a page.</summary>
internal sealed class QuoteRows(QuoteReader quotes) : RowSource
{
    private QuoteRow _quote;

    public override JsonEncodedText Name => Names.Quotes;

    public override TickKey Key => _quote.Key;

    public override Timestamp CompleteFrom => quotes.CompleteFrom;

    public override bool MoveNext() => quotes.TryRead(out _quote);

    public override void Write(Utf8JsonWriter json) => QuoteJson.Write(json, _quote);
}
