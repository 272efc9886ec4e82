using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>Trades as rows of a page.</summary>
internal sealed class TradeRows(TradeReader trades) : RowSource
{
    private TradeRow _trade;

    public override JsonEncodedText Name => Names.TradeCount;

    public override TickKey Key => _trade.Key;

    public override Timestamp CompleteFrom => trades.CompleteFrom;

    public override bool MoveNext() => trades.TryRead(out _trade);

    public override void Write(Utf8JsonWriter json) => TradeJson.Write(json, _trade);
}
