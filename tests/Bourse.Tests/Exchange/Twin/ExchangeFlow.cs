using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>
/// A random flow of commands of one profile, the same for the same seed. It looks at the naive exchange to cancel and
/// replace what is open and to keep its number near the profile's aim.
/// </summary>
internal sealed class ExchangeFlow(ExchangeProfile profile, int seed, NaiveExchange exchange)
{
    private const int RememberedMax = 64;

    private readonly Random _random = new(seed);
    private readonly ReferenceFlow _references = new(profile, seed);
    private readonly List<ExchangeStep> _sent = [];
    private long _sequence = Lines.FirstId;
    private long _time = Timestamp.FromCivil(2026, 1, 5).Nanoseconds;
    private int _names;

    public ExchangeStep Next()
    {
        if (Chance(profile.Waits))
            _time += _random.NextInt64(_random.Next(20) == 0 ? 160 * profile.WaitMax : profile.WaitMax);
        var step = Chance(profile.Repetitions) && _sent.Count > 0 ? _sent[_random.Next(_sent.Count)] : Fresh();
        if (_sent.Count < RememberedMax)
            _sent.Add(step);
        else
            _sent[_random.Next(RememberedMax)] = step;
        var version = Chance(profile.Mistakes) && Chance(20) ? (ushort)2 : CommandHeader.LayoutVersion;
        return step with
        {
            Header = new CommandHeader(++_sequence, new Timestamp(_time), step.Header.Type, version),
        };
    }

    private ExchangeStep Fresh()
    {
        var step = AnyStep();
        return Chance(profile.Mistakes) && _random.Next(2) == 0 ? Damaged(step) : step;
    }

    private ExchangeStep AnyStep()
    {
        if (Chance(exchange.IsKilled ? 25 + 8 * profile.Kills : profile.Kills))
            return Kill();
        if (profile.References > 0 && Chance(profile.References))
            return _references.Next(exchange.Instruments[profile.Instruments].Terms, _time);
        if (Chance(exchange.Instruments.Exists(one => one.Phase is Phase.Closed or Phase.Halted) ? 20 * profile.Phases : profile.Phases))
            return SetPhase();
        if (_random.Next(30) == 0 && profile.Phases > 10)
            return ExchangeStep.Of(CommandType.PassTime, default(PassTime));
        if (Chance(profile.Transfers))
            return Transfer();
        if (Chance(profile.Changes))
            return Change();
        var isCrowded = _random.Next(2 * profile.OrdersAim + 1) < exchange.Orders.Count;
        return (isCrowded, _random.Next(12)) switch
        {
            (true, < 6) => Cancellation(),
            (_, 11) when Chance(100) => ExchangeStep.Of(CommandType.MassCancel, new MassCancel
            {
                Account = _random.Next(2) * Account(), Instrument = _random.Next(2) * Instrument(), Side = (Side)_random.Next(3),
                Session = _random.Next(2), DaysOnly = (byte)_random.Next(2),
            }),
            (false, < 2) or (true, < 8) => Replacement(),
            _ when Chance(profile.Groups) => ExchangeStep.Of(CommandType.PlaceGroup, Group()),
            _ => ExchangeStep.Of(CommandType.PlaceOrder, Order(isCrowded)),
        };
    }

    private PlaceOrder Order(bool isCrowded)
    {
        var kind = _random.Next(100);
        var order = new PlaceOrder
        {
            Account = Account(),
            Instrument = Instrument(),
            Side = _random.Next(2) == 0 ? Side.Buy : Side.Sell,
            SelfTradePrevention = (SelfTradePrevention)Math.Max(0, _random.Next(-3, 5)),
            ClientId = Chance(profile.ClientIds) ? Text40.Of(NextName()) : default,
            Session = _random.Next(3),
        };
        if (Chance(profile.ReduceOnly))
            Reduce(ref order);
        var terms = exchange.Instruments[order.Instrument].Terms;
        if (Chance(profile.ByNotional))
        {
            order.Kind = OrderKind.Market;
            order.Notional = profile.IsExtreme
                ? _random.NextInt64(1L << _random.Next(1, 61))
                : _random.NextInt64(Value(profile.Centre * (Int128)terms.Tick, profile.LotsMax * terms.Lot) + 2);
            return order;
        }

        order.Quantity = Quantity(terms);
        if (Chance(profile.Stops))
            return Stop(order, terms);
        if (kind is > 40 and < 60)
            order.Lifetime = (Lifetime)_random.Next(3, 7);
        if (order.Lifetime == Lifetime.GoodTillDate)
            order.ExpiresAt = _time + _random.NextInt64(-Timestamp.PerHour, 9 * Timestamp.PerHour);
        if (isCrowded && kind < 20 || kind is < 8 or 50 or 51)
        {
            order.Kind = OrderKind.Market;
            order.Lifetime = (Lifetime)_random.Next(kind < 50 ? 7 : 3);
            order.ExpiresAt = 0;
            return order;
        }

        order.Price = Price(terms);
        if (kind < 25)
            order.Lifetime = (Lifetime)_random.Next(3);
        else if (kind < 32)
            order.Flags |= OrderFlags.PostOnly;
        if (kind > 90)
            order.Display = Math.Max(1, order.Quantity / terms.Lot / _random.Next(1, 6)) * terms.Lot;
        return order;
    }

    /// <summary>Now and then of the side that would turn the position.</summary>
    private void Reduce(ref PlaceOrder order)
    {
        order.Flags = OrderFlags.ReduceOnly;
        if (_random.Next(6) > 0)
            order.Side = exchange.Position(order.Account, order.Instrument).Quantity > 0 ? Side.Sell : Side.Buy;
    }

    /// <summary>Mostly orders that can be together, around the last price.</summary>
    private PlaceGroup Group()
    {
        var group = new PlaceGroup
        {
            Account = Account(),
            Instrument = Instrument(),
            Kind = (GroupKind)_random.Next(1, 4),
            Side = _random.Next(2) == 0 ? Side.Buy : Side.Sell,
            SelfTradePrevention = (SelfTradePrevention)Math.Max(0, _random.Next(-6, 5)),
            Session = _random.Next(3),
            ClientId = Chance(profile.ClientIds) ? Text40.Of(NextName()) : default,
        };
        var terms = exchange.Instruments[group.Instrument].Terms;
        group.Quantity = Quantity(terms);
        var isExitBuying = group.Side == Side.Buy == (group.Kind == GroupKind.OneCancelsOther);
        if (group.Kind == GroupKind.OneCancelsOther)
            (group.Leg1, group.Leg2) = (Limit(group.Instrument, !isExitBuying), StopOf(group.Instrument, isExitBuying));
        else
        {
            group.Leg1 = _random.Next(6) switch
            {
                0 => new GroupLeg { Kind = OrderKind.Market, Lifetime = (Lifetime)_random.Next(3) },
                1 => StopOf(group.Instrument, group.Side == Side.Buy),
                2 => new GroupLeg { Price = Price(terms), Lifetime = (Lifetime)_random.Next(5) },
                _ => new GroupLeg { Price = Price(terms) },
            };
            group.Leg2 = group.Kind == GroupKind.Bracket || _random.Next(2) == 0
                ? Limit(group.Instrument, !isExitBuying) : StopOf(group.Instrument, isExitBuying);
            if (group.Kind == GroupKind.Bracket)
                group.Leg3 = StopOf(group.Instrument, isExitBuying);
        }

        if (_random.Next(12) == 0)
            group.Leg1.Flags = (OrderFlags)_random.Next(4);
        return group;
    }

    private GroupLeg Limit(int instrument, bool isAbove) => Dated(new GroupLeg { Price = Near(instrument, isAbove) });

    private GroupLeg StopOf(int instrument, bool isAbove)
    {
        var leg = Dated(new GroupLeg { StopPrice = Near(instrument, isAbove), Kind = OrderKind.Stop });
        if (_random.Next(3) == 0)
            (leg.Kind, leg.Price) = (OrderKind.StopLimit, Near(instrument, isAbove));
        return leg;
    }

    private GroupLeg Dated(GroupLeg leg)
    {
        leg.Lifetime = _random.Next(8) switch { 0 => Lifetime.Day, 1 => Lifetime.GoodTillDate, _ => Lifetime.GoodTillCancel };
        leg.ExpiresAt = leg.Lifetime == Lifetime.GoodTillDate ? _time + _random.NextInt64(9 * Timestamp.PerHour) : 0;
        return leg;
    }

    /// <summary>Now and then on the wrong side of the last price, or at it.</summary>
    private long Near(int instrument, bool isAbove)
    {
        var terms = exchange.Instruments[instrument].Terms;
        var last = (long)exchange.Instruments[instrument].LastPrice / terms.Tick * terms.Tick;
        var away = _random.NextInt64(profile.Spread + 1) * terms.Tick;
        return profile.IsExtreme || last == 0 ? Price(terms)
            : Math.Max(0, last + (isAbove == (_random.Next(15) != 0) ? away : -away));
    }

    /// <summary>Mostly a stop that the price may come to soon; some that it has reached, or that ask for too much.</summary>
    private PlaceOrder Stop(PlaceOrder order, in InstrumentTerms terms)
    {
        var last = (long)exchange.Instruments[order.Instrument].LastPrice;
        var away = (1 + _random.NextInt64(profile.Spread)) * terms.Tick;
        order.Lifetime = _random.Next(10) switch { 0 => Lifetime.Day, 1 => Lifetime.GoodTillDate, 2 => (Lifetime)_random.Next(7), _ => 0 };
        if (order.Lifetime == Lifetime.GoodTillDate)
            order.ExpiresAt = _time + _random.NextInt64(9 * Timestamp.PerHour);
        order.Kind = OrderKind.TrailingStop;
        if (Chance(profile.Trailing))
        {
            if (_random.Next(2) == 0)
                order.TrailRate = _random.Next(_random.Next(20) == 0 ? 1_100_000 : 20_000);
            else
                order.Trail = away;
            return order;
        }

        var isOutside = order.Side == Side.Buy == (_random.Next(12) != 0);
        order.StopPrice = profile.IsExtreme || last == 0 ? Price(terms)
            : Math.Max(0, (last / terms.Tick * terms.Tick) + (isOutside ? away : -away));
        order.Kind = _random.Next(3) == 0 ? OrderKind.StopLimit : OrderKind.Stop;
        if (order.Kind == OrderKind.StopLimit)
            order.Price = _random.Next(2) == 0 ? order.StopPrice : Price(terms);
        return order;
    }

    private ExchangeStep Cancellation()
    {
        var order = AnyOrder();
        var byName = order is not null && order.Terms.ClientId[0] != 0 && _random.Next(2) == 0;
        return ExchangeStep.Of(CommandType.CancelOrder, new CancelOrder
        {
            Account = order is null || Chance(20) ? Account() : order.Account,
            OrderId = byName ? 0 : order?.Id ?? 10 * _random.NextInt64(_sequence) + _random.Next(2),
            ClientId = byName ? order!.Terms.ClientId : default,
        });
    }

    private ExchangeStep Replacement()
    {
        var order = AnyOrder();
        var terms = exchange.Instruments[order?.Instrument ?? 1].Terms;
        var keepsPrice = order is not null && _random.Next(2) == 0;
        var isStop = order is { IsParked: true } && order.Stop != 0 && _random.Next(8) != 0;
        if (isStop)
        {
            var hasLimit = order!.Terms.Kind == OrderKind.StopLimit;
            var isMoved = order.Terms.Kind != OrderKind.TrailingStop && _random.Next(2) == 0;
            return ExchangeStep.Of(CommandType.ReplaceOrder, new ReplaceOrder
            {
                Account = order.Account,
                OrderId = order.Id,
                Price = !hasLimit ? 0 : keepsPrice ? (long)order.Price : Price(terms),
                Quantity = order.Group != null && _random.Next(8) > 0 ? 0 : Quantity(terms),
                StopPrice = isMoved ? Price(terms) : 0,
            });
        }

        return ExchangeStep.Of(CommandType.ReplaceOrder, new ReplaceOrder
        {
            Account = order?.Account ?? Account(),
            OrderId = order?.Id ?? 10 * _random.NextInt64(_sequence) + _random.Next(2),
            Price = keepsPrice ? (long)order!.Price : Price(terms),
            Quantity = order?.Group != null && _random.Next(8) > 0 ? 0 : Quantity(terms),
        });
    }

    private ExchangeStep Kill() => ExchangeStep.Of(CommandType.Kill, _random.Next(8) switch
    {
        0 => new Kill { IsOn = 1 },
        1 or 2 => new Kill { IsOn = (byte)_random.Next(2), Account = Account() },
        3 => new Kill { IsOn = (byte)_random.Next(2), Instrument = Instrument() },
        4 => new Kill { IsOn = 0, Account = Account() },
        5 => new Kill { IsOn = 0, Instrument = Instrument() },
        _ => new Kill { IsOn = 0 },
    });

    private ExchangeStep SetPhase() => ExchangeStep.Of(CommandType.SetPhase, new SetPhase
    {
        Instrument = _random.Next(4) == 0 ? 0 : Instrument(),
        Phase = _random.Next(3) == 0 ? Phase.Continuous : (Phase)_random.Next(7),
        ReferencePrice = _random.Next(2) * Price(exchange.Instruments[1].Terms),
    });

    private ExchangeStep Transfer()
    {
        var asset = _random.Next(1, Names.Assets.Length);
        var most = (asset == 1 ? profile.Money : profile.Goods) / 4;
        var isDeposit = _random.Next(2) == 0;

        // The house's fees go out too, so that rebates find it without money.
        var account = isDeposit ? Account() : _random.Next(1, Names.Accounts.Length);
        var available = (long)exchange.Available(account, asset);
        return ExchangeStep.Of(isDeposit ? CommandType.Deposit : CommandType.Withdraw, new Transfer
        {
            Account = account,
            Asset = asset,
            Amount = isDeposit ? _random.NextInt64(most) : account == 1 ? available : _random.NextInt64(Math.Min(available, most) + 2),
            ClientId = Chance(profile.ClientIds) ? Text40.Of(NextName()) : default,
        });
    }

    private ExchangeStep Change()
    {
        var terms = profile.Terms;
        switch (_random.Next(7))
        {
            case 0:
                terms.MakerRate = _random.Next(-profile.Terms.TakerRate, profile.Terms.TakerRate + 1);
                break;
            case 1:
                terms.Tick *= _random.Next(1, 4);
                terms.Lot *= _random.Next(1, 4);
                break;
            case 2:
                return ExchangeStep.Of(CommandType.LimitAccount, new LimitAccount
                {
                    Account = Account(),
                    OpenOrdersMax = _random.Next(20),
                    OrderValueMax = Value(profile.Centre * (Int128)terms.Tick, _random.NextInt64(profile.LotsMax) * terms.Lot),
                });
            case 3:
                return ExchangeStep.Of(CommandType.LimitPosition, new LimitPosition
                {
                    Account = Account(), Instrument = Instrument(), QuantityMax = _random.NextInt64(4 * profile.LotsMax) * terms.Lot,
                });
            case 4:
                return ExchangeStep.Of(CommandType.SetFeeTier, new SetFeeTier
                {
                    Asset = _random.Next(1, 4),
                    Tier = (byte)_random.Next(1, 9),
                    IsOn = (byte)_random.Next(2),
                    ValueMin = Value(profile.Centre * (Int128)terms.Tick, _random.NextInt64(99 * profile.LotsMax) * terms.Lot),
                    TakerRate = _random.Next(100_000),
                    MakerRate = _random.Next(-1_000, 1_000),
                });
            case 5:
                return ExchangeStep.Of(CommandType.FoundExchange, Preparation.Charter(profile.Options));
            default:
                return ExchangeStep.Of(CommandType.KeepClientIds, new KeepClientIds { Nanoseconds = _random.Next(5) * Timestamp.PerHour });
        }

        var instrument = Instrument();
        var before = exchange.Instruments[instrument].Terms;
        (terms.QuoteAgeMax, terms.TradeAgeMax) = (before.QuoteAgeMax, before.TradeAgeMax);
        return ExchangeStep.Of(CommandType.ChangeInstrument, new ChangeInstrument { Instrument = instrument, Terms = terms });
    }

    /// <summary>A step of which something is not as it should be: a byte, the length, the type.</summary>
    private ExchangeStep Damaged(ExchangeStep step)
    {
        var payload = step.Payload.ToArray();
        switch (_random.Next(8))
        {
            case 0:
                return step with { Payload = payload[.._random.Next(payload.Length)] };
            case 1:
                return step with { Header = step.Header with { Type = (CommandType)_random.Next(0, 25) } };
            case 2:
                return step with { Payload = [.. payload, 0] };
            case 3:
                _random.NextBytes(payload);
                break;
            case 4 when payload.Length >= 24:
                var at = _random.Next(payload.Length / 8) * 8;
                MemoryMarshal.Write(payload.AsSpan(at), _random.Next(4) switch
                {
                    0 => long.MinValue,
                    1 => long.MaxValue,
                    2 => -1L,
                    _ => _random.NextInt64(),
                });
                break;
            default:
                payload[_random.Next(payload.Length)] = (byte)_random.Next(256);
                break;
        }

        return step with { Payload = payload };
    }

    private NaiveOrder? AnyOrder() => exchange.Orders.Count == 0 ? null : exchange.Orders[_random.Next(exchange.Orders.Count)];

    private int Account() => _random.Next(40) == 0 ? 1 : _random.Next(2, Names.Accounts.Length);

    private int Instrument() => profile.References > 0 && _random.Next(3) > 0 ? profile.Instruments : _random.Next(1, profile.Instruments + 1);

    private string NextName() => $"{(_random.Next(12) == 0 ? _random.Next(_names + 1) : ++_names)}";

    private long Price(in InstrumentTerms terms)
    {
        if (profile.IsExtreme)
            return _random.NextInt64(1L << _random.Next(1, 62));
        return (profile.Centre + _random.NextInt64(-profile.Spread, profile.Spread + 1)) * profile.Terms.Tick / terms.Tick * terms.Tick;
    }

    private long Quantity(in InstrumentTerms terms) => profile.IsExtreme
        ? _random.NextInt64(1L << _random.Next(1, 62))
        : (long)Int128.Min(1L << 60, _random.NextInt64(1, profile.LotsMax + 1) * (Int128)terms.Lot);

    // A mistake may have made the tick or the lot enormous.
    private static long Value(Int128 price, long quantity) =>
        (long)System.Numerics.BigInteger.Min(1L << 60, NaiveOrder.Value(price, quantity));

    private bool Chance(int thousandths) => _random.Next(1000) < thousandths;
}
