using System.Numerics;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>Orders of the <see cref="NaiveExchange"/> in instruments on paper.</summary>
internal sealed class NaivePaper(NaiveExchange exchange, NaiveTrading trading)
{
    public RefusalReason Set(SetReference command, long sequence)
    {
        if (command.Bids > 10 || command.Asks > 10 || command.Zero != 0)
            return RefusalReason.Malformed;
        if (command.Instrument <= 0 || command.Instrument >= exchange.Instruments.Count)
            return RefusalReason.InstrumentUnknown;
        var instrument = exchange.Instruments[command.Instrument];
        if (instrument.Paper is not { } market)
            return RefusalReason.ExecutionForbids;
        if (OfSide(command.BidLevels, command.Bids, -1) is var bids and not RefusalReason.None)
            return bids;
        if (OfSide(command.AskLevels, command.Asks, 1) is var asks and not RefusalReason.None)
            return asks;
        if (command.LastPrice < 0 || command.LastPrice > 1L << 60)
            return RefusalReason.PriceOutOfRange;
        if ((command.Bids > 0 && command.Asks > 0 && command.BidLevels[0].Price > command.AskLevels[0].Price)
            || Math.Max(command.QuoteTime, command.LastTime) > command.MarketTime)
            return RefusalReason.TermsContradict;
        market.Set(command, sequence, exchange.Now);
        if (command.LastPrice > 0)
        {
            instrument.LastPrice = command.LastPrice;
            instrument.Path.Add(command.LastPrice);
        }

        exchange.Told.Add(Lines.Reference(command));
        FillResting(command.Instrument);
        return RefusalReason.None;
    }

    public RefusalReason Check(PlaceOrder command, NaiveInstrument instrument) =>
        command.Display != 0 || command.Lifetime is Lifetime.Opening or Lifetime.Closing
            ? RefusalReason.ExecutionForbids
            : instrument.Paper!.Reason(instrument.Terms, exchange.Now);

    public RefusalReason Place(NaiveOrder order, NaiveInstrument instrument)
    {
        if (WouldTake(order, order.Price, instrument))
            return RefusalReason.WouldTake;
        trading.Accept(order);
        order.IsParked = true;
        if (order.Terms.Lifetime == Lifetime.FillOrKill && !IsWhole(order, instrument))
            trading.End(order, EndReason.FillOrKill);
        else
            Execute(order, instrument);
        trading.Trim();
        return RefusalReason.None;
    }

    public RefusalReason Replace(NaiveOrder order, NaiveInstrument instrument, BigInteger price, BigInteger open, long sequence)
    {
        if (instrument.Paper!.Reason(instrument.Terms, exchange.Now) is var reason and not RefusalReason.None)
            return reason;
        if (WouldTake(order, price, instrument))
            return RefusalReason.WouldTake;
        if (price != order.Price || open > order.Open)
            order.Since = sequence;
        trading.ReplaceTerms(order, price, open);
        Execute(order, instrument);
        trading.Trim();
        return RefusalReason.None;
    }

    public void Enter(NaiveOrder order, NaiveInstrument instrument)
    {
        order.IsParked = true;
        Execute(order, instrument);
        trading.Trim();
    }

    public void FillResting(int number)
    {
        var instrument = exchange.Instruments[number];
        if (instrument.Phase != Phase.Continuous)
            return;
        var resting = exchange.Orders.Where(order => order.Instrument == number && order.Since > 0).ToList();
        foreach (var order in resting.OrderBy(order => order.IsBuy ? 0 : 1)
            .ThenBy(order => order.IsBuy ? -order.Price : order.Price).ThenBy(order => order.Since).ThenBy(order => order.Id))
        {
            // A fill before may have taken it away.
            if (!exchange.Orders.Contains(order))
                continue;
            var there = Crossing(order, instrument).Aggregate(BigInteger.Zero, (sum, one) => sum + one.Quantity);
            var quantity = BigInteger.Min(there, order.Open);
            if (quantity == 0)
                continue;
            if (!HasRoom(order, instrument, order.Price, quantity))
            {
                trading.End(order, EndReason.NoRoom);
                continue;
            }

            var rest = quantity;
            foreach (var (_, size, level) in Crossing(order, instrument))
            {
                instrument.Paper!.Take(order.IsBuy, level, BigInteger.Min(rest, size));
                rest -= BigInteger.Min(rest, size);
            }

            trading.Settle(instrument, order, FillRole.PaperMaker, order.Price, quantity, instrument.Paper!.Sequence!.Value);
            trading.Trim();
        }
    }

    private void Execute(NaiveOrder order, NaiveInstrument instrument)
    {
        while (Crossing(order, instrument).FirstOrDefault() is var (price, size, level) && price > 0)
        {
            var quantity = BigInteger.Min(size, order.Open);
            if (order.IsByNotional)
                quantity = NaiveTrading.LotsFor(order, price, instrument.Terms.Lot, quantity) * instrument.Terms.Lot;
            if (quantity == 0)
                break;
            if (!HasRoom(order, instrument, price, quantity))
            {
                trading.End(order, EndReason.NoRoom);
                return;
            }

            instrument.Paper!.Take(order.IsBuy, level, quantity);
            trading.Settle(instrument, order, FillRole.PaperTaker, price, quantity, instrument.Paper.Sequence!.Value);
            if (!exchange.Orders.Contains(order))
                return;
        }

        if (order.IsByNotional && order.Notional == 0)
            trading.Close(order);
        else if (order.Terms.Kind is OrderKind.Market or OrderKind.Stop or OrderKind.TrailingStop
            || order.Terms.Lifetime is Lifetime.ImmediateOrCancel or Lifetime.FillOrKill)
            trading.End(order, EndReason.Immediate);
        else if (order.Since == 0)
            order.Since = exchange.Sequence;
    }

    private IEnumerable<(BigInteger Price, BigInteger Quantity, int Level)> Crossing(
        NaiveOrder order, NaiveInstrument instrument, BigInteger? at = null) =>
        instrument.Paper!.Against(order.IsBuy, instrument.Terms, exchange.Now)
            .Where(one => order.IsBuy ? one.Price <= (at ?? order.Price) : one.Price >= (at ?? order.Price));

    private bool WouldTake(NaiveOrder order, BigInteger price, NaiveInstrument instrument) =>
        order.IsPostOnly && Crossing(order, instrument, price).Any();

    private bool IsWhole(NaiveOrder order, NaiveInstrument instrument)
    {
        var there = Crossing(order, instrument).ToList();
        return there.Aggregate(BigInteger.Zero, (sum, one) => sum + one.Quantity) >= order.Open
            && HasRoom(order, instrument, order.IsBuy ? order.Price : there[0].Price, order.Open);
    }

    private bool HasRoom(NaiveOrder order, NaiveInstrument instrument, BigInteger price, BigInteger quantity)
    {
        var value = NaiveOrder.Value(price, quantity);
        var asset = order.IsBuy ? instrument.BaseAsset : instrument.QuoteAsset;
        return value <= BigInteger.Pow(2, 60)
            && exchange.Supply(asset) + (order.IsBuy ? quantity : value) <= BigInteger.Pow(2, 62);
    }

    private static RefusalReason OfSide(ReferenceLevels levels, int count, int rising)
    {
        for (var i = 0; i < 10; i++)
            if (i >= count && (levels[i].Price != 0 || levels[i].Size != 0))
                return RefusalReason.Malformed;
            else if (i < count && (levels[i].Price <= 0 || levels[i].Price > 1L << 60))
                return RefusalReason.PriceOutOfRange;
            else if (i < count && (levels[i].Size < 0 || levels[i].Size > 1L << 60))
                return RefusalReason.QuantityOutOfRange;
            else if (i > 0 && i < count && levels[i].Price.CompareTo(levels[i - 1].Price) != rising)
                return RefusalReason.TermsContradict;
        return RefusalReason.None;
    }
}
