using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>What an order that is only looked at would trade, added up. Each fill leaves less of the order.</summary>
internal sealed class ForeseenFills(int place, Orders orders, long feeLeast)
{
    private readonly List<DepthLevel> _levels = [];

    public IReadOnlyList<DepthLevel> Levels => _levels;

    public long Quantity { get; private set; }

    public long Value { get; private set; }

    public long Fee { get; private set; }

    public void Add(long price, long quantity)
    {
        ref var order = ref orders[place];
        var value = Exact.Value(price, quantity);
        var fee = order.Charge(value, order.TakerRate, feeLeast);
        order.Fill(quantity, value, fee);
        (Quantity, Value, Fee) = (Quantity + quantity, Value + value, Fee + fee);
        if (_levels.Count > 0 && _levels[^1].Price == price)
            _levels[^1] = new DepthLevel(price, _levels[^1].Quantity + quantity, _levels[^1].Orders + 1);
        else if (_levels.Count < OrderPreview.FillsMax)
            _levels.Add(new DepthLevel(price, quantity, 1));
    }
}
